"""The first problems of each kind that a source has, and a count of the rest: a flood of them costs no memory."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.problem import Problem

FIRST_OF_A_KIND = 10
"""Enough to see what they have in common; nobody mends the ten-thousandth by hand."""

MAX_KINDS = 200
"""Kinds come from a handful of messages; only texts made to confuse have more, and those count as one kind."""

_OTHER = "其他问题"
_DETAILS = re.compile(r"“[^”]*”|（[^）]*）|(?<![-A-Za-z\d])\d+")
_CACHED_KINDS = 1024

_Kind = tuple[str, bool]


@dataclass(slots=True)
class ProblemLimit:
    """What decides which problems of one source are kept. The total of `count` stays what it would be without it."""

    source: str
    seen: Counter[_Kind] = field(default_factory=Counter)
    left_out: Counter[_Kind] = field(default_factory=Counter)

    def admits(self, problem: Problem) -> bool:
        """Return whether `problem` is kept; otherwise it is counted."""
        kind = self._kind(problem)
        self.seen[kind] += 1
        # A reader that met more than it names says how many more, of the line where it stopped counting.
        many = problem.line is not None and problem.count > 1
        if self.seen[kind] <= FIRST_OF_A_KIND and not many:
            return True
        self.left_out[kind] += problem.count
        return False

    def rest(self) -> Iterator[Problem]:
        """Yield one problem for each kind of which some were left out, with how many."""
        for (kind, skipped), count in self.left_out.items():
            yield Problem(self.source, f"另有 {count:,} 处同类问题：{kind}", skipped=skipped, count=count)

    def _kind(self, problem: Problem) -> _Kind:
        # What has no line is about the file, and a file has few such problems: each is a kind of its own. Those of the
        # members of an archive may be many.
        alone = problem.line is None and self.seen.total() < FIRST_OF_A_KIND
        name = problem.reason if alone else kind_of(problem.reason)
        kind = (name, problem.skipped)
        return kind if kind in self.seen or len(self.seen) < MAX_KINDS else (_OTHER, problem.skipped)


@functools.lru_cache(_CACHED_KINDS)
def kind_of(reason: str) -> str:
    """Return `reason` without what tells problems of one kind apart: quoted texts, remarks in brackets and numbers.

    >>> kind_of("编号（id）“a-7”与第 3 行相同")
    '编号…“…”与第 … 行相同'
    """
    return _DETAILS.sub(lambda match: "“…”" if match[0][0] == "“" else "…", reason)
