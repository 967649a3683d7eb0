"""Cached answers are those of the same question and the same index, and never more than the budget."""

from __future__ import annotations

from dataclasses import replace

from indexer.query import Sort
from service.query.interpretation import Interpretation
from service.query.steps import StepName
from service.search.cache import ResultCache
from service.search.request import SearchRequest
from service.search.result import SearchResult


def _result(total: int) -> SearchResult:
    return SearchResult(
        request=SearchRequest(),
        total=total,
        hits=(),
        facets={},
        step=StepName.TYPED,
        interpretation=Interpretation("", (), (), ()),
        took_ms=5.0,
    )


class _Counting:
    """Answers with the number of times it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> SearchResult:
        self.asked += 1
        return _result(self.asked)


def test_the_same_question_is_answered_once_a_generation() -> None:
    """A second asking costs nothing until the index changes."""
    cache, answer = ResultCache(), _Counting()
    request = SearchRequest("法治", selections={"issuer": ("水务局",)})
    assert [cache.get("1", request, answer).total for _ in range(3)] == [1, 1, 1]
    assert cache.get("2", request, answer).total == 2
    assert cache.get("1", request, answer).total == 3


def test_other_questions_are_other_answers() -> None:
    """Whatever differs in the request makes another answer."""
    cache, answer = ResultCache(), _Counting()
    base = SearchRequest("法治")
    others = [
        replace(base, query="法"),
        replace(base, page=2),
        replace(base, page_size=20),
        replace(base, sort=Sort.NEWEST),
        replace(base, selections={"topic": ("水",)}),
        replace(base, selections={"year": ((2020, None),)}),
        replace(base, published_from=1),
        replace(base, published_to=1),
    ]
    assert [cache.get("1", request, answer).total for request in (base, *others)] == list(range(1, 10))


def test_the_budget_holds() -> None:
    """The answers asked for longest ago go first."""
    cache, answer = ResultCache(budget=3_500), _Counting()
    for query in "甲乙丙甲丁":
        cache.get("1", SearchRequest(query), answer)
    assert answer.asked == 4
    assert cache.get("1", SearchRequest("甲"), answer).total == 1
    assert cache.get("1", SearchRequest("乙"), answer).total == 5
