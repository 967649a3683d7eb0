"""Which id each report of a build gets: its own, or where others have that, one that stays the same in the next build."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Set

from corpus.identity import derived_id, id_by_content, numbered_id
from corpus.report import Report, with_ids
from indexer.engine import SourceFileState


class Ids:
    """The ids of an index and of a build, with the source that has each. Ids that reports bring are never changed.

    Reports that the same identifies are told apart by what they had before, then by content, then by number, so that none takes
    the id of another when files come, go or are renamed.
    """

    def __init__(self, held: Mapping[str, SourceFileState], *, claimed: Mapping[str, SourceFileState]) -> None:
        """Take what an index holds of sources before the build, and what is held by one that is built anew."""
        self._owner = _by_id(held)
        self._claimant = _by_id(claimed)
        self._known = held.keys() | claimed.keys()
        self._free: set[str] = set()
        self._new: set[str] = set()
        self._next: dict[str, tuple[int, str]] = {}

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

    def was_held(self, id: str) -> bool:
        """Return whether some source had an id before the build."""
        return self._was_seen(id) and id not in self._new

    def settle(self, report: Report, put: Set[str]) -> Report | None:
        """Return `report` under the id that it gets, None where it brings one that another source has.

        `put` are the ids of the same source that this build has put.
        """
        settled = report if report.id else with_ids(report, self._chosen(report, put))
        if self._known and not self._was_seen(settled.id):
            self._new.add(settled.id)
        # Each report comes with a text of its own for its source.
        if self._owner.setdefault(settled.id, sys.intern(report.source)) != report.source:
            return None
        self._free.discard(settled.id)
        return settled

    def _chosen(self, report: Report, put: Set[str]) -> str:
        first = derived_id(report)
        if report.source not in self._known and not self._was_seen(first):
            return first
        possible = [each for each in self._possible(report, first, put) if self._is_open(each, report.source, put)]
        held = [each for each in possible if each in self._owner or each in self._claimant]
        moved = [each for each in possible if each in self._free]
        # What was told by its content had that id because another had the first one.
        return (held or moved or possible[:1])[-1]

    def _possible(self, report: Report, first: str, put: Set[str]) -> list[str]:
        """Return the ids that are worth a look: where many reports are alike, only the next of their numbers."""
        second = id_by_content(report, first)
        number, numbered = self._next.get(second) or (2, numbered_id(second, 2))
        while not self._is_open(numbered, report.source, put):
            number += 1
            numbered = numbered_id(second, number)
        self._next[second] = number, numbered
        return list(dict.fromkeys((first, second, numbered)))

    def _was_seen(self, id: str) -> bool:
        return id in self._owner or id in self._claimant or id in self._free

    def _is_open(self, id: str, source: str, put: Set[str]) -> bool:
        holders = (self._owner.get(id, source), self._claimant.get(id, source))
        return holders == (source, source) and id not in put


def _by_id(states: Mapping[str, SourceFileState]) -> dict[str, str]:
    return {held: source for source, state in states.items() for held in state.ids}
