"""The parts of JSON objects that say what became of things asked for together, and how many became what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from service.outcomes import Outcome
from service.web.api.document import WHOLE, Property


def outcome_of(outcomes: Sequence[Outcome]) -> Property:
    """Return the property that says which of some outcomes one thing had."""
    return Property("outcome", {"type": "string", "enum": [each.value for each in outcomes]}, "outcome.value")


def counts_of(outcomes: Sequence[Outcome]) -> Iterator[Property]:
    """Yield a property for each of some outcomes: how many things had it."""
    return (Property(each.value, WHOLE, "counts", itemgetter(each)) for each in outcomes)
