"""The plans that the service makes of queries, recorded by an engine that answers nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from corpus.report import Report
from indexer.engine import Engine, Matches
from indexer.query import Plan
from service.query.compile import compile_query
from service.search.request import SearchRequest
from service.search.run import search


class _Recorder:
    """An engine that records plans. It claims a match, or the search would be tried again with fewer words."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []

    def search(self, plan: Plan, *_: Any, **__: Any) -> Matches:
        self.plans.append(plan)
        return Matches(1, ())

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        return {}


def plan_for(request: SearchRequest) -> Plan:
    """Return the plan of a request: the first that asks for a page; those before it only count.

    Of a question, which is content with most of its words, the plan asks for all of them: no peer has the like.
    """
    recorder = _Recorder()
    search(cast("Engine", recorder), request)
    plan = next(plan for plan in recorder.plans if plan.reports)
    query = compile_query(request.query)
    return replace(plan, match=query.match) if query.is_question else plan
