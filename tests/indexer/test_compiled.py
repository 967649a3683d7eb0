"""Compiled loops work wherever the program is installed, and never outlive the sources they were made from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer import compiled as module
from indexer.compiled import allocation_free, cache_folder, compiled, ingredients
from indexer.sources import ROOT

PROGRAM = {
    "__init__.py": "",
    "inner.py": """
        from indexer.compiled import compiled
        from loops.constants import FACTOR

        @compiled
        def scaled(number):
            return number * FACTOR
        """,
    "constants.py": "FACTOR = 2\n",
    "pairs.py": """
        from typing import NamedTuple

        class Pair(NamedTuple):
            left: int
            right: int

        MADE = Pair(3, 4)
        """,
    "outer.py": """
        from indexer.compiled import compiled
        from loops.inner import scaled

        @compiled
        def weighed(pair):
            return scaled(pair.left) + pair.right
        """,
    "__main__.py": """
        from loops.outer import weighed
        from loops.pairs import MADE

        print(weighed(MADE), sum(weighed.stats.cache_hits.values()))
        """,
}
"""A package whose compiled function calls one of another module, which has a constant of a third, with a class of a fourth."""


def _sum(numbers: Any) -> int:
    total = 0
    for number in numbers:
        total += number
    return total


def test_a_loop_is_compiled() -> None:
    """A marked function is machine code that other threads run beside."""
    made = compiled(_sum)
    assert made(np.arange(5)) == 10
    assert made.nopython_signatures  # type: ignore[attr-defined]
    assert made.targetoptions["nogil"]  # type: ignore[attr-defined]


def test_no_references_are_counted_where_nothing_is_allocated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A marked helper leaves the arrays it is passed, and views of them, as they are."""
    monkeypatch.setattr(module, "cache_folder", lambda _: None)  # code from a cache can't be looked into

    def first_of_row(table: Any, row: int) -> Any:
        return table[row][0]

    helper = allocation_free(first_of_row)

    def total(table: Any) -> int:
        found = 0
        for row in range(table.shape[0]):
            found += helper(table, row)
        return found

    table = np.arange(6).reshape(2, 3)
    before = sys.getrefcount(table)
    assert [compiled(total)(table) for _ in range(3)] == [3, 3, 3]
    assert sys.getrefcount(table) == before
    assert "NRT_incref" not in next(iter(helper.inspect_llvm().values())).split("define")[1]  # type: ignore[attr-defined]


def test_where_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither the program's folder nor the user's can be written, loops are compiled all the same."""
    monkeypatch.setattr(module, "cache_folder", lambda _: None)
    assert compiled(_sum)(np.arange(5)) == 10


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The files of `PROGRAM` as a package."""
    folder = tmp_path / "loops"
    folder.mkdir()
    for name, text in PROGRAM.items():
        (folder / name).write_text("\n".join(line.removeprefix(" " * 8) for line in text.split("\n")), encoding="utf-8")
    return folder


def _run(package: Path) -> tuple[int, bool]:
    """Run the package in a new process; return what it computes, and whether it found that compiled already."""
    environment = {**os.environ, "PYTHONPATH": f"{package.parent}{os.pathsep}{ROOT}", "HOME": str(package.parent)}
    command = [sys.executable, "-m", "loops"]
    ran = subprocess.run(command, env=environment, capture_output=True, check=False, text=True)
    assert ran.returncode == 0, ran.stderr
    number, hits = map(int, ran.stdout.split())
    return number, hits > 0


@pytest.mark.parametrize(
    ("name", "old", "new", "number"),
    [
        ("constants.py", "FACTOR = 2", "FACTOR = 5", 19),
        ("inner.py", "number * FACTOR", "number - FACTOR", 5),
        ("pairs.py", "Pair", "Couple", 10),
        ("pairs.py", "MADE = Pair(3, 4)", "MADE = Pair(4, 3)", 11),
        ("outer.py", "scaled(pair.left)", "pair.left", 7),
    ],
)
def test_nothing_compiled_outlives_a_source(package: Path, name: str, old: str, new: str, number: int) -> None:
    """A change to a called function, to a constant or to the class of an argument, each in another module, counts."""
    assert _run(package) == (10, False)
    assert _run(package) == (10, True)
    changed = package / name
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    assert _run(package) == (number, False)


def test_compiled_code_depends_on_every_compiled_module() -> None:
    """The files the folder is named after hold each module of ours with a compiled function, and what these import."""
    names = {path.relative_to(ROOT).as_posix() for path in ingredients(ROOT / "indexer")}
    marked = {
        path.relative_to(ROOT).as_posix()
        for layer in ("corpus", "indexer", "service")
        for path in (ROOT / layer).rglob("*.py")
        if "\n@compiled" in path.read_text(encoding="utf-8")
    }
    assert marked
    assert marked <= names
    assert "indexer/ranking.py" in names


def test_folders_of_earlier_sources_are_removed(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    """Beside the program only what its present sources made is kept."""
    monkeypatch.setattr(module, "__file__", str(package / "compiled.py"))
    first = cache_folder.__wrapped__(package)
    (package / "constants.py").write_text("FACTOR = 3\n", encoding="utf-8")
    second = cache_folder.__wrapped__(package)
    assert first is not None
    assert second is not None
    assert (first.exists(), second.exists()) == (False, True)
