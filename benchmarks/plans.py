"""The plans that the service asks its engine for a query, taken down by an engine that answers nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from corpus.report import Report
from indexer.engine import Engine, Matches
from indexer.query import Plan
from service.search.model import SearchRequest
from service.search.run import search


class _Listener:
    """Remembers the first plan. It claims a match, or the search would be tried again with fewer words."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []

    def search(self, plan: Plan, *_: Any, **__: Any) -> Matches:
        self.plans.append(plan)
        return Matches(1, ())

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        return {}


def plan_for(request: SearchRequest) -> Plan:
    """Give the plan of a request."""
    listener = _Listener()
    search(cast("Engine", listener), request)
    return listener.plans[0]
