"""All acts of the ledger for auditors: those of publications, certificates, accounts and sessions, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from service.ledger.entries import BEIJING, Entry, in_beijing, stamp
from service.ledger.ledger import Ledger
from service.ledger.recent import title_then

HEADINGS = (
    "条号",
    "时间（北京）",
    "做了什么",
    "对象",
    "标题",
    "经手人",
    "说明",
    "起效时间（北京）",
    "版本摘要",
    "记录摘要",
)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class ActFilter:
    """Which acts are wanted: of one kind, by one person, on these days of Beijing, both included; "" and None for all."""

    act: str = ""
    by: str = ""
    first: date | None = None
    last: date | None = None
    before: int = 0


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """An entry, what it is about as people say it, and the title that a report had then, "" of anything else."""

    entry: Entry
    about: str
    title: str

    @property
    def is_of_report(self) -> bool:
        """Whether it is about a report."""
        return "//" not in self.entry.subject


def acts(ledger: Ledger, wanted: ActFilter, most: int) -> list[LoggedAct]:
    """Return up to `most` acts, newest first, of those before an entry's number where one is given."""
    conditions: list[tuple[str, object]] = [
        ("act = ?", wanted.act),
        ("by = ?", wanted.by),
        ("at >= ?", wanted.first and stamp(_midnight(wanted.first))),
        ("at < ?", wanted.last and stamp(_midnight(wanted.last + timedelta(days=1)))),
        ("number < ?", wanted.before),
    ]
    chosen = [(text, value) for text, value in conditions if value]
    where = " AND ".join(text for text, _ in chosen) or "1"
    return [_logged(ledger, each) for each in ledger.newest(most, where, [value for _, value in chosen])]


def rows(ledger: Ledger, wanted: ActFilter) -> Iterator[tuple[str, ...]]:
    """Yield the headings and a row for each act, read in batches."""
    yield HEADINGS
    while found := acts(ledger, wanted, _BATCH):
        yield from map(_row, found)
        wanted = replace(wanted, before=found[-1].entry.number)


def _logged(ledger: Ledger, entry: Entry) -> LoggedAct:
    kind, slashes, name = entry.subject.partition("//")
    if slashes:
        return LoggedAct(entry, f"{kind} {name}", "")
    return LoggedAct(entry, entry.subject, title_then(ledger, entry))


def _row(act: LoggedAct) -> tuple[str, ...]:
    entry = act.entry
    return (
        str(entry.number),
        in_beijing(entry.at),
        entry.label,
        act.about,
        act.title,
        entry.by,
        entry.reason,
        in_beijing(entry.effective),
        entry.digest,
        entry.hash,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
