"""Errors of requests: which status and words each error has, as a problem document (RFC 9457) or a page.

The only place that maps errors to HTTP statuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from urllib.parse import quote

from flask import Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import (
    BadRequest,
    Gone,
    HTTPException,
    NotFound,
    RequestEntityTooLarge,
    RequestTimeout,
    ServiceUnavailable,
    TooManyRequests,
)

from corpus.plain_json import encode
from indexer.errors import EngineUnavailable, IndexerError
from service.errors import ServiceError, UnusableLedger
from service.ledger.entries import in_beijing
from service.ledger.withdrawals import Withdrawal
from service.parameters import MAX_VALUE_LENGTH, BadParameters, ParameterProblem
from service.search.request import MAX_QUERY_LENGTH, SearchRequest
from service.web import urls
from service.web.api.document import TEXT, WHOLE, Document, Property, array, plain
from service.web.api.responses import json_response
from service.web.bodies import MOST_BYTES
from service.web.environ import Network, client_of
from service.web.headers import FILES
from service.web.rate import RateLimit
from service.web.response import Response

BAD_PARAMETERS = "urn:suoyin:problem:bad-parameters"
ARCHIVE_UNAVAILABLE = "urn:suoyin:problem:archive-unavailable"
TOO_MANY_REQUESTS = "urn:suoyin:problem:too-many-requests"
REPORT_WITHDRAWN = "urn:suoyin:problem:report-withdrawn"
NO_SUCH_REPORT = "urn:suoyin:problem:no-such-report"
PLAIN = "about:blank"
"""The type that RFC 9457 has for problems that say no more than their HTTP status."""

_WORDS: Mapping[int, tuple[str, str]] = {
    400: ("请求有误", "地址里有无法理解的内容，请检查后再试。"),
    403: ("没有权限", "您的账号不能看这一页，也不能做这件事。请联系管理员。"),
    404: ("没有找到这个页面", "地址可能有误，或者页面已经不在这里。请从首页重新检索。"),
    405: ("不支持这种请求方式", "这个地址不接受这种请求。"),
    408: ("内容没有传完", "连接中断，内容没有传完，什么也没有改动。请检查网络，再发送一次。"),
    413: ("内容太大", "一次最多发送 {most}，请分批，或换一个较小的文件。"),
    429: ("请求太频繁", "来自您所在网络的请求太多，请在 {wait} 秒后再试。"),
    500: ("服务器出了问题", "这次请求没有完成，问题已经记录。请稍后再试；若反复出现，请告知管理员。"),
    503: ("暂时不能检索", "检索服务还没有准备好，请稍后再试。"),
}
_KEPT_HEADERS = {"Allow", "Retry-After"}
_OTHER = ("请求没有完成", "请检查地址后再试。")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: `type` names the kind, `title` says it in short, `detail` in full, both in Chinese; `errors` names each
    parameter at fault.
    """

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[ParameterProblem, ...] = ()


_PARAMETER_PROBLEM = Document(
    "ParameterProblem", "What is wrong with one parameter, in Chinese.", plain(TEXT, "parameter", "message")
)
PROBLEM = Document(
    "Problem",
    "A problem document: `type` names the kind, `title` says it in short, `detail` in full, both in Chinese; `errors`"
    " names each parameter at fault.",
    (
        *plain(TEXT, "type", "title"),
        *plain(WHOLE, "status"),
        *plain(TEXT, "detail"),
        Property(
            "errors",
            array(_PARAMETER_PROBLEM.reference),
            "errors",
            _PARAMETER_PROBLEM.write_all,
        ),
    ),
    inner=(_PARAMETER_PROBLEM,),
)


class NoSuchReport(NotFound):
    """An error for an id that no report has."""

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id
        super().__init__(f"档案里没有编号为“{report_id[:100]}”的报告，它可能已被撤下或重新编号。")


class ReportWithdrawn(Gone):
    """An error for a report that was public and is withdrawn."""

    def __init__(self, found: Withdrawal) -> None:
        self.report_id = found.report_id
        super().__init__(f"它于 {in_beijing(found.at)} 撤回，理由：{found.reason}")


class StaleForm(BadRequest):
    """An error for a form that wasn't got in this session."""

    def __init__(self) -> None:
        super().__init__("这个表单已经失效，什么也没有改动。请返回并刷新页面，再做一次。")


class NoOriginal(NotFound):
    """An error for a report whose file can't be given."""

    def __init__(self) -> None:
        super().__init__("这份报告没有可下载的原文件：文件已不在原处，或里面不止这一份报告，或网站没有开放下载。")


class ExportBusy(ServiceUnavailable):
    """An error for who wants to download results while somebody else does."""

    def __init__(self) -> None:
        super().__init__("正在为别的读者生成文件，请一分钟后再试。", retry_after=60)


class ListBusy(ServiceUnavailable):
    """An error for who sends a list or a draft while another is being looked up."""

    def __init__(self) -> None:
        super().__init__(
            "正在为别的读者查找一批号或核对一份文稿，请几秒后再试；您填的内容可以用“返回”找回。", retry_after=5
        )


class TooManyBodies(ServiceUnavailable):
    """An error for who sends something while as much is being sent as can be waited for."""

    def __init__(self) -> None:
        super().__init__("正在接收的内容太多，这次的没有接收，也没有改动什么。请几秒后再试。", retry_after=5)


class BodyMissing(RequestTimeout):
    """An error for who doesn't send what was announced."""

    def __init__(self) -> None:
        super().__init__(_WORDS[408][1])


class RateExceeded(TooManyRequests):
    """An error for a client that asks too often; it may ask again after `wait` seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(_WORDS[429][1].format(wait=wait), retry_after=wait)


def problem_of(error: Exception) -> Problem:
    """Return the problem that an error is."""
    match error:
        case BadParameters():
            return Problem(BAD_PARAMETERS, "参数有误", HTTPStatus.BAD_REQUEST, str(error), error.problems)
        case IndexerError():
            return Problem(ARCHIVE_UNAVAILABLE, _WORDS[503][0], HTTPStatus.SERVICE_UNAVAILABLE, error.public_text)
        case NoSuchReport():
            return Problem(NO_SUCH_REPORT, "没有这份报告", HTTPStatus.NOT_FOUND, str(error.description))
        case NoOriginal():
            return Problem(NO_SUCH_REPORT, "没有原文件", HTTPStatus.NOT_FOUND, str(error.description))
        case UnusableLedger():
            return Problem(ARCHIVE_UNAVAILABLE, "台账暂时不能使用", HTTPStatus.SERVICE_UNAVAILABLE, _WORDS[503][1])
        case ServiceError():
            return Problem(PLAIN, "没有完成", HTTPStatus.CONFLICT, str(error))
        case ReportWithdrawn():
            return Problem(REPORT_WITHDRAWN, "这份报告已撤回", HTTPStatus.GONE, str(error.description))
        case StaleForm():
            return Problem(PLAIN, "没有完成", HTTPStatus.BAD_REQUEST, str(error.description))
        case ExportBusy():
            return Problem(ARCHIVE_UNAVAILABLE, "暂时不能下载", HTTPStatus.SERVICE_UNAVAILABLE, str(error.description))
        case TooManyBodies():
            return Problem(PLAIN, "暂时不能接收", HTTPStatus.SERVICE_UNAVAILABLE, str(error.description))
        case ListBusy():
            return Problem(ARCHIVE_UNAVAILABLE, "暂时不能查找", HTTPStatus.SERVICE_UNAVAILABLE, str(error.description))
        case RateExceeded():
            title, detail = _WORDS[429][0], str(error.description)
            return Problem(TOO_MANY_REQUESTS, title, HTTPStatus.TOO_MANY_REQUESTS, detail)
        case RequestEntityTooLarge():
            title, detail = _WORDS[413]
            return Problem(PLAIN, title, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail.format(most=_most_accepted()))
        case HTTPException():
            status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
            title, detail = _WORDS.get(status, _OTHER)
            return Problem(PLAIN, title, status, detail)
        case _:
            return Problem(PLAIN, _WORDS[500][0], HTTPStatus.INTERNAL_SERVER_ERROR, _WORDS[500][1])


def _most_accepted() -> str:
    """Return how much the current request may send, as people say it: lists, uploads at the desk and its forms differ."""
    most = request.max_content_length or MOST_BYTES
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1_000} kB"


def install(app: Flask) -> None:
    """Answer every error of `app` as JSON to programs and as a page to people."""
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(BadParameters, _answer)
    app.register_error_handler(IndexerError, _answer_unavailable)
    app.register_error_handler(ServiceError, _answer)


def limit_clients(app: Flask, limit: RateLimit, proxies: Sequence[Network]) -> None:
    """Refuse requests of `app` beyond what `limit` lets a client ask; files cost nothing and are not counted."""

    @app.before_request
    def refuse_more() -> None:
        if request.endpoint not in FILES and (wait := limit.wait(client_of(request.environ, proxies))):
            raise RateExceeded(ceil(wait))


def _answer_http(error: HTTPException) -> ResponseReturnValue | HTTPException:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error  # a redirect
    if error.code == HTTPStatus.NOT_FOUND and (address := _without_slash()):
        return redirect(address, HTTPStatus.MOVED_PERMANENTLY)
    response = _answer(error)
    headers = dict(error.get_headers())
    for name in _KEPT_HEADERS & headers.keys():
        response.headers[name] = headers[name]
    return response


def _without_slash() -> str:
    """Return the address of the page that was meant by one with a slash too many at its end, which nothing has; "" where none was."""
    path = request.path.removesuffix("/")
    adapter = current_app.create_url_adapter(request)
    is_public = not (urls.is_for_programs(path) or urls.is_of_desk(path))
    is_meant = is_public and path != request.path and request.method in ("GET", "HEAD")
    # Only what this site has: a path that begins with two slashes would lead to another.
    if not (is_meant and adapter and adapter.test(path, "GET")):
        return ""
    query = request.query_string.decode("ascii", "replace")
    return f"{quote(path)}?{query}" if query else quote(path)


def _answer_unavailable(error: IndexerError) -> Response:
    current_app.logger.error("%s", error)
    response = _answer(error)
    if isinstance(error, EngineUnavailable):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _answer(error: Exception) -> Response:
    problem = problem_of(error)
    if urls.is_for_programs(request.path):
        return json_response(
            encode(PROBLEM.write(problem)), status=problem.status, media_type="application/problem+json"
        )
    given = request.args
    page = render_template(
        "error.html",
        problem=problem,
        for_operator=isinstance(error, IndexerError),
        asked=SearchRequest(given.get("q", "")[:MAX_QUERY_LENGTH]),
        number=(given.get("number") or (request.view_args or {}).get("report_id", ""))[:MAX_VALUE_LENGTH],
    )
    return Response(page, status=problem.status, mimetype="text/html")
