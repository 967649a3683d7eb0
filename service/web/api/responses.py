"""JSON as bytes, and as responses."""

from __future__ import annotations

from typing import Any

import msgspec

from service.search.result import SearchResult
from service.web.api.documents import SEARCH_RESULT
from service.web.response import Response

_ENCODER = msgspec.json.Encoder()
_JSON = "json"


def encode(value: object) -> bytes:
    """Return Python's own kinds of values as JSON, Chinese characters as they are.

    >>> encode({"values": ("税", 1, None)}).decode()
    '{"values":["税",1,null]}'
    """
    return _ENCODER.encode(value)


def decoded(body: bytes) -> Any:
    """Return what a text of JSON says, of Python's own kinds of values. Raises ValueError.

    >>> decoded(b'{"numbers": ["1"]}')
    {'numbers': ['1']}
    """
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as exc:
        raise ValueError(str(exc)) from exc


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
