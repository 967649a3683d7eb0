"""JSON as bytes, and as responses."""

from __future__ import annotations

from corpus.plain_json import encode
from service.search.result import SearchResult
from service.web.api.search_documents import SEARCH_RESULT
from service.web.response import Response

_JSON = "json"


def encode_search(result: SearchResult) -> bytes:
    """Return the JSON of an answer to a search, made once for all times that it comes from the cache but for the time."""
    opened = result.made.get(_JSON)
    if opened is None:
        written = SEARCH_RESULT.write(result)
        del written["took_ms"]
        opened = result.made[_JSON] = encode(written)[:-1]
    return b'%b,"took_ms":%b}' % (opened, encode(result.took_ms))


def json_response(body: bytes, *, status: int = 200, media_type: str = "application/json") -> Response:
    """Return a response of JSON."""
    return Response(body, status=status, mimetype=media_type)
