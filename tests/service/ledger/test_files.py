"""What a file brings to the ledger: all of its reports, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.engines.whoosh import WhooshEngine
from service.ledger.errors import IsDoubled
from service.ledger.files import publish_file
from service.ledger.ledger import Ledger
from service.ledger.publishing import Publisher, Signed
from service.settings import load_settings


def published(folder: Path, publisher: Publisher, *titles: str) -> list[str]:
    """Return the ids of what is published of a file of records with these titles."""
    (folder / "config.toml").touch()
    file = folder / "通告.jsonl"
    lines = [
        json.dumps({"title": each, "body": f"{each}。自发布之日起封闭养护。"}, ensure_ascii=False) for each in titles
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    settings = load_settings(folder / "config.toml", index=None, environ={})
    return [each.entry.subject for each in publish_file(publisher, file, settings, Signed("张三"), {})]


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return one with an empty index and ledger."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.write():
        pass
    return Publisher(engine, Ledger(tmp_path / "ledger", create=True))


def test_all_reports_of_a_file_are_published(publisher: Publisher, tmp_path: Path) -> None:
    """They are in the ledger and in the index, in their order."""
    ids = published(tmp_path, publisher, "东桥封闭养护的通告", "西桥封闭养护的通告")
    assert [each.subject for each in publisher.ledger.entries()] == ids
    assert sorted(publisher.engine.get(ids)) == sorted(ids)


def test_a_file_that_holds_a_report_twice_publishes_none(publisher: Publisher, tmp_path: Path) -> None:
    """Neither the first of the two nor what stands before them; nor is the file kept."""
    with pytest.raises(IsDoubled, match="2 条"):
        published(tmp_path, publisher, "北桥封闭养护的通告", "东桥封闭养护的通告", "东桥封闭养护的通告")
    assert publisher.ledger.count() == 0
    assert not publisher.ledger.originals.folder.exists()
