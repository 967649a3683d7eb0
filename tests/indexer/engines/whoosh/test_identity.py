"""Generations are unique for good: whatever happens to the folder under a running service, it shows what is there now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexMissing
from service.archive import Archive
from service.settings import load_settings
from service.web.app import create_app


def _make(folder: Path, *titles: str) -> None:
    """Write an index with a commit for each title."""
    for number, title in enumerate(titles):
        with WhooshEngine(folder).write() as writer:
            writer.put(Report(id=f"r{number}", source="s", title=title))


def _made_anew(folder: Path) -> None:
    shutil.rmtree(folder)
    _make(folder, "公开的甲", "公开的乙")


def _swapped_in(folder: Path) -> None:
    other = folder.with_name("other")
    _make(other, "公开的甲", "公开的乙")
    folder.rename(folder.with_name("old"))
    other.rename(folder)


def _restored_and_continued(folder: Path) -> None:
    """Bring an earlier copy back, and commit until the number is the same as it was."""
    copy = folder.with_name("copy")
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="r1", source="s", title="公开的乙"))


def _rebuilt(folder: Path) -> None:
    with WhooshEngine(folder).rebuild() as writer:
        writer.put(Report(id="r0", source="s", title="公开的甲"))
        writer.put(Report(id="r1", source="s", title="公开的乙"))


@pytest.mark.parametrize("change", [_made_anew, _swapped_in, _restored_and_continued, _rebuilt])
def test_a_replaced_index_is_seen_at_once(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """A running service shows nothing of the index before, and a client that knows a page of it gets the new one."""
    folder = tmp_path / "index"
    _make(folder, "公开的甲")
    shutil.copytree(folder, tmp_path / "copy")
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="r1", source="s", title="撤下的乙"))
    engine = WhooshEngine(folder)
    client = create_app(Archive(engine, load_settings(None, index=None, environ={})), site_name="青禾市").test_client()
    before = client.get("/search?q=的")
    assert "撤下" in before.text
    known = {"If-None-Match": before.headers["ETag"]}
    assert client.get("/search?q=的", headers=known).status_code == 304
    name = engine.generation()
    change(folder)
    after = client.get("/search?q=的", headers=known)
    assert after.status_code == 200
    assert "撤下" not in after.text
    assert "公开<mark>的</mark>乙" in after.text
    assert engine.generation() != name
    assert engine.get(["r1"])["r1"].title == "公开的乙"


def test_an_index_moved_away_and_back_is_the_same(tmp_path: Path) -> None:
    """While it is away that is said; when it is back, so is its generation."""
    folder = tmp_path / "index"
    _make(folder, "甲")
    engine = WhooshEngine(folder)
    name = engine.generation()
    folder.rename(tmp_path / "away")
    with pytest.raises(IndexMissing):
        engine.generation()
    (tmp_path / "away").rename(folder)
    assert engine.generation() == name


def test_a_copy_in_its_place_is_the_same_state(tmp_path: Path) -> None:
    """A copy with the same content has the same name, and is what is read from then on."""
    folder = tmp_path / "index"
    _make(folder, "甲")
    engine = WhooshEngine(folder)
    name = engine.generation()
    shutil.copytree(folder, tmp_path / "copy")
    folder.rename(tmp_path / "old")
    (tmp_path / "copy").rename(folder)
    shutil.rmtree(tmp_path / "old")
    assert engine.generation() == name
    assert engine.get(["r0"])["r0"].title == "甲"
    with engine.write() as writer:
        writer.put(Report(id="r0", source="s", title="新的甲"))
    assert engine.get(["r0"])["r0"].title == "新的甲"


def test_a_generation_is_its_number_and_an_identity(tmp_path: Path) -> None:
    """Every commit has an identity of its own, and two indexes never share one."""
    names = set()
    for index in ("a", "b"):
        for title in ("甲", "乙"):
            _make(tmp_path / index, title)
            names.add(WhooshEngine(tmp_path / index).generation())
    assert sorted(name.split("-")[0] for name in names) == ["1", "1", "2", "2"]
    assert len({name.split("-")[1] for name in names}) == 4
