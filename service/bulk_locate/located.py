"""What became of each number of a list: one report, several, near ones, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from corpus.report import Report, without_body
from indexer.engine import Engine
from service.browse.locate import LocateResult, locate, located_exactly
from service.bulk_locate.lines import Asked

MOST_NUMBERS = 5_000
"""Numbers that are looked up at a time."""

MOST_NEAR = 50
"""Numbers that nothing has for which near ones are looked for: that takes 20 ms each, and a list of another archive has thousands."""

LISTED = 5
"""Reports that are listed of one number."""

_NEAREST = 2
"""How unlikely a report may be that is named as near: one slip; not all those of the same year."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a number, with its Chinese name."""

    value: str
    label: str


FOUND, SEVERAL = Outcome("found", "已找到"), Outcome("several", "有多份")
NEAR, ABSENT = Outcome("near", "相近"), Outcome("absent", "没有")
OUTCOMES = (FOUND, SEVERAL, NEAR, ABSENT)


@dataclass(frozen=True, slots=True)
class LocatedNumber:
    """What became of a number that a line asks for, why, in Chinese, and the reports: under it, or near it.

    `reports` are `LISTED` at most, without their bodies; `total` is how many there are.
    """

    asked: Asked
    outcome: Outcome
    reason: str
    reports: tuple[Report, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class LocatedNumbers:
    """What became of the numbers of a list, in its order; the last `left_out` of them, beyond `MOST_NUMBERS`, were not looked up."""

    numbers: tuple[LocatedNumber, ...] = ()
    left_out: int = 0

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many numbers became what."""
        found = Counter(each.outcome for each in self.numbers)
        return {outcome: found[outcome] for outcome in OUTCOMES}


def located_numbers(engine: Engine, asked: Iterable[Asked], most: int = MOST_NUMBERS) -> LocatedNumbers:
    """Return what became of each number that is asked for; of one that is asked for again, that it is."""
    left, near = iter(asked), MOST_NEAR
    known: dict[str, LocatedNumber] = {}
    numbers = []
    for each in islice(left, most):
        again = known.get(each.number)
        found = _again(each, again) if again else _looked_up(engine, each, is_near_sought=near > 0)
        if not again and found.outcome in (NEAR, ABSENT):
            near -= 1
        known.setdefault(each.number, found)
        numbers.append(found)
    return LocatedNumbers(tuple(numbers), sum(1 for _ in left))


def _looked_up(engine: Engine, asked: Asked, *, is_near_sought: bool) -> LocatedNumber:
    if is_near_sought:
        return _located(asked, locate(engine, asked.number))
    exact = located_exactly(engine, asked.number)
    return _located(asked, exact) if exact else LocatedNumber(asked, ABSENT, _NEAR_UNSOUGHT)


def _again(asked: Asked, before: LocatedNumber) -> LocatedNumber:
    reason = f"{before.reason}（与第 {before.asked.line} 行相同）"
    return LocatedNumber(asked, before.outcome, reason, before.reports, before.total)


def _located(asked: Asked, result: LocateResult) -> LocatedNumber:
    if result.exact:
        outcome = FOUND if len(result.exact) == 1 else SEVERAL
        return _with_reports(asked, outcome, result.message, result.exact)
    near = [each for each in result.candidates if each.distance <= _NEAREST]
    if near:
        reasons = "、".join(dict.fromkeys(each.reason for each in near))
        return _with_reports(asked, NEAR, reasons, tuple(each.report for each in near))
    return LocatedNumber(asked, ABSENT, _ABSENT if result.candidates else result.message)


_ABSENT = "没有这个号，也没有只差一处的"
_NEAR_UNSOUGHT = f"没有这个号；这一批没有的超过 {MOST_NEAR} 个，其余不再找相近的，请单独查找"


def _with_reports(asked: Asked, outcome: Outcome, reason: str, reports: tuple[Report, ...]) -> LocatedNumber:
    return LocatedNumber(asked, outcome, reason, tuple(map(without_body, reports[:LISTED])), len(reports))
