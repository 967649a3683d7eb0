"""Dataclasses as JSON documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache

from flask import Response


def as_json(value: object) -> object:
    """Give `value` as the lists, dicts and plain values that JSON has; dataclasses by their field names.

    >>> from service.search.model import FacetValue
    >>> as_json({"year": (FacetValue("2023", 5, False),)})
    {'year': [{'value': '2023', 'count': 5, 'selected': False}]}
    """
    if isinstance(value, str | int | float | None):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_json(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [as_json(each) for each in value]
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Name a dataclass's fields; asking the dataclass itself takes longer than all the rest."""
    return tuple(field.name for field in fields(kind))


def json_response(value: object, *, status: int = 200, media_type: str = "application/json") -> Response:
    """Give `value` as a JSON response, Chinese characters as they are."""
    return Response(json.dumps(as_json(value), ensure_ascii=False), status=status, mimetype=media_type)
