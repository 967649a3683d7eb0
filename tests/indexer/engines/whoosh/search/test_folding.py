"""Near-identical reports are one hit, on every page, in every order, whatever is filtered."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Filter, Plan, RankTerm, Sort, TermKind

_WORDS = ["防汛", "值班", "水库", "巡查", "险情", "报告", "预案", "转移", "群众", "物资"]
_TERMS = tuple(RankTerm(word, TermKind.GRAM, ("title", "body")) for word in _WORDS[:3])
_SIZES = (230, 60, 12, 2)
_TEXTS = 150


def _report(number: int) -> Report:
    text = number % _TEXTS
    body = "".join(random.Random(text).choices(_WORDS, k=80))
    published = PartialDate(2000 + number % 20)
    return Report(
        id=f"{number:03}", source="s", title=f"通知{text}", body=body, published=published, issuer="甲乙"[number % 2]
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """Return an engine of several segments in which each text stands once to three times."""
    opened, number = WhooshEngine(Path(tmp_path_factory.mktemp("folding")) / "index"), 0
    for size in _SIZES:
        with opened.write() as writer:
            for _ in range(size):
                writer.put(_report(number))
                number += 1
    return opened


_PLAN = Plan(Everything(), _TERMS, passage_weight=1.0, proximity_weight=0.7, facets=("issuer",), fold=True, limit=10)


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("filters", [(), (Filter("issuer", values=("甲",)),)])
@pytest.mark.parametrize("limit", [7, 100])
def test_every_report_is_shown_once(engine: WhooshEngine, sort: Sort, filters: tuple[Filter, ...], limit: int) -> None:
    """Over all pages each report is a hit or a twin of one, once; the first of a group is the one that comes first unfolded."""
    plan = replace(_PLAN, sort=sort, filters=filters, limit=limit)
    unfolded = engine.search(replace(plan, fold=False, limit=1_000))
    hits, total = [], 1
    for skip in range(0, 400, limit):
        found = engine.search(replace(plan, skip=skip))
        hits += found.hits
        total = found.total - found.folded
        assert found.facets == unfolded.facets
        assert found.total == unfolded.total
    assert len(hits) == total
    assert sorted(each for hit in hits for each in (hit.id, *hit.twins)) == sorted(hit.id for hit in unfolded.hits)
    text_of = {hit.id: int(hit.id) % _TEXTS for hit in unfolded.hits}
    assert [text_of[hit.id] for hit in hits] == list(dict.fromkeys(text_of[hit.id] for hit in unfolded.hits))
    assert [hit.id for hit in hits] == [hit.id for hit in unfolded.hits if hit.id in {each.id for each in hits}]


def test_unfolded_hits_name_no_twins(engine: WhooshEngine) -> None:
    """Without folding every report is a hit by itself."""
    found = engine.search(replace(_PLAN, fold=False))
    assert found.folded == 0
    assert not any(hit.twins for hit in found.hits)


def test_a_removed_report_is_no_twin(tmp_path: Path) -> None:
    """What was deleted or replaced is folded into nothing."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.write() as writer:
        for number in (0, _TEXTS, 2 * _TEXTS):
            writer.put(_report(number))
    assert engine.search(_PLAN).folded == 2
    with engine.write() as writer:
        writer.delete(_report(_TEXTS).id)
        writer.put(replace(_report(2 * _TEXTS), body=_report(5).body))
    assert engine.search(_PLAN).folded == 0
