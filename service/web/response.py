"""The responses of all pages and of the API, whole where they can be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import flask

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


READ_WHOLE = 1_000_000
"""Bytes of the largest file that is read before it is sent; all of the site's own are smaller."""


class Response(flask.Response):
    """A response that the server gets whole, unless it is streamed: it sends a list of bytes without our thread."""

    def get_app_iter(self, environ: WSGIEnvironment) -> Iterable[bytes]:
        """Return the body in a list; files are read, but for originals of some size."""
        has_body = environ["REQUEST_METHOD"] != "HEAD" and self.status_code not in (204, 304)
        is_large = self.direct_passthrough and (self.content_length or 0) > READ_WHOLE
        if has_body and (is_large or (self.is_streamed and not self.direct_passthrough)):
            return super().get_app_iter(environ)
        body = list(self.iter_encoded()) if has_body else []
        self.close()
        return body


def vary(response: flask.Response, header: str) -> None:
    """Say that a response depends on a header of the request. Those that it depends on already are parsed only where there are some."""
    if "Vary" in response.headers:
        response.vary.add(header)
    else:
        response.headers["Vary"] = header
