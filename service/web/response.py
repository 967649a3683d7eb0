"""The responses of all pages and of the API, whole where they can be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import flask

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class Response(flask.Response):
    """A response that the server gets whole, unless it is streamed: it sends a list of bytes without our thread."""

    def get_app_iter(self, environ: WSGIEnvironment) -> Iterable[bytes]:
        """Return the body in a list; files are read, since all of ours are small."""
        has_body = environ["REQUEST_METHOD"] != "HEAD" and self.status_code not in (204, 304)
        if not has_body or (self.is_streamed and not self.direct_passthrough):
            return super().get_app_iter(environ)
        body = list(self.iter_encoded())
        self.close()
        return body
