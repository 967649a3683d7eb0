"""The JSON API. A route parses parameters, asks the archive one question and returns the dataclass it answers with.

`OPERATIONS` lists all routes; routes and `openapi` are both derived from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, request

from service.search import parameters
from service.search.model import ArchiveStatus, LocateResult, ReportView, SearchResult, SuggestResult
from service.search.parameters import Parameter, parse_search, parse_values
from service.web.api import openapi
from service.web.api.documents import json_response
from service.web.port import SearchArchive, current_archive
from service.web.problems import NoSuchReport

PREFIX = "/api/v1"

Pairs = Iterable[tuple[str, str]]


def search(archive: SearchArchive, pairs: Pairs) -> SearchResult:
    """检索报告"""
    return archive.search(parse_search(pairs))


def report(archive: SearchArchive, pairs: Pairs, *, id: str) -> ReportView:
    """取一份报告的全文和元数据"""
    query = parse_values(pairs, parameters.REPORT_PARAMETERS)["q"]
    found = archive.report(id, query)
    if found is None:
        raise NoSuchReport(id)
    return found


def locate(archive: SearchArchive, pairs: Pairs) -> LocateResult:
    """按索引号查找报告"""
    return archive.locate(parse_values(pairs, parameters.LOCATE_PARAMETERS)["number"])


def suggest(archive: SearchArchive, pairs: Pairs) -> SuggestResult:
    """补全标题和发布机构"""
    return archive.suggest(parse_values(pairs, parameters.SUGGEST_PARAMETERS)["q"])


def status(archive: SearchArchive, pairs: Pairs) -> ArchiveStatus:
    """查看档案和索引的概况"""
    parse_values(pairs, ())
    return archive.status()


@dataclass(frozen=True, slots=True)
class Operation:
    """A route of the API: `answer` takes the archive, the (name, value) pairs of the query string and what the path
    names; its docstring is the route's summary and its return type the type of the response.
    """

    path: str
    answer: Callable[..., object]
    parameters: Sequence[Parameter] = ()


OPERATIONS = (
    Operation("/search", search, parameters.SEARCH_PARAMETERS),
    Operation("/reports/{id}", report, parameters.REPORT_PARAMETERS),
    Operation("/locate", locate, parameters.LOCATE_PARAMETERS),
    Operation("/suggest", suggest, parameters.SUGGEST_PARAMETERS),
    Operation("/status", status),
)

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)


def _respond(operation: Operation, **path: str) -> Response:
    return json_response(operation.answer(current_archive(), request.args.items(multi=True), **path))


def _openapi() -> Response:
    parse_values(request.args.items(multi=True), ())
    return json_response(openapi.document(OPERATIONS, prefix=PREFIX))


for _operation in OPERATIONS:
    blueprint.add_url_rule(
        _operation.path.replace("{id}", "<path:id>"), _operation.answer.__name__, partial(_respond, _operation)
    )
blueprint.add_url_rule("/openapi.json", "openapi", _openapi)
