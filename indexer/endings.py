"""Which report ends which: found within an index, and kept with the reports that are ended (see decision 49).

Either of two may come, change or go without the other, so it is looked up anew whenever one did. Exact values tell what a report is named
and what it ends, so that bodies are read of few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from corpus.ended_documents import Ending, ended_names, endings_in, names_of, titles_of
from corpus.named_documents import plain_title
from corpus.report import Ended, Report, with_ended, without_body
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine, Writer
from indexer.fields import LISTED_PREFIX
from indexer.former_ids import stored_reports

MOST_NAMED_ALIKE = 100
"""Reports of one title, above which nobody can tell which of them a sentence means."""

MOST_ENDING = 50
"""Reports that end one which are looked at: reprints of the one that does."""

NAMES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _EndingReport:
    """A report that ends others, without its body, and its sentences that do."""

    report: Report
    endings: tuple[Ending, ...]


def settle_endings(engine: Engine) -> None:
    """Bring what an index knows of reports that are ended in step with all that its reports say; where it is, nothing is written."""
    changes = _changes(engine, _all_concerned(engine))
    if changes:
        with engine.write() as writer:
            _put(engine, writer, changes)


def put_endings(engine: Engine, writer: Writer, changed: Collection[str]) -> None:
    """Put the reports once more of which it is different who ends them, since those with the ids `changed` were committed or are gone."""
    _put(engine, writer, _changes(engine, _concerned(engine, changed)))


def _all_concerned(engine: Engine) -> set[str]:
    """Return the ids of the reports that others may end, or are known to."""
    ended = engine.lookup("ended_by_id", [by for by, _ in engine.vocabulary("ended_by_id", LISTED_PREFIX)])
    names = (name.removeprefix(LISTED_PREFIX) for name, _ in engine.vocabulary("ends_names", LISTED_PREFIX))
    return {*chain(*ended.values()), *_named(engine, names)}


def _concerned(engine: Engine, changed: Collection[str]) -> set[str]:
    """Return the ids of the reports that may be ended otherwise after some have changed."""
    reports = engine.get(changed)
    ended = engine.lookup("ended_by_id", [f"{LISTED_PREFIX}{each}" for each in changed])
    names = chain(*map(ended_names, reports.values()))
    return {*reports, *chain(*ended.values()), *_named(engine, names)}


def _named(engine: Engine, names: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the reports that have a name which few have."""
    remaining = iter(names)
    while some := list(islice(remaining, NAMES_AT_ONCE)):
        for ids in engine.lookup("named", some).values():
            if len(ids) <= MOST_NAMED_ALIKE:
                yield from ids


def _changes(engine: Engine, concerned: Iterable[str]) -> dict[str, Ended | None]:
    """Return what is different from what the index knows, by the ids of ended reports."""
    known: dict[str, _EndingReport] = {}
    found = ((report, _earliest_end(engine, report, known)) for report in stored_reports(engine, sorted(concerned)))
    return {report.id: ended for report, ended in found if ended != report.ended}


def _earliest_end(engine: Engine, report: Report, known: dict[str, _EndingReport]) -> Ended | None:
    """Return which report ends one and how, the earliest of several; None where none does. `known` are those that were looked at."""
    ending = engine.lookup("ends_names", [f"{LISTED_PREFIX}{name}" for name in names_of(report)])
    named = engine.lookup("named", [name.removeprefix(LISTED_PREFIX) for name in ending])
    told = [ids for name, ids in ending.items() if len(named[name.removeprefix(LISTED_PREFIX)]) <= MOST_NAMED_ALIKE]
    ids = list(islice(dict.fromkeys(chain(*told)), MOST_ENDING))
    for other in stored_reports(engine, (each for each in ids if each not in known)):
        known[other.id] = _EndingReport(without_body(other), tuple(endings_in(other.body)))
    ends = (_end_by(known[each], report) for each in ids if each in known and each != report.id)
    return min(filter(None, ends), key=_order, default=None)


def _order(ended: Ended) -> tuple[bool, date, str]:
    return ended.date is None, ended.date.first_day() if ended.date else date.min, ended.by


def _end_by(other: _EndingReport, report: Report) -> Ended | None:
    """Return how another report ends one, None where it doesn't: what is not older than the day on which it would end is another version."""
    day = _day(other.report)
    ending = next((each for each in other.endings if each.ends(report)), None)
    if ending is None or (day and _is_not_older(day, report)) or _may_be_the_same(other.report, report):
        return None
    return Ended(other.report.id, ending.sentence, day)


def _day(report: Report) -> PartialDate | None:
    """Return the day from which on a report ends others."""
    return report.in_force_from.date if report.in_force_from else report.made


def _is_not_older(day: PartialDate, report: Report) -> bool:
    begun = (report.in_force_from.date if report.in_force_from else None, report.made)
    return any(each is not None and day.first_day() <= each.first_day() for each in begun)


def _may_be_the_same(other: Report, report: Report) -> bool:
    """Return whether two reports have one title and no dates that tell them apart: a reprint says what the original says."""
    if {plain_title(each) for each in titles_of(other)}.isdisjoint(plain_title(each) for each in titles_of(report)):
        return False
    days = [other.made, report.made]
    return not (days[0] and days[1] and days[0] > days[1])


def _put(engine: Engine, writer: Writer, changes: Mapping[str, Ended | None]) -> None:
    """Put the reports that are ended otherwise than the index knows; their sources stay indexed whole."""
    if not changes:
        return
    digests = engine.files()
    sources = set()
    for report in stored_reports(engine, changes):
        writer.put(with_ended(report, changes[report.id]))
        sources.add(report.source)
    for source in sorted(sources):
        if digest := digests[source].digest:
            writer.end_source(source, digest)
