"""The program's own files, by content: compiled code and the pages people keep are only good for the sources that made them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The folder that holds our packages."""

PACKAGES = ("corpus", "indexer", "service")


def source_files(*patterns: str) -> list[Path]:
    """Return the files of all our packages whose names match one of `patterns`, in a fixed order."""
    return sorted(path for name in PACKAGES for pattern in patterns for path in (ROOT / name).rglob(pattern))


def digest(paths: Iterable[Path]) -> str:
    """Return 16 hexadecimal digits that change with the name or content of any of `paths`."""
    total = hashlib.blake2b(digest_size=8)
    for path in paths:
        name, content = path.name.encode(), path.read_bytes()
        total.update(b"%d %d " % (len(name), len(content)) + name + content)
    return total.hexdigest()
