"""All that a search finds, for downloading, in the formats of `service.export`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import quote

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from service.export.formats import FORMATS
from service.query.summary import EVERYTHING
from service.search.parameters import understand_search
from service.web import urls
from service.web.port import current_archive
from service.web.problems import ExportBusy

LONGEST_NAME = 40
"""Characters of the query in the name of a file."""

_one_at_a_time = threading.Semaphore()
"""Who reads slowly holds a thread, so that at least one of each process is left for everybody else."""

blueprint = Blueprint("exports", __name__)


@blueprint.get(f"{urls.SEARCH}.<any({', '.join(FORMATS)}):ending>")
def export(ending: str) -> ResponseReturnValue:
    """Return all reports that a search finds as a file; what can't be understood of the search is left out, as on its page."""
    asked, _ = understand_search(request.args.items(multi=True))
    form = FORMATS[ending]
    site = current_app.jinja_env.globals["site_url"]
    if not _one_at_a_time.acquire(blocking=False):
        raise ExportBusy
    with ExitStack() as held:
        held.callback(_one_at_a_time.release)
        pieces = form.write(current_archive().export(asked), lambda report_id: f"{site}{urls.report_url(report_id)}")
        held = held.pop_all()
    response = current_app.response_class(_closing(pieces, held), mimetype=form.media_type)
    response.call_on_close(held.close)
    response.headers["Content-Disposition"] = _disposition(asked.query, ending)
    return response


def _disposition(query: str, ending: str) -> str:
    """Return the header that makes a file of a response, named after the query (RFC 6266)."""
    name = "".join(each for each in query if each.isalnum() or each in " -")[:LONGEST_NAME].strip()
    return f"attachment; filename=\"results.{ending}\"; filename*=UTF-8''{quote(f'{name or EVERYTHING}.{ending}')}"


def _closing(pieces: Iterator[bytes], held: ExitStack) -> Iterator[bytes]:
    """Yield pieces, and let go of what is held as soon as there are no more: servers may close a response much later."""
    with held:
        yield from pieces
