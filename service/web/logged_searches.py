"""Which answered requests a search log records: searches by people and programs, and reports opened from their hits."""

from __future__ import annotations

import time
from http import HTTPStatus

from service.search.result import SearchResult
from service.search_log.entries import API, PAGE, LoggedClick, LoggedSearch
from service.search_log.writer import SearchLog
from service.web.observation import Answered, Observer

_ORIGINS = {"pages.search": PAGE, "api.search": API}
_OPENED = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


def recorder(log: SearchLog) -> Observer:
    """Return what records answered requests in a log.

    Links from hits carry the query, which nothing else on the way to a report does: a report's page that is asked for with
    it was opened from hits. Its canonical address has none, and neither script nor cookies are needed.
    """

    def record(answered: Answered) -> None:
        if answered.method != "GET":
            return
        if answered.result is not None and answered.endpoint in _ORIGINS:
            log.add(_search(answered, answered.result))
        elif answered.endpoint == "reports.report" and answered.status in _OPENED and _has_query(answered.query_string):
            log.add(LoggedClick(time.time(), answered.query_string, answered.report_id))

    return record


def _search(answered: Answered, result: SearchResult) -> LoggedSearch:
    return LoggedSearch(
        at=time.time(),
        request=result.request,
        total=result.total,
        milliseconds=answered.seconds * 1000,
        step=result.step.value,
        corrected=result.suggestion if result.corrected else "",
        origin=_ORIGINS[answered.endpoint],
    )


def _has_query(query_string: str) -> bool:
    return query_string.startswith("q=") or "&q=" in query_string
