"""What an index records of a source that it holds whole: the digest of its content, and what came of its files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What came of a file that was looked at."""

    READ = "read"
    NO_TEXT = "no_text"
    PASSED_OVER = "passed_over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """The name of a file's format, "" for an unknown one, and what came of the file."""

    format: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded: the digest of the file and of all that was read along with it, and how many reports it gave.

    `names_files`: its report names files that may lie beside it, so that whether it is unchanged depends on those too.
    `files` are the outcomes of the file itself and of what was read along. A source of which an index has lost some reports is
    read again.
    """

    content: str
    reports: int
    names_files: bool
    files: tuple[FileOutcome, ...]

    def as_text(self) -> str:
        """Return it as one short text."""
        files = [astuple(each) for each in self.files]
        return json.dumps([self.content, self.reports, self.names_files, files], ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Recorded | None:
        """Return what `as_text` made into `text`, None for what says that a source isn't held whole."""
        try:
            content, reports, names_files, files = json.loads(text)
            outcomes = tuple(FileOutcome(name, Outcome(outcome)) for name, outcome in files)
        except (ValueError, TypeError):
            return None
        return cls(content, reports, names_files, outcomes)


def outcome_of(*, texts: Iterable[str], failed: bool) -> Outcome:
    """Return the outcome of a file that gave reports with these texts; `failed` where a problem cost some of it.

    >>> outcome_of(texts=["", "甲"], failed=True), outcome_of(texts=[""], failed=False), outcome_of(texts=[], failed=False)
    (<Outcome.READ: 'read'>, <Outcome.NO_TEXT: 'no_text'>, <Outcome.FAILED: 'failed'>)
    """
    found = list(texts)
    if any(found):
        return Outcome.READ
    return Outcome.NO_TEXT if found and not failed else Outcome.FAILED
