"""How much an index remembers of the problems with its sources: enough that nothing lost is forgotten, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus.problem import Problem

PROBLEMS_OF_A_SOURCE = 10
PROBLEMS_IN_ALL = 2_000
"""About 300 kB of an index, which every commit writes anew."""


class Remembered:
    """What is remembered by source, kept within bounds."""

    def __init__(self, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        self._by_source = dict(problems)
        self._count = sum(map(len, self._by_source.values()))

    def of(self, source: str) -> tuple[Problem, ...]:
        """Return what is remembered of a source."""
        return self._by_source.get(source, ())

    def sources(self) -> Iterable[str]:
        """Return the sources of which something is remembered."""
        return list(self._by_source)

    def keep(self, source: str, problems: Sequence[Problem]) -> bool:
        """Remember the problems of a source in place of those before; return whether nothing lost is forgotten by that.

        Above the bounds notes about reports that are there are forgotten first.
        """
        room = PROBLEMS_IN_ALL - self._count + len(self.of(source))
        remembered = _shortened(source, problems, min(PROBLEMS_OF_A_SOURCE, room))
        self._count += len(remembered) - len(self.of(source))
        if remembered:
            self._by_source[source] = remembered
        else:
            self._by_source.pop(source, None)
        return sum(each.count for each in remembered if each.skipped) == sum(
            each.count for each in problems if each.skipped
        )


def _shortened(source: str, problems: Sequence[Problem], most: int) -> tuple[Problem, ...]:
    if len(problems) <= most:
        return tuple(problems)
    losses = [each for each in problems if each.skipped]
    notes = [each for each in problems if not each.skipped]
    if len(losses) >= most:
        return _merged(source, losses, most)
    return (*losses, *_merged(source, notes, most - len(losses)))


def _merged(source: str, problems: Sequence[Problem], most: int) -> tuple[Problem, ...]:
    """Return the first of `problems`, and one that stands for all the others."""
    if most < 1 or len(problems) <= most:
        return tuple(problems[:most]) if most > 0 else ()
    shown, others = problems[: most - 1], problems[most - 1 :]
    count = sum(each.count for each in others)
    reason = f"另有 {count} 处问题，第一处是：{others[0].reason}"
    return (*shown, Problem(source, reason, others[0].line, others[0].skipped, count))
