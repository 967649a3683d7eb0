"""Keys of JSON lines whose values reach no report, counted by key: what is lost is said, once a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.characters import clean_line
from corpus.problem import Problem

IGNORED = frozenset(("source",))
"""Keys whose values are left out on purpose: an export names the source, but reports come from the file they stand in."""

MAX_NAMED = 100
"""Keys named a file; records have a few dozen, and keys made by a program that counts are all of one kind."""

_MAX_KEY = 40

_UNKNOWN = "不认识的键“{}”，其值没有收录；认识的键见 docs/json-lines.md"


@dataclass(slots=True)
class UnreadKeys:
    """How often each key had a value that went nowhere."""

    counts: Counter[str] = field(default_factory=Counter)
    others: int = 0

    def add(self, key: str) -> None:
        """Count a value under `key`."""
        if key in IGNORED:
            return
        entry = key[: 4 * _MAX_KEY]
        if entry in self.counts or len(self.counts) < MAX_NAMED:
            self.counts[entry] += 1
        else:
            self.others += 1

    def problems(self, source: str) -> Iterator[Problem]:
        """Yield a note for each key, with its count, and one for the keys that are too many to be named."""
        for key, count in self.counts.items():
            yield Problem(source, _UNKNOWN.format(clean_line(key)[:_MAX_KEY]), skipped=False, count=count)
        if self.others:
            reason = "其余不认识的键太多，没有一一列出，其值没有收录；认识的键见 docs/json-lines.md"
            yield Problem(source, reason, skipped=False, count=self.others)
