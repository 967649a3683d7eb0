"""Groups of near-identical reports go from one generation to the next, and are those that grouping everything anew gives."""

from __future__ import annotations

import random
from pathlib import Path
from unittest.mock import patch

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.read import twins
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.twins import Twins
from indexer.query import Everything, Plan

_WORDS = ["防汛", "值班", "水库", "巡查", "险情", "报告", "预案", "转移", "群众", "物资", "储备", "检查"]
_ALL = Plan(Everything(), limit=1, fold=True)


def _report(chance: random.Random, number: int) -> Report:
    """Return a report under one of a few titles, or none, with one of a few texts."""
    text = random.Random(chance.randrange(3))
    title = chance.choice(["防汛条例", "值班办法", "水库名录", ""])
    return Report(id=f"{number:03}", source="s", title=title, body="".join(text.choices(_WORDS, k=150)))


def _snapshot(engine: WhooshEngine) -> Snapshot:
    engine.search(_ALL)
    assert engine._current is not None
    return engine._current


def _members(snapshot: Snapshot, told: Twins) -> set[frozenset[str]]:
    """Return the ids of each group."""
    groups: dict[int, set[str]] = {}
    for doc in snapshot.live.nonzero()[0].tolist():
        if group := int(told.groups[doc]):
            groups.setdefault(group, set()).add(snapshot.documents.id(*snapshot.location(doc)))
    return {frozenset(each) for each in groups.values()}


@pytest.mark.parametrize("seed", range(6))
def test_commits_leave_what_grouping_anew_gives(tmp_path: Path, seed: int) -> None:
    """Whatever comes, goes and is merged: a group is what it would be if everything were grouped at once."""
    chance = random.Random(seed)
    engine = WhooshEngine(tmp_path / "index")
    present: list[str] = []
    for commit in range(12):
        with engine.write() as writer:
            for number in range(chance.choice([1, 2, 12])):
                report = _report(chance, 100 * commit + number)
                writer.put(report)
                present.append(report.id)
            for _ in range(min(chance.choice([0, 1, 3]), len(present))):
                writer.delete(present.pop(chance.randrange(len(present))))
        if chance.random() < 0.3:
            continue  # nobody searches before the next commit
        snapshot = _snapshot(engine)
        assert _members(snapshot, snapshot.twins) == _members(snapshot, Twins(snapshot.segments))


def test_a_segment_that_goes(tmp_path: Path) -> None:
    """Who was a twin of a report whose whole segment is gone is alone."""
    engine = WhooshEngine(tmp_path / "index")
    body = "".join(random.Random(1).choices(_WORDS, k=150))
    with engine.write() as writer:
        writer.put(Report(id="stays", source="s", title="防汛条例", body=body))
        for number in range(50):
            writer.put(Report(id=str(number), source="s", title=f"公告{number}", body="公告"))
    with engine.write() as writer:
        writer.put(Report(id="goes", source="s", title="防汛条例", body=body))
    before = _snapshot(engine)
    assert _members(before, before.twins) == {frozenset({"stays", "goes"})}
    with engine.write() as writer:
        writer.delete("goes")
    after = _snapshot(engine)
    assert not _members(after, after.twins)


def test_only_titles_that_change_are_grouped_again(tmp_path: Path) -> None:
    """A report that comes has those of its title compared, and no others."""
    engine = WhooshEngine(tmp_path / "index")
    chance = random.Random(1)
    with engine.write() as writer:
        for number in range(200):
            writer.put(_report(chance, number))
    before = _snapshot(engine)
    with engine.write() as writer:
        writer.put(
            Report(id="new", source="s", title="水库名录", body="".join(random.Random(1).choices(_WORDS, k=150)))
        )
    with patch.object(twins, "grouped", wraps=twins.grouped) as grouping:
        after = _snapshot(engine)
    (fingerprints, _), _ = grouping.call_args
    reports = before.documents.read
    held = [reports(*before.location(doc))[0].title for doc in range(before.size)]
    assert after is not before
    assert fingerprints.size == held.count("水库名录") + 1
