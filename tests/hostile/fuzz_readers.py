"""Every reader on any bytes: reports and problems, and never an exception."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.hostile.fuzzing import LONGEST, fuzz


def _prepare() -> tuple[Callable[[bytes], None], Sequence[bytes]]:
    from corpus.readers import SUFFIXES, read_file
    from tests.hostile.attacks.files import good_files

    folder = Path(tempfile.mkdtemp(prefix="fuzz-readers-"))

    def check(content: bytes) -> None:
        """Read all but the first byte, which says what kind of file it is."""
        suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else SUFFIXES[0]
        path = folder / f"file{suffix}"
        path.write_bytes(content[1:])
        for each in read_file(path, source=path.name):
            assert each.source == path.name

    seeds = [bytes([SUFFIXES.index(suffix)]) + content[: LONGEST - 1] for suffix, content in good_files()]
    return check, seeds


if __name__ == "__main__":
    fuzz(_prepare)
