"""The bodies that operations take: lists of numbers, and drafts, as plain text, as JSON or as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request
from werkzeug.exceptions import UnsupportedMediaType

from corpus.errors import UnreadableFile
from corpus.plain_json import decoded
from corpus.readers.list_file import tables_of_file
from corpus.readers.office.table import Table
from service.bulk_locate.located import MOST_NUMBERS
from service.citations.checked import LONGEST_DRAFT
from service.parameters import MAX_VALUE_LENGTH, BadParameters, ParameterProblem
from service.web.api.document import TEXT, Schema, array
from service.web.bodies import bounded

JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBERS: Schema = {
    "type": "object",
    "properties": {"numbers": {**array({**TEXT, "maxLength": MAX_VALUE_LENGTH}), "maxItems": MOST_NUMBERS}},
    "required": ["numbers"],
    "additionalProperties": False,
}
LISTS: Mapping[str, Schema] = {
    JSON: _NUMBERS,
    "text/plain": {},
    "text/csv": {},
    XLSX: {},
}
"""The media types of lists of numbers; what is no JSON has no schema."""
DRAFTS: Mapping[str, Schema] = {
    JSON: {
        "type": "object",
        "properties": {"draft": {**TEXT, "maxLength": LONGEST_DRAFT}},
        "required": ["draft"],
        "additionalProperties": False,
    },
    "text/plain": {},
}
"""The media types of drafts."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was sent, and as what."""

    media_type: str
    data: bytes


def body_of(request: Request, takes: Mapping[str, Schema]) -> Body:
    """Return the body of a request, in one of the media types that are taken. Raises `UnsupportedMediaType` for others."""
    if request.mimetype not in takes:
        raise UnsupportedMediaType
    return Body(request.mimetype, bounded(request).get_data())


def list_in(body: Body) -> list[Table]:
    """Return the list of numbers that was sent. Raises BadParameters."""
    if body.media_type == JSON:
        return [Table("", [[number] for number in _numbers(body.data)])]
    try:
        return tables_of_file(body.data)
    except UnreadableFile as exc:
        raise _bad_body(str(exc)) from exc


def draft_in(body: Body) -> str:
    """Return the draft that was sent. Raises BadParameters."""
    draft = _only_value(body.data, "draft") if body.media_type == JSON else body.data.decode("utf-8", "replace")
    if not isinstance(draft, str):
        raise _bad_body('应为 {"draft": "文稿"}')
    if len(draft) > LONGEST_DRAFT:
        raise _bad_body(f"文稿最多 {LONGEST_DRAFT:,} 个字符")
    return draft


def _numbers(data: bytes) -> list[str]:
    numbers = _only_value(data, "numbers")
    if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
        raise _bad_body('应为 {"numbers": ["号", …]}')
    if len(numbers) > MOST_NUMBERS:
        raise _bad_body(f"最多 {MOST_NUMBERS} 个号")
    if any(len(number) > MAX_VALUE_LENGTH for number in numbers):
        raise _bad_body(f"每个号最多 {MAX_VALUE_LENGTH} 个字符")
    return numbers


def _only_value(data: bytes, name: str) -> object:
    """Return the value of a JSON object that has this one name and no other. Raises BadParameters."""
    try:
        value = decoded(data)
    except ValueError as exc:
        raise _bad_body("不是 JSON") from exc
    if not isinstance(value, dict) or value.keys() != {name}:
        raise _bad_body(f'应为 {{"{name}": …}}，没有别的')
    return value[name]


def _bad_body(message: str) -> BadParameters:
    return BadParameters([ParameterProblem("body", message)])
