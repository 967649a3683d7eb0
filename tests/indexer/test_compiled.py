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
from indexer.compiled import allocation_free, before_compiling_in_vain, compiled, loops_compiled
from indexer.compiled_folders import CodeFolders
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

NOWHERE = CodeFolders((), None)


def _sum(numbers: Any) -> int:
    total = 0
    for number in numbers:
        total += number
    return total


def test_a_loop_is_compiled() -> None:
    """A marked function is machine code that other threads run beside."""
    made = compiled(_sum)
    assert made(np.arange(5)) == 10
    assert made.nopython_signatures
    assert made.targetoptions["nogil"]


def test_no_references_are_counted_where_nothing_is_allocated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A marked helper leaves the arrays it is passed, and views of them, as they are."""
    monkeypatch.setattr(module, "code_folders", lambda _: NOWHERE)  # code from a cache can't be looked into

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
    assert "NRT_incref" not in next(iter(helper.inspect_llvm().values())).split("define")[1]


def test_a_helper_is_compiled_into_the_loop_that_calls_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it is: a call hands over each array of a table as seven numbers, which takes longer than many a helper."""
    monkeypatch.setattr(module, "code_folders", lambda _: NOWHERE)  # code from a cache can't be looked into

    def occurs_twice(numbers: Any, others: Any, wanted: int) -> bool:
        count = 0
        for number in numbers:
            for factor in (1, 2, 3):
                while number > factor * wanted and number % 7 != factor:
                    number //= 2
            for other in others:
                for summand in (1, 2, 3):
                    if number * other == wanted + summand or number + other == wanted * summand:
                        count += 1
                        if count == 2:
                            return True
        return False

    helper = allocation_free(occurs_twice)

    def total(numbers: Any, others: Any) -> int:
        found = 0
        for wanted in range(10):
            found += helper(numbers, others, wanted) + helper(others, numbers, wanted)
        return found

    loop: Any = compiled(total)
    assert loop(np.arange(5), np.arange(7)) > 0
    lines = next(iter(loop.inspect_llvm().values())).splitlines()
    assert any("occurs_twice" in line for line in lines)
    assert not any(" call " in line and "occurs_twice" in line for line in lines)


def test_where_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where code can be kept nowhere, loops are compiled all the same, and it is told once, before the first."""
    monkeypatch.setattr(module, "code_folders", lambda _: NOWHERE)
    told: list[int] = []
    before = len(loops_compiled())
    before_compiling_in_vain(lambda: told.append(len(loops_compiled())))
    assert [compiled(_sum)(np.arange(5)) for _ in range(2)] == [10, 10]
    assert told == [before]
    assert loops_compiled()[before:] == (f"{__name__}._sum",) * 2


def test_code_in_a_folder_that_is_only_read_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was compiled where it could be written is loaded where nothing can be, and nobody is told anything."""
    monkeypatch.setattr(module, "code_folders", lambda _: CodeFolders((tmp_path,), tmp_path))
    assert compiled(_sum)(np.arange(5)) == 10
    kept = _files(tmp_path)
    monkeypatch.setattr(module, "code_folders", lambda _: CodeFolders((tmp_path / "none", tmp_path), None))
    monkeypatch.setattr(module, "_in_vain", [pytest.fail])
    loaded = compiled(_sum)
    assert loaded(np.arange(5)) == 10
    assert sum(loaded.stats.cache_hits.values()) == 1
    assert kept
    assert _files(tmp_path) == kept


def test_a_folder_that_fails_costs_only_the_compiling(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Files that are no code, and a folder that can't be made any more, are as if there were none."""
    monkeypatch.setattr(module, "code_folders", lambda _: CodeFolders((tmp_path,), tmp_path))
    assert compiled(_sum)(np.arange(5)) == 10
    for path in _files(tmp_path):
        path.write_bytes(b"")
    assert compiled(_sum)(np.arange(5)) == 10
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(module, "code_folders", lambda _: CodeFolders((), tmp_path / "file"))
    assert compiled(_sum)(np.arange(5)) == 10


def _files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return the files of `PROGRAM` as a package."""
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
