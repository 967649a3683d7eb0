"""The HTTP headers every response has: what browsers may do with a page, and whether their copy is still good."""

from __future__ import annotations

import hashlib
from datetime import date

from flask import Flask, g, request

from indexer.errors import IndexerError
from indexer.sources import digest, source_files
from service.settings import Settings
from service.web import urls
from service.web.port import current_archive
from service.web.response import Response, vary

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    # Addresses hold what people search for: other sites must not learn it from a clicked attachment.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STATIC_MAX_AGE = 31_536_000
"""A year: addresses of static files change with their content."""

FILES = ("static", "brand_file")
"""The endpoints of files whose addresses change with what they hold."""

_CACHED_BLUEPRINTS = ("pages", "reports", "browsing", "feeds", "api")
_PROGRAM_FILES = ("*.py", "*.html", "*.xml", "*.txt", "*.css", "*.js", "*.svg")
"""All that our packages hold, the lists of everyday words among them; not what was compiled of it."""


def program_fingerprint() -> str:
    """Return the state of the program that makes pages: a new version must not be answered with "not modified"."""
    return digest(source_files(*_PROGRAM_FILES))


def settings_fingerprint(settings: Settings) -> str:
    """Return the state of the configuration and of the lists that it names: after a change of them pages and answers are others."""
    lists = [each.read_bytes() for each in (settings.search.vocabulary, settings.search.best_bets) if each]
    state = hashlib.blake2b(repr(settings).encode("utf-8", "surrogatepass"), digest_size=16)
    for each in lists:
        state.update(hashlib.blake2b(each).digest())
    return state.hexdigest()


def install(app: Flask, *, fingerprint: str) -> None:
    """Set the headers of every response of `app`, and answer 304 to clients that have the current one."""

    @app.before_request
    def answer_not_modified() -> Response | None:
        etag = g.etag = _etag(fingerprint) if request.blueprint in _CACHED_BLUEPRINTS else ""
        if etag and "If-None-Match" in request.headers:
            known = request.if_none_match
            if not known.star_tag and known.contains_weak(etag):
                return Response(status=304)
        return None

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.extend(SECURITY_HEADERS)  # `update` looks for each among those there, of which it is none
        if request.endpoint in FILES:
            return response
        current = response.status_code in (200, 304)
        is_kept = current and not urls.is_of_desk(request.path)
        response.headers["Cache-Control"] = "no-cache" if is_kept else "no-store"
        if current and (etag := g.get("etag")):
            response.set_etag(etag)
            if response.mimetype == "text/html":
                vary(response, "Cookie")
        return response


def _etag(fingerprint: str) -> str:
    """Return a name for the response to the current request: the same for the same program, configuration, index, day, URL, accepted types and cookie.

    "" when the archive can't tell its state: the page itself reports why, if it needs the archive at all.
    """
    environ = request.environ
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return ""
    try:
        generation = current_archive().generation()
    except IndexerError:
        return ""
    asked = (environ.get(name, "") for name in ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_COOKIE"))
    today = str(date.today())  # pages lead to what came within a week
    state = "\0".join((fingerprint, generation, today, *asked))
    return hashlib.blake2b(state.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
