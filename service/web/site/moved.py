"""Where a report is that was asked for by an id of before, or by the number that people know it by."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request
from flask.typing import ResponseReturnValue

from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from service.web import urls
from service.web.port import current_archive
from service.web.problems import NoSuchReport


def moved(report_id: str, *, for_good: bool = True) -> ResponseReturnValue:
    """Return the way to a report's own address, with the search it was found by."""
    query = request.query_string.decode("ascii", "replace")
    address = urls.report_url(report_id)
    status = HTTPStatus.MOVED_PERMANENTLY if for_good else HTTPStatus.FOUND
    return redirect(f"{address}?{query}" if query else address, status)


def by_number(number: str) -> ResponseReturnValue:
    """Return the way to the one report with this index number or document number, or to the list of several. Raises NoSuchReport.

    It may be another one tomorrow: browsers must not remember it.
    """
    ids = current_archive().under_number(number) if _has_parts(number) else ()
    if not ids:
        raise NoSuchReport(number)
    if len(ids) > 1:
        return redirect(urls.locate_url(number), HTTPStatus.FOUND)
    return moved(ids[0], for_good=False)


def _has_parts(text: str) -> bool:
    """Return whether a text is a number of which year or serial are known, and not any other part of an address."""
    document, index = parse_document_number(text), parse_index_number(text)
    return (document is not None and document.serial is not None) or (index is not None and index.serial is not None)
