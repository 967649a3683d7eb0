"""Responses compressed with gzip for clients that take it; static files before the first request, everything else as it is made."""

from __future__ import annotations

import gzip
from pathlib import Path

from flask import Flask, request

from service.web import urls
from service.web.response import Response, vary

COMPRESSED_TYPES = frozenset(
    (
        *("text/html", "text/css", "text/plain", "text/javascript", "application/javascript"),
        *("application/json", "application/problem+json", "application/atom+xml", "image/svg+xml"),
    )
)
LEAST_BYTES = 1_000
"""Below this a response fits one packet anyway."""

_LEVEL, _STATIC_LEVEL = 4, 9
"""Level 4 takes half the time of gzip's own default for a page 3 % larger."""


def install(app: Flask) -> None:
    """Compress the responses of `app`; files of the archive are given as they are, the program's own are packed beforehand."""
    packed_files = _packed_files(Path(app.static_folder or ""))

    @app.after_request
    def compress(response: Response) -> Response:
        is_static = request.endpoint == "static"
        if urls.is_of_desk(request.path):
            return response  # its length would tell secrets of a page that shows what an attacker sends too (BREACH)
        if response.mimetype not in COMPRESSED_TYPES or (response.direct_passthrough and not is_static):
            return response
        vary(response, "Accept-Encoding")
        takes_any = request.environ.get("HTTP_ACCEPT_ENCODING")
        is_whole = response.status_code == 200 or response.status_code >= 400  # not a part of a file
        if not (is_whole and takes_any and request.accept_encodings["gzip"]):
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < LEAST_BYTES:
            return response
        packed = packed_files.get(body) if is_static else None
        response.set_data(packed or gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        etag, _ = response.get_etag()
        if etag:
            response.set_etag(etag, weak=True)
        return response


def _packed_files(folder: Path) -> dict[bytes, bytes]:
    """Return the files of a folder, packed as small as gzip can, by what they hold: one that is changed meanwhile is not taken for another."""
    texts = (path.read_bytes() for path in folder.iterdir())
    return {text: gzip.compress(text, _STATIC_LEVEL, mtime=0) for text in texts}
