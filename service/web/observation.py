"""What is told of every answered request to those who count or record requests: none of it says who asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, g, request

from service.search.result import SearchResult
from service.web.response import Response

_STARTED = "suoyin.started"
"""Where the environment of a request has the time at which its answering began."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that was answered: by which endpoint ("" where none has the address), how, and in how many seconds until the
    first byte; `bytes` is the length of the body, None where it is streamed. `result` is what a search found, and
    `report_id` the report whose page was asked for."""

    method: str
    path: str
    query_string: str
    endpoint: str
    status: int
    seconds: float
    bytes: int | None
    result: SearchResult | None
    report_id: str


Observer = Callable[[Answered], None]


def note_result(result: SearchResult) -> SearchResult:
    """Return what a search found, after noting it for the observers of the current request."""
    g.result = result
    return result


def install(app: Flask, observers: Sequence[Observer]) -> None:
    """Tell `observers` of every request that `app` answers. To be called before anything else hooks into requests."""
    if not observers:
        return

    @app.before_request
    def start() -> None:
        request.environ[_STARTED] = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        answered = _answered(response)
        for observe in observers:
            observe(answered)
        return response


def _answered(response: Response) -> Answered:
    environ = request.environ
    return Answered(
        method=environ["REQUEST_METHOD"],
        path=request.path,
        query_string=environ.get("QUERY_STRING", ""),
        endpoint=request.endpoint or "",
        status=response.status_code,
        seconds=time.perf_counter() - environ[_STARTED],
        bytes=response.content_length,
        result=g.get("result"),
        report_id=(request.view_args or {}).get("report_id", ""),
    )
