"""Fields of a report changed to what a person wrote for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from corpus.attached import own_text, text_parts, with_texts
from corpus.errors import InvalidValue
from corpus.metadata import METADATA
from corpus.report import Report
from service.ledger.errors import BadField

LABELS = {"title": "标题", **{each.name: each.label for each in METADATA}, "body": "正文"}
"""The fields that can be changed, with what people call them, in the order in which they are asked for."""

_PARSE = {each.name: each.kind.parse for each in METADATA}
_SHOW = {each.name: each.kind.show for each in METADATA}
_EMPTY = {each.name: each.default for each in fields(Report)}
_NAMES = {label: name for name, label in LABELS.items()}


def field_named(text: str) -> str:
    """Return the name of the field that a name or a label means. Raises `BadField`.

    >>> field_named("发布日期")
    'published'
    """
    name = _NAMES.get(text, text)
    if name not in LABELS:
        raise BadField(text, f"没有“{text}”这一项；可用的有 {'、'.join(LABELS)}")
    return name


def values_of(report: Report) -> dict[str, str]:
    """Return the texts of all fields, as people write them."""
    metadata = {name: show(value) if (value := getattr(report, name)) else "" for name, show in _SHOW.items()}
    return {"title": report.title, **metadata, "body": own_text(report)}


def mended(report: Report, changes: Mapping[str, str]) -> Report:
    """Return `report` with the fields that `changes` names as written there; "" empties one. Raises `BadField`.

    A text that is as it was is left as it is. The texts of attachments stay behind a new body.
    """
    before = values_of(report)
    changed = {name: text.strip() for name, text in changes.items() if _differs(text, before[name])}
    body = changed.pop("body", None)
    report = replace(report, **{name: _value(name, text) for name, text in changed.items()})
    if body is not None:
        report = with_body(report, body)
    if not report.title:
        raise BadField("title", "标题不能为空")
    return report


def _differs(text: str, before: str) -> bool:
    """Return whether a text is another one; forms send line ends of their own."""
    return text.strip().splitlines() != before.strip().splitlines()


def _value(name: str, text: str) -> Any:
    if not text:
        return _EMPTY[name]
    if name == "title":
        return text
    try:
        return _PARSE[name](text)
    except InvalidValue as exc:
        raise BadField(name, f"{LABELS[name]}“{text}”写得不对{f'：{exc.reason}' if exc.reason else ''}") from exc


def with_body(report: Report, body: str) -> Report:
    """Return `report` with another text of its own; those of its attachments stay behind it."""
    texts = {
        number: part.text
        for part in text_parts(report.body, report.attachments)
        for number, each in enumerate(report.attachments)
        if part.attachment is each
    }
    bare = tuple(replace(each, start=None) for each in report.attachments)
    return with_texts(replace(report, body=body, attachments=bare), texts)
