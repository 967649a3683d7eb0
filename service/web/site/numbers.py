"""The pages of the ledger of numbers (编号台账): the list of series, one series, and it as a file."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from service.export.formats import FORMATS
from service.numbering.parameters import NUMBERS_PARAMETERS, SERIES_PARAMETERS, parse_series, parse_series_list
from service.numbering.series import KINDS, Series
from service.numbering.table import TABLES, table
from service.web import urls
from service.web.port import current_archive
from service.web.site.downloads import download, report_addresses
from service.web.site.given import given_values, understood

MOST_MALFORMED = 100
"""Numbers of which no serial can be told that the list of series shows."""

blueprint = Blueprint("numbers", __name__)


@blueprint.get(urls.NUMBERS)
def listed() -> ResponseReturnValue:
    """Return a page of the series of a kind of number."""
    asked, problems = understood(given_values(NUMBERS_PARAMETERS), parse_series_list)
    found = current_archive().numbering.listed(asked)
    page = render_template("numbers.html", found=found, problems=problems, kinds=KINDS, most_malformed=MOST_MALFORMED)
    return page, HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK


@blueprint.get(urls.SERIES)
def series() -> ResponseReturnValue:
    """Return the numbers of a series from a serial on."""
    asked, problems = understood(given_values(SERIES_PARAMETERS), parse_series)
    numbers = current_archive().numbering.page(asked)
    page = render_template("series.html", series=asked.series, page=numbers, problems=problems)
    return page, HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK


@blueprint.get(f"{urls.SERIES}.<any({', '.join(TABLES)}):ending>")
def as_file(ending: str) -> ResponseReturnValue:
    """Return all numbers of a series as a table."""
    asked = parse_series(given_values(SERIES_PARAMETERS))

    def begin() -> Iterator[bytes]:
        rows = current_archive().numbering.rows(asked.series)
        return TABLES[ending](table(rows, report_addresses()))

    name = f"{_file_name(asked.series)}.{ending}"
    return download(begin, FORMATS[ending].media_type, plain_name=f"numbers.{ending}", name=name)


def _file_name(of: Series) -> str:
    return "".join(each if each.isalnum() or each in "-〔〕" else "-" for each in of.name)
