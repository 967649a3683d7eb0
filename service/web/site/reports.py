"""The page of a report, which is the report as JSON or as plain text too."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from corpus.plain_json import encode
from service.browse.plain_text import plain_text
from service.browse.report_page import ReportPage
from service.search.parameters import SEARCH_PARAMETERS, understand_search
from service.search.request import SearchRequest
from service.web import urls
from service.web.api import documents
from service.web.api.responses import json_response
from service.web.port import current_archive
from service.web.site.given import given_values
from service.web.site.moved import by_number, moved
from service.web.site.report_text import report_text

blueprint = Blueprint("reports", __name__)


@blueprint.get(f"{urls.REPORTS}/<path:report_id>")
def report(report_id: str) -> ResponseReturnValue:
    """Return a report's page, or the report as JSON or plain text for who asks for that (`Accept`, or `format` in the address).

    The other parameters are those of the search it was found by, to highlight and to lead back. By a number that a report carries the
    address leads to it.
    """
    asked, _ = understand_search(given_values(SEARCH_PARAMETERS))
    found = current_archive().report(report_id, asked.query)
    if found is None:
        return by_number(report_id)
    if found.report.id != report_id:
        return moved(found.report.id)
    response = _REPORT_FORMS[_wanted_form()](found, asked)
    response.vary.add("Accept")
    return response


def _wanted_form() -> str:
    """Return the media type that a report is wanted in: that of a known `format`, else what the client prefers."""
    named = _NAMED_FORMS.get(request.args.get("format", ""))
    return named or request.accept_mimetypes.best_match(_REPORT_FORMS, default=_HTML)


def _report_page(found: ReportPage, asked: SearchRequest) -> Response:
    page = render_template(
        "report.html",
        asked=asked,
        page=found,
        report=found.report,
        text=report_text(found),
        related=current_archive().related(found.report),
        original=current_archive().original(found.report.id),
    )
    return make_response(page)


def _report_json(found: ReportPage, asked: SearchRequest) -> Response:
    return json_response(encode(documents.REPORT.write(found)))


def _report_as_text(found: ReportPage, asked: SearchRequest) -> Response:
    return current_app.response_class(plain_text(found.report), mimetype=_TEXT)


_HTML, _JSON, _TEXT = "text/html", "application/json", "text/plain"
_REPORT_FORMS = {_HTML: _report_page, _JSON: _report_json, _TEXT: _report_as_text}
_NAMED_FORMS = {"html": _HTML, "json": _JSON, "text": _TEXT}
