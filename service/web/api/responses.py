"""JSON as bytes, and as responses."""

from __future__ import annotations

import msgspec
from flask import Response

_ENCODER = msgspec.json.Encoder()


def encode(value: object) -> bytes:
    """Return Python's own kinds of values as JSON, Chinese characters as they are.

    >>> encode({"values": ("税", 1, None)}).decode()
    '{"values":["税",1,null]}'
    """
    return _ENCODER.encode(value)


def json_response(value: object, *, status: int = 200, media_type: str = "application/json") -> Response:
    """Return `value` as a JSON response."""
    return Response(encode(value), status=status, mimetype=media_type)
