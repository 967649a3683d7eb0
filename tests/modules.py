"""The modules of the project, tests among them, that a test reads one by one."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parents[1]

MODULES = [
    path
    for folder in ("corpus", "indexer", "service", "benchmarks", "tests")
    for path in sorted((_ROOT / folder).rglob("*.py"))
]


def module_name(path: Path) -> str:
    """Return the path of a module as people write it, by which its test is named."""
    return path.relative_to(_ROOT).as_posix()
