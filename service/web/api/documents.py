"""Dataclasses as JSON documents."""

from __future__ import annotations

import msgspec
from flask import Response

_ENCODER = msgspec.json.Encoder()


def encode(value: object) -> bytes:
    """Return dataclasses, enumerations and Python's own collections as JSON, Chinese characters as they are.

    >>> from service.search.model import FacetValue
    >>> encode({"year": (FacetValue("2023", 5, False),)}).decode()
    '{"year":[{"value":"2023","count":5,"selected":false}]}'
    """
    return _ENCODER.encode(value)


def json_response(value: object, *, status: int = 200, media_type: str = "application/json") -> Response:
    """Return `value` as a JSON response."""
    return Response(encode(value), status=status, mimetype=media_type)
