"""Publishing, correcting, withdrawing and restoring reports: written into the ledger first, then the index follows."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from corpus.identity import derived_id, former_ids
from corpus.record import from_record, to_record
from corpus.report import Report, with_ids
from corpus.validity import with_bounds
from indexer.engine import Engine
from indexer.errors import IndexerError, IndexLocked, IndexMissing
from indexer.former_ids import report_known_as
from indexer.publications import follow_some
from service.ledger.entries import BEIJING, STATES, Act, Draft, Entry, time_of
from service.ledger.errors import (
    AlreadyPublished,
    IsDoubled,
    IsNotWithdrawn,
    IsWithdrawn,
    NoReason,
    NoSuchPublication,
    NothingChanged,
    TimePassed,
)
from service.ledger.ledger import Ledger
from service.ledger.states import States

_TRIES, _PAUSE_SECONDS = 20, 0.05
"""How often and how soon an index that somebody else is writing is tried again: other workers take some milliseconds, builds long."""

_JUST_NOW = timedelta(minutes=1)
"""How long a time is not taken to be over: forms name a minute, which has begun when they are sent."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does something, and why; `details` is what else is to be kept of it."""

    by: str
    reason: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What was written of a report. `is_followed`: the index has it too; else it will once it can be written."""

    entry: Entry
    is_followed: bool


@dataclass(frozen=True, slots=True)
class Publisher:
    """The ledger and the index that follows from it."""

    engine: Engine
    ledger: Ledger

    def publish(self, report: Report, signed: Signed, *, at: datetime | None = None) -> Done:
        """Publish a new report, at once or at a time to come. Raises `AlreadyPublished` and `TimePassed`."""
        return self.publish_all([(report, signed)], at=at)[0]

    def publish_all(self, signed_reports: Sequence[tuple[Report, Signed]], *, at: datetime | None = None) -> list[Done]:
        """Publish new reports, all or none of them. Raises `AlreadyPublished`, `IsDoubled` and `TimePassed`."""
        at = self._time_to_come(at)
        reports = map(with_bounds, self.check_all_new([report for report, _ in signed_reports]))
        signed = [each for _, each in signed_reports]
        drafts = [_draft(Act.PUBLISH, report, each, at) for report, each in zip(reports, signed, strict=True)]
        entries = self.ledger.append(drafts, after=dict.fromkeys((each.subject for each in drafts), 0))
        is_followed = self.follow([each.subject for each in drafts])
        return [Done(each, is_followed) for each in entries]

    def check_all_new(self, reports: Sequence[Report]) -> list[Report]:
        """Return reports that are to be published together under the ids that they get. Raises `AlreadyPublished` and `IsDoubled`."""
        named = [self.check_new(each) for each in reports]
        for report_id, count in Counter(each.id for each in named).items():
            if count > 1:
                raise IsDoubled(report_id, count)
        return named

    def check_new(self, report: Report) -> Report:
        """Return a report that is to be published under the id that it gets. Raises `AlreadyPublished`."""
        named = with_ids(report, report.id or derived_id(report))
        if self.ledger.history(named.id) or _indexed(self.engine, named.id):
            raise AlreadyPublished(named.id)
        return named

    def correct(self, known_as: str, change: Callable[[Report], Report], signed: Signed, *, after: int = -1) -> Done:
        """Publish another version of a report, which stays to come where it is. Raises `NotPublished` for what can't be.

        The same text is another version where `signed` names another file that it was read from. `after` is the last entry of the report that was looked at, -1 for whichever is the last.
        """
        stand = self.stand(known_as)
        if stand.is_withdrawn:
            raise IsWithdrawn(stand.report.id)
        changed = with_bounds(change(stand.report))
        if to_record(changed) == to_record(stand.report) and not stand.lacks_file(signed.details):
            raise NothingChanged
        drafts = [*stand.adopting(signed), _draft(Act.CORRECT, changed, signed, self.still_to_come(stand))]
        return self._write(stand.report.id, drafts, after=stand.last if after < 0 else after)

    def withdraw(self, known_as: str, signed: Signed) -> Done:
        """Take a report out of public view, saying why. Raises `NotPublished` for what can't be."""
        stand = self.stand(known_as)
        if stand.is_withdrawn:
            raise IsWithdrawn(stand.report.id)
        if not signed.reason.strip():
            raise NoReason
        drafts = [*stand.adopting(signed), Draft(Act.WITHDRAW, stand.report.id, signed.by, signed.reason.strip())]
        return self._write(stand.report.id, drafts, after=stand.last)

    def restore(self, known_as: str, signed: Signed) -> Done:
        """Publish the last version of a withdrawn report again. Raises `NotPublished` for what can't be."""
        stand = self.stand(known_as)
        if not stand.is_withdrawn:
            raise IsNotWithdrawn(stand.report.id)
        return self._write(stand.report.id, [_draft(Act.RESTORE, stand.report, signed)], after=stand.last)

    def stand(self, known_as: str) -> Stand:
        """Return the last version of a report by an id that it has or had. Raises `NoSuchPublication`."""
        history = self.ledger.history(known_as)
        if not history and (found := _indexed(self.engine, known_as)):
            history = self.ledger.history(found.id)
            if not history:
                alone = len(self.engine.lookup("source", [found.source]).get(found.source, ())) == 1
                return Stand(found, (), is_alone=alone)
        for subject in () if history else self.ledger.subjects_known_as(known_as):
            history = self.ledger.history(subject)
        versions = [each for each in history if each.digest]
        if not versions:
            raise NoSuchPublication(known_as)
        return Stand(from_record(self.ledger.record(versions[-1].digest)), history)

    def follow(self, ids: Sequence[str]) -> bool:
        """Bring reports in the index in step with the ledger; return False where that can't be done now, and have the log say why.

        What the ledger has stands: whoever is told of it must not be told that it failed.
        """
        try:
            return self.try_to_follow(ids)
        except IndexerError as exc:
            _logger.warning("已写入公开台账，索引暂时没有跟上：%s", exc)
            return False

    def try_to_follow(self, ids: Sequence[str]) -> bool:
        """Bring reports in the index in step with the ledger; return False where somebody else is writing the index."""
        for _ in range(_TRIES):
            try:
                follow_some(self.engine, States(self.ledger), ids)
            except IndexLocked:
                time.sleep(_PAUSE_SECONDS)
            else:
                return True
        return False

    def _write(self, subject: str, drafts: Sequence[Draft], *, after: int) -> Done:
        entries = self.ledger.append(drafts, after={subject: after})
        return Done(entries[-1], self.follow([subject]))

    def _time_to_come(self, at: datetime | None) -> datetime | None:
        """Return when something is to become public, None for at once. Raises `TimePassed`."""
        now = self.ledger.now()
        if at is None or at > now:
            return at
        if now - at >= _JUST_NOW:
            raise TimePassed(f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}")
        return None

    def still_to_come(self, stand: Stand) -> datetime | None:
        """Return when a report becomes public that isn't yet, None for one that is."""
        effective = [time_of(each.effective) for each in stand.history if each.act in STATES]
        return effective[-1] if effective and effective[-1] > self.ledger.now() else None


@dataclass(frozen=True, slots=True)
class Stand:
    """How a report stands: its last version, and its entries, none for one that only the archive's files hold.

    `is_alone`: its file holds no other.
    """

    report: Report
    history: tuple[Entry, ...]
    is_alone: bool = False

    @property
    def last(self) -> int:
        """The number of its last entry, 0 without any."""
        return self.history[-1].number if self.history else 0

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn last."""
        return bool(self.history) and self.history[-1].act == Act.WITHDRAW

    def lacks_file(self, details: Mapping[str, object]) -> bool:
        """Return whether what is to be kept of an act names a file that the last version was not read from."""
        versions = [each for each in self.history if each.digest]
        known = versions[-1].facts.get("file_sha256") if versions else None
        return details.get("file_sha256") not in (None, known)

    def adopting(self, signed: Signed) -> list[Draft]:
        """Return the entry that has the ledger answer for a report of the archive's files, none for one that it answers for."""
        if self.history:
            return []
        details = {"source": self.report.source, "alone": self.is_alone}
        return [_draft(Act.ADOPT, self.report, Signed(signed.by, details=details))]


def _draft(act: Act, report: Report, signed: Signed, at: datetime | None = None) -> Draft:
    return Draft(
        act,
        report.id,
        signed.by,
        signed.reason.strip(),
        effective=at,
        record=to_record(report),
        details=signed.details,
        former_ids=former_ids(report),
    )


def _indexed(engine: Engine, known_as: str) -> Report | None:
    try:
        return report_known_as(engine, known_as)
    except IndexMissing:
        return None
