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
from indexer.query import And, Contains, Filter, MostOf, Plan, Wish


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
