"""The JSON API. A route parses parameters, asks the archive one question and writes the answer as a document.

`OPERATIONS` lists all routes; routes and `openapi` are both derived from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, Response, request

from corpus.plain_json import encode
from service.browse.locate import LocateResult
from service.browse.parameters import LOCATE_PARAMETERS, REPORT_PARAMETERS
from service.browse.related import Related
from service.browse.report_page import ReportPage
from service.browse.status import ArchiveStatus
from service.bulk_locate.located import LocatedNumbers
from service.citations.checked import CheckedDraft
from service.numbering.numbering import SeriesList
from service.numbering.page import NumbersPage
from service.numbering.parameters import NUMBERS_PARAMETERS, SERIES_PARAMETERS, parse_series, parse_series_list
from service.parameters import Parameter, parse_values
from service.search.parameters import SEARCH_PARAMETERS, parse_search
from service.search.result import SearchResult
from service.suggest import SUGGEST_PARAMETERS, SuggestResult
from service.web import heavy, urls
from service.web.api import documents, openapi
from service.web.api.bodies import DRAFTS, LISTS, Body, body_of, draft_in, list_in
from service.web.api.bulk_documents import LOCATED_NUMBERS
from service.web.api.citation_documents import CHECKED_DRAFT
from service.web.api.document import Document, Schema
from service.web.api.numbering_documents import NUMBERS_PAGE, SERIES_LIST
from service.web.api.related_documents import RELATED
from service.web.api.responses import encode_search, json_response
from service.web.api.search_documents import SEARCH_RESULT
from service.web.observation import note_result
from service.web.port import SearchArchive, current_archive
from service.web.problems import NoSuchReport

Pairs = Iterable[tuple[str, str]]


def search(archive: SearchArchive, pairs: Pairs) -> SearchResult:
    """检索报告"""
    return archive.search(parse_search(pairs))


def report(archive: SearchArchive, pairs: Pairs, *, id: str) -> ReportPage:
    """取一份报告的全文和元数据"""
    query = parse_values(pairs, REPORT_PARAMETERS)["q"]
    found = archive.report(id, query)
    if found is None:
        raise NoSuchReport(id)
    return found


def related(archive: SearchArchive, pairs: Pairs, *, id: str) -> Related:
    """取一份报告引出的其他报告：其他年份的、它引用的、引用它的、相似的"""
    parse_values(pairs, ())
    found = archive.report(id)
    if found is None:
        raise NoSuchReport(id)
    return archive.related(found.report)


def locate(archive: SearchArchive, pairs: Pairs) -> LocateResult:
    """按索引号查找报告"""
    return archive.locate(parse_values(pairs, LOCATE_PARAMETERS)["number"])


def locate_list(archive: SearchArchive, pairs: Pairs, *, body: Body) -> LocatedNumbers:
    """按一批索引号或文号查找报告"""
    parse_values(pairs, ())
    return heavy.located(archive, list_in(body))


def citations(archive: SearchArchive, pairs: Pairs, *, body: Body) -> CheckedDraft:
    """核对一份文稿的引用"""
    parse_values(pairs, ())
    return heavy.checked(archive, draft_in(body))


def numbers(archive: SearchArchive, pairs: Pairs) -> SeriesList:
    """列出编号序列"""
    return archive.numbering.listed(parse_series_list(pairs))


def series(archive: SearchArchive, pairs: Pairs) -> NumbersPage:
    """按序号列出一个编号序列"""
    return archive.numbering.page(parse_series(pairs))


def suggest(archive: SearchArchive, pairs: Pairs) -> SuggestResult:
    """补全词语、发布机构、编号和标题"""
    return archive.suggest(parse_values(pairs, SUGGEST_PARAMETERS)["q"])


def status(archive: SearchArchive, pairs: Pairs) -> ArchiveStatus:
    """查看档案和索引的概况"""
    parse_values(pairs, ())
    return archive.status()


@dataclass(frozen=True, slots=True)
class Operation:
    """A route of the API: `answer` takes the archive, the (name, value) pairs of the query string and what the path
    names; its docstring is the route's summary. `document` is what the answer is written as, and `encode`, where given, does
    it faster. Where it `takes` bodies, by media type, it is a POST, whose body `answer` gets too.
    """

    path: str
    answer: Callable[..., object]
    document: Document
    parameters: Sequence[Parameter] = ()
    encode: Callable[[Any], bytes] | None = None
    takes: Mapping[str, Schema] | None = None


OPERATIONS = (
    Operation(urls.SEARCH, search, SEARCH_RESULT, SEARCH_PARAMETERS, encode_search),
    Operation(f"{urls.REPORTS}/{{id}}", report, documents.REPORT, REPORT_PARAMETERS),
    Operation(f"{urls.RELATED}/{{id}}", related, RELATED),
    Operation(urls.LOCATE, locate, documents.LOCATE_RESULT, LOCATE_PARAMETERS),
    Operation(urls.LOCATE_LIST, locate_list, LOCATED_NUMBERS, takes=LISTS),
    Operation(urls.CITATIONS, citations, CHECKED_DRAFT, takes=DRAFTS),
    Operation(urls.NUMBERS, numbers, SERIES_LIST, NUMBERS_PARAMETERS),
    Operation(urls.SERIES, series, NUMBERS_PAGE, SERIES_PARAMETERS),
    Operation(urls.SUGGEST, suggest, documents.SUGGEST_RESULT, SUGGEST_PARAMETERS),
    Operation(urls.STATUS, status, documents.ARCHIVE_STATUS),
)

blueprint = Blueprint("api", __name__, url_prefix=urls.API)


def _respond(operation: Operation, **path: str) -> Response:
    given = {"body": body_of(request, operation.takes)} if operation.takes else {}
    answer = operation.answer(current_archive(), request.args.items(multi=True), **path, **given)
    if isinstance(answer, SearchResult):
        note_result(answer)
    return json_response(operation.encode(answer) if operation.encode else encode(operation.document.write(answer)))


def _openapi() -> Response:
    parse_values(request.args.items(multi=True), ())
    return json_response(encode(openapi.describe(OPERATIONS)))


for _operation in OPERATIONS:
    blueprint.add_url_rule(
        _operation.path.replace("{id}", "<path:id>"),
        _operation.answer.__name__,
        partial(_respond, _operation),
        methods=["POST" if _operation.takes else "GET"],
    )
blueprint.add_url_rule(urls.OPENAPI, "openapi", _openapi)
