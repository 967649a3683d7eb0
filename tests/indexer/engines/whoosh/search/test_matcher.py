"""Nodes as masks of reports: what all engines have in common is tested by the contract."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from corpus.report import Report
from indexer.analysis import tokenize
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.search import matcher
from indexer.fields import TEXT_FIELDS
from indexer.query import And, Contains, Filter, MostOf, Or, Plan, Wish


def test_wishes_are_weighed_once_for_all_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search counts what holds a fifth of the words, and lists what holds a third; other words are weighed anew."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        writer.put(Report(id="0", source="s", body="水库防汛"))
        writer.put(Report(id="1", source="s", body="水库"))
    weighed, add_mass = [], matcher.add_mass

    def add_and_note(*asked: Any) -> None:
        weighed.append(asked)
        add_mass(*asked)

    monkeypatch.setattr(matcher, "add_mass", add_and_note)

    def total(share: float, *words: str) -> int:
        wishes = tuple(Wish(Contains(tokenize(word), TEXT_FIELDS)) for word in words)
        return engine.search(Plan(MostOf(share, wishes), limit=0)).total

    assert total(0.1, "水库", "防汛") == 2
    once = len(weighed)
    assert total(0.9, "水库", "防汛") == 1
    assert len(weighed) == once > 0
    assert total(0.1, "防汛", "抗旱") == 1
    assert len(weighed) > once


def test_a_query_is_matched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who pages or narrows asks for the same reports again: nothing is looked up, and each answer is right."""
    engine = WhooshEngine(tmp_path)
    text = "关于做好城区水库防汛抗旱工作"
    with engine.write() as writer:
        writer.put(Report(id="0", source="s", body=text, issuer="青禾市水利局"))
        writer.put(Report(id="1", source="s", body=text, issuer="青禾市应急局"))
        writer.put(Report(id="2", source="s", body=text[1:], issuer="青禾市水利局"))
    marked, mark_rows = [], matcher.mark_rows

    def mark_and_note(*asked: Any) -> None:
        marked.append(asked)
        mark_rows(*asked)

    monkeypatch.setattr(matcher, "mark_rows", mark_and_note)

    def total(*filters: Filter) -> int:
        pairs = tuple(Contains(tokenize("".join(pair)), TEXT_FIELDS) for pair in pairwise(text))
        return engine.search(Plan(And(pairs), filters=filters, limit=0)).total

    assert total() == 2
    once = len(marked)
    assert total() == 2
    assert len(marked) == once > 0
    assert total(Filter("issuer", ("青禾市水利局",))) == 1
    assert len(marked) == once + 1, "the filter's own look-up"


def test_alternatives_beside_others_are_looked_for_in_what_none_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a report holds a text is not asked where it holds another one that is enough, or lacks what is asked for beside."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        for number, body in enumerate(("水库防汛抗旱", "水库抗旱防汛", "水库旱", "防汛抗旱")):
            writer.put(Report(id=str(number), source="s", body=body))
    looked_at, mark_phrase = [], matcher.mark_phrase

    def mark_and_note(*asked: Any) -> None:
        looked_at.append(asked[3].nonzero()[0].tolist())
        mark_phrase(*asked)

    monkeypatch.setattr(matcher, "mark_phrase", mark_and_note)
    texts = [Contains(tokenize(text), TEXT_FIELDS) for text in ("水库", "防汛抗旱", "汛抗旱", "抗旱防")]
    found = engine.search(Plan(And((texts[0], Or(tuple(texts[1:]))))))
    assert sorted(hit.id for hit in found.hits) == ["0", "1"]
    assert looked_at == [[0, 1, 2], [1, 2], [1, 2]]
