"""The form of a report's fields, and what came back of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from corpus.report import Report
from service.ledger.errors import BadField
from service.ledger.mending import LABELS, mended, values_of
from service.web.whole_numbers import number


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as the form shows it: `fault` is what is wrong with its value, `origin` where in the file it was found."""

    name: str
    label: str
    value: str
    origin: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: the report as mended, None where a field has a value that it can't have, and the fields to show again."""

    report: Report | None
    fields: list[FormField]
    fault: str = ""


def fields_of(report: Report, origins: dict[str, str] | None = None) -> list[FormField]:
    """Return the form of a report."""
    known = origins or {}
    return [FormField(name, LABELS[name], value, known.get(name, "")) for name, value in values_of(report).items()]


def last_seen() -> int:
    """Return which entry of a report was its last when the current request's form was shown, -1 where the form doesn't say."""
    return number(request.form.get("after", ""), -1)


def filled_in(report: Report) -> Filled:
    """Return what the current request has for a report's fields; those that it lacks stay as they are."""
    values = values_of(report)
    given = {name: request.form[name] for name in LABELS if name in request.form}
    try:
        changed = mended(report, given)
    except BadField as exc:
        shown = {**values, **given}
        fields = [
            FormField(name, LABELS[name], shown[name], fault=str(exc) if name == exc.field else "") for name in LABELS
        ]
        return Filled(None, fields, str(exc))
    return Filled(changed, fields_of(changed))
