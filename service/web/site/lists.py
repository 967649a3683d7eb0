"""The page that finds the reports of a whole list of numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from corpus.errors import UnreadableFile
from corpus.plain_json import encode
from corpus.readers.list_file import table_of_text, tables_of_file
from corpus.readers.office.table import Table
from service.bulk_locate.located import MOST_NUMBERS, LocatedNumbers
from service.bulk_locate.table import rows
from service.export.comma_separated import comma_separated
from service.web import heavy, urls
from service.web.api.bulk_documents import LOCATED_NUMBERS
from service.web.bodies import bounded
from service.web.port import current_archive
from service.web.response import Response
from service.web.site.downloads import report_addresses

blueprint = Blueprint("lists", __name__)


@blueprint.get(urls.LOCATE_LIST)
def form() -> ResponseReturnValue:
    """Return the page with the form alone."""
    return _page("")


@blueprint.post(urls.LOCATE_LIST)
def located() -> ResponseReturnValue:
    """Return what became of each number of a list that was pasted or uploaded, as a page or as a file. Nothing of it is kept."""
    bounded(request)
    pasted = request.form.get("text", "")
    try:
        tables = _tables(pasted)
    except UnreadableFile as exc:
        return _page(pasted, problem=str(exc)), 400
    found = heavy.located(current_archive(), tables)
    write = _FILES.get(request.form.get("format", ""))
    return write(found) if write else _page(_text_of(tables), found)


def _tables(pasted: str) -> list[Table]:
    """Return the uploaded list, else the pasted one."""
    upload = request.files.get("file")
    data = upload.read() if upload else b""
    return tables_of_file(data) if data else [table_of_text(pasted)]


def _text_of(tables: list[Table]) -> str:
    """Return a list as text, so that it can be sent again."""
    return "\n".join("\t".join(row) for table in tables for row in table.rows)


def _page(text: str, found: LocatedNumbers | None = None, *, problem: str = "") -> str:
    return render_template("locate_list.html", text=text, found=found, problem=problem, most=MOST_NUMBERS)


def _csv(found: LocatedNumbers) -> Response:
    pieces = comma_separated(rows(found, report_addresses()))
    return _file(b"".join(pieces), "text/csv", "csv")


def _json(found: LocatedNumbers) -> Response:
    return _file(encode(LOCATED_NUMBERS.write(found)), "application/json", "json")


def _file(body: bytes, media_type: str, ending: str) -> Response:
    response = Response(body, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"locate.{ending}")
    return response


_FILES: Mapping[str, Callable[[LocatedNumbers], Response]] = {"csv": _csv, "json": _json}
