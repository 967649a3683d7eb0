"""What became of each number of a list: one report, several, near ones, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.readers.office.table import Table
from corpus.report import Report
from indexer.engine import Engine
from service.browse.exact_numbers import Holders, holders, possible_numbers, reports_of
from service.browse.locate import locate, message_of
from service.bulk_locate.lines import Asked, asked_numbers
from service.outcomes import LISTED, Outcome, counted, listed

MOST_NUMBERS = 1_000
"""Numbers that a request may ask for."""

MOST_NEAR = 10
"""Numbers that nothing has for which near ones are looked for: that takes 8 ms each, and a list of another archive has hundreds."""

_NEAREST = 2
"""How unlikely a report may be that is named as near: one slip; not all those of the same year."""

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
    """What became of the numbers of a list, in its order; its last `left_out` lines, beyond `MOST_NUMBERS`, were not looked at."""

    numbers: tuple[LocatedNumber, ...] = ()
    left_out: int = 0

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many numbers became what."""
        return counted(OUTCOMES, (each.outcome for each in self.numbers))


def located_numbers(engine: Engine, tables: Iterable[Table], most: int = MOST_NUMBERS) -> LocatedNumbers:
    """Return what became of each number that the lines of some tables ask for; of one that is asked for again, that it is."""
    asked, left_out = asked_numbers(tables, most)
    firsts: dict[str, Asked] = {}
    for each in asked:
        firsts.setdefault(each.number, each)
    held = holders(engine, {number: possible_numbers(number) for number in firsts})
    reports = reports_of(engine, held.values(), LISTED)
    became = {number: _found(firsts[number], found, reports) for number, found in held.items()}
    missing = [each for number, each in firsts.items() if number not in held]
    became |= {each.number: _nearest(engine, each) for each in missing[:MOST_NEAR]}
    became |= {each.number: LocatedNumber(each, ABSENT, _NEAR_UNSOUGHT) for each in missing[MOST_NEAR:]}
    return LocatedNumbers(tuple(_of_line(each, became[each.number]) for each in asked), left_out)


def _found(asked: Asked, held: Holders, reports: Mapping[str, Report]) -> LocatedNumber:
    outcome = FOUND if len(held.ids) == 1 else SEVERAL
    shown = tuple(reports[each] for each in held.ids[:LISTED] if each in reports)
    return LocatedNumber(asked, outcome, message_of(held), shown, len(held.ids))


def _nearest(engine: Engine, asked: Asked) -> LocatedNumber:
    result = locate(engine, asked.number)
    if near := [each for each in result.candidates if each.distance <= _NEAREST]:
        reasons = "、".join(dict.fromkeys(each.reason for each in near))
        return LocatedNumber(asked, NEAR, reasons, listed([each.report for each in near]), len(near))
    return LocatedNumber(asked, ABSENT, _ABSENT if result.candidates else result.message)


def _of_line(asked: Asked, became: LocatedNumber) -> LocatedNumber:
    """Return what became of a line's number; where an earlier line asked for it, that line is named."""
    if asked is became.asked:
        return became
    return replace(became, asked=asked, reason=f"{became.reason}（与第 {became.asked.line} 行相同）")


_ABSENT = "没有这个号，也没有只差一处的"
_NEAR_UNSOUGHT = f"没有这个号；这一批没有的超过 {MOST_NEAR} 个，其余不再找相近的，请单独查找"
