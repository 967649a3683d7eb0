"""The Whoosh engine against the oracle, on archives and queries made by hypothesis."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.analysis import index_grams, opened, tokenize, words
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.search import scorer
from indexer.fields import FACET_FIELDS, TEXT_FIELDS
from indexer.query import (
    And,
    AtLeast,
    Between,
    Contains,
    Everything,
    Filter,
    Keyword,
    MostOf,
    Node,
    Not,
    Or,
    Plan,
    RankTerm,
    Sort,
    TermKind,
    Wish,
)
from tests.oracle import MemoryEngine

_PIECES = st.sampled_from(
    [
        "法治",
        "政府",
        "治政",
        "建",
        "工程",
        "2023",
        "年",
        "pm",
        "20230101",
        "0101",
        "ＰＭ",
        "，",
        "。",
        " ",
        "\n",
        "①",
        "㎡",
        "預",
        "算",
        "👍",
        "(",
        "〔",
    ]
)
_TEXT = st.lists(_PIECES, max_size=12).map("".join)
_ISSUERS = st.sampled_from(["", "财政局", "水务局", "教育局"])
_DATES = st.none() | st.builds(PartialDate, st.integers(2019, 2022), st.none() | st.integers(1, 12))
_REPORT = st.builds(
    Report,
    id=st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    source=st.sampled_from(["x", "y"]),
    title=_TEXT,
    body=_TEXT,
    issuer=_ISSUERS,
    category=_ISSUERS,
    published=_DATES,
)
_FIELDS = st.sampled_from([TEXT_FIELDS, ("title",), ("body",), ("title", "body")])
_LEAF: st.SearchStrategy[Node] = st.one_of(
    st.builds(lambda text, fields: Contains(tokenize(text), fields), _TEXT, _FIELDS),
    st.builds(lambda text, fields: Contains(opened(tokenize(text)), fields), _TEXT, _FIELDS),
    st.builds(Keyword, st.just("issuer"), _ISSUERS.filter(bool)),
    st.builds(Between, st.just("year"), st.none() | st.integers(2019, 2022), st.none() | st.integers(2019, 2022)),
    st.just(Everything()),
)
_NODE: st.SearchStrategy[Node] = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(AtLeast, st.integers(0, 3), st.lists(inner, max_size=3).map(tuple)),
        st.builds(
            MostOf,
            st.sampled_from([0.0, 0.4, 0.9, 1.0]),
            st.lists(st.builds(Wish, inner, st.sampled_from([0.5, 1.0])), max_size=3).map(tuple),
            st.just(Everything()) | inner,
        ),
    ),
    max_leaves=5,
)


def _rank(text: str) -> tuple[RankTerm, ...]:
    tokens = tokenize(text)
    grams = [RankTerm(gram.text, TermKind.GRAM, TEXT_FIELDS) for gram in index_grams(tokens)]
    return (*grams, *(RankTerm(word, TermKind.WORD, TEXT_FIELDS, 0.6) for word in words(tokens)))


def _typed(text: str) -> dict[str, Any]:
    """Return the parts of a plan that come from the text of a query."""
    return {"rank": _rank(text), "typed": tokenize(text)}


_PLAN = st.builds(
    lambda typed, **others: Plan(**_typed(typed), **others),
    _TEXT,
    match=_NODE,
    first=st.none() | st.builds(Keyword, st.just("id"), st.sampled_from(["a", "b"])),
    filters=st.lists(
        st.builds(lambda values: Filter("issuer", values=tuple(values)), st.lists(_ISSUERS.filter(bool), min_size=1))
        | st.builds(lambda year: Filter("year", ranges=((year, None),)), st.integers(2019, 2022)),
        max_size=2,
    ).map(tuple),
    facets=st.just(FACET_FIELDS),
    sort=st.sampled_from(Sort),
    passage_weight=st.sampled_from([0.0, 0.5]),
    proximity_weight=st.sampled_from([0.0, 0.5]),
    tiling_weight=st.sampled_from([0.0, 0.5]),
    skip=st.integers(0, 2),
)
REPORTS_AND_IDS = _REPORT | st.sampled_from(["a", "b", "c"])
_SESSIONS = st.lists(st.lists(REPORTS_AND_IDS, max_size=5), min_size=1, max_size=3)


def apply(engine: Engine, session: list[Report | str]) -> None:
    """Put and delete in one session."""
    with engine.write() as writer:
        for step in session:
            if isinstance(step, Report):
                writer.put(step)
            else:
                writer.delete(step)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sessions=_SESSIONS, plans=st.lists(_PLAN, min_size=1, max_size=4), seek_cost=st.sampled_from([0, 2, 1_000]))
def test_whoosh_answers_as_the_oracle(sessions: list[list[Report | str]], plans: list[Plan], seek_cost: int) -> None:
    """Reports, order, totals, facet counts and scores agree over several segments, updates and deletes."""
    with tempfile.TemporaryDirectory() as folder, patch.object(scorer, "_SEEK_COST", seek_cost):
        oracle, whoosh = MemoryEngine(), WhooshEngine(Path(folder) / "index")
        for session in sessions:
            apply(oracle, session)
            apply(whoosh, session)
        for plan in plans:
            expected, got = oracle.search(plan), whoosh.search(plan)
            # What is cached the first time, and the second, changes nothing.
            assert [whoosh.search(plan) for _ in range(2)] == [got] * 2
            assert got.total == expected.total
            assert got.facets == expected.facets
            assert {hit.id: hit.passage for hit in got.hits} == pytest.approx(
                {hit.id: hit.passage for hit in expected.hits}
            )
            assert {hit.id: hit.score for hit in got.hits} == pytest.approx(
                {hit.id: hit.score for hit in expected.hits}, rel=1e-4, abs=1e-5
            )
        whoosh.close()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.data())
def test_every_piece_of_a_text_stands_in_it(text: str, data: st.DataObject) -> None:
    """Any piece of any text, not splitting a run of letters or digits, has tokens that stand in the text's tokens."""
    tokens = tokenize(text)
    start = data.draw(st.integers(0, len(tokens)))
    piece = tokens[start : data.draw(st.integers(start, len(tokens)))]
    grams = {(gram.text, gram.position) for gram in index_grams(tokens)}
    from indexer.analysis import query_grams

    wanted = query_grams(piece)
    assert {(gram.text, gram.position + start) for gram in wanted} <= grams
    if len(piece) == 1 and not wanted:
        assert any(term.startswith(piece[0]) and position == start for term, position in grams)
