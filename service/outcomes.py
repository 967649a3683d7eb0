"""What became of things that were asked for together: the numbers of a list, the citations of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.report import Report, without_body

LISTED = 5
"""Reports that are listed of one thing that was asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may become of one of them: its name for programs, and its Chinese name."""

    value: str
    label: str


def counted(outcomes: Sequence[Outcome], became: Iterable[Outcome]) -> Mapping[Outcome, int]:
    """Return how many things became what, for each of the outcomes that there are, in their order.

    >>> here, gone = Outcome("here", "有"), Outcome("gone", "无")
    >>> [*counted((here, gone), [here, here]).values()]
    [2, 0]
    """
    counts = Counter(became)
    return {outcome: counts[outcome] for outcome in outcomes}


def listed(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports that are listed of one thing, `LISTED` at most, without their bodies."""
    return tuple(map(without_body, reports[:LISTED]))
