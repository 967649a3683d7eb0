"""Hostile files give reports and problems, never an error, and not without bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report
from tests.hostile.files import CONTENTS, KINDS


@pytest.mark.parametrize("kind", CONTENTS)
def test_hostile_contents_are_read(kind: str, tmp_path: Path) -> None:
    """A file of any content is read to its end, and what it says about itself is reports and problems."""
    KINDS[kind](tmp_path)
    (path,) = tmp_path.iterdir()
    found = list(read_file(path, source=path.name))
    assert all(isinstance(each, (Report, Problem)) for each in found)
    assert all(each.source == path.name for each in found)
    assert found, "a file that gives no report is named"
    assert sum(isinstance(each, Problem) for each in found) <= 130


def test_every_kind_writes_something(tmp_path: Path) -> None:
    """There are at least eighty kinds, and each leaves an entry of its own in the folder."""
    assert len(KINDS) >= 80
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, write in enumerate(KINDS.values(), start=1):
        write(folder)
        assert len(list(folder.iterdir())) >= number
