"""Which id each report of a build gets: its own, or where others have that, one that stays the same in the next build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from corpus.identity import derived_id, numbered_id, own_ids
from corpus.report import Report, with_ids


class Ids:
    """The ids of an index and of a build, with the source that has each. Explicit ids are never changed.

    Reports that the same identifies are told apart by what they had before, then by content, then by number, so that none takes
    the id of another when files come, go or are renamed.
    """

    def __init__(self, held: Mapping[str, Iterable[str]], claimed: Mapping[str, Iterable[str]]) -> None:
        """Take the ids that sources hold before the build, and those that they held in an index that is built anew."""
        self._owner = _by_id(held)
        self._claimant = _by_id(claimed)
        self._free: set[str] = set()
        self._next: dict[str, int] = {}

    def release(self, source: str, ids: Iterable[str]) -> None:
        """Let others have ids that a source holds no more; a report that moved finds its own again."""
        for each in ids:
            for holder in (self._owner, self._claimant):
                if holder.get(each) == source:
                    del holder[each]
                    self._free.add(each)

    def owner(self, id: str) -> str | None:
        """Return the source that has an id."""
        return self._owner.get(id)

    def held(self) -> Set[str]:
        """Return all ids that some source has; not those that it had in an index that is built anew."""
        return self._owner.keys()

    def settle(self, report: Report, put: Set[str]) -> Report | None:
        """Return `report` under the id that it gets, None where that is explicit and another source's.

        `put` are the ids of the same source that this build has put.
        """
        settled = report if report.id != derived_id(report) else with_ids(report, self._chosen(report, put))
        if self._owner.setdefault(settled.id, report.source) != report.source:
            return None
        self._free.discard(settled.id)
        return settled

    def _chosen(self, report: Report, put: Set[str]) -> str:
        possible = [each for each in self._possible(report, put) if self._is_open(each, report.source, put)]
        held = [each for each in possible if each in self._owner or each in self._claimant]
        moved = [each for each in possible if each in self._free]
        # What was told by its content had that id because another had the first one.
        return held[0] if held else moved[-1] if moved else possible[0]

    def _possible(self, report: Report, put: Set[str]) -> list[str]:
        """Return the ids that are worth a look: where many reports are alike, only the next of their numbers."""
        first, second = own_ids(report)
        number = self._next.get(second, 2)
        while not self._is_open(numbered := numbered_id(second, number), report.source, put):
            number += 1
        self._next[second] = number
        return [first, second, numbered]

    def _is_open(self, id: str, source: str, put: Set[str]) -> bool:
        holders = (self._owner.get(id, source), self._claimant.get(id, source))
        return holders == (source, source) and id not in put


def _by_id(ids_of: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {held: source for source, ids in ids_of.items() for held in ids}
