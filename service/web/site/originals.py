"""The files that reports were read from, for downloading."""

from __future__ import annotations

import os

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from corpus.readers.regular_file import open_regular
from service.browse.original import OriginalFile
from service.web import urls
from service.web.port import current_archive
from service.web.problems import NoOriginal

blueprint = Blueprint("originals", __name__)


@blueprint.get(f"{urls.REPORTS}/<path:report_id>{urls.ORIGINAL}")
def original(report_id: str) -> ResponseReturnValue:
    """Return the file that holds a report and no other. Browsers keep it rather than open it."""
    found = current_archive().original(report_id)
    if found is None:
        raise NoOriginal
    return sent(found)


def sent(found: OriginalFile) -> Response:
    """Return a file for keeping. Raises `NoOriginal` where it can't be read."""
    try:
        file = open_regular(found.path)
    except OSError as error:
        raise NoOriginal from error
    response = send_file(file, mimetype=found.media_type, as_attachment=True, download_name=found.name)
    response.content_length = os.fstat(file.fileno()).st_size
    return response
