"""Which reports of a segment a node matches, as masks: bool[reports], 64 kB at most, so that they stay in the cache."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from indexer.analysis import Gram, query_grams
from indexer.engines.whoosh.arrays import Array, slices
from indexer.engines.whoosh.columns import MISSING
from indexer.engines.whoosh.postings import Table
from indexer.engines.whoosh.segment import KEYWORD_SLOT
from indexer.engines.whoosh.snapshot import Snapshot, text_slots
from indexer.query import And, AtLeast, Between, Contains, Everything, Filter, Keyword, MostOf, Node, Not, Nothing, Or
from indexer.ranking import ROUNDING, inverse_document_frequency

Mask = npt.NDArray[np.bool_]

_POSITION_BITS = 32
"""An occurrence is one number: report number above, position in the field in the low 32 bits."""

_SEEK_FACTOR = 16
"""Looking one number up in a sorted list costs about as much as passing over so many of them."""


_PICK_FACTOR = 3
"""Picking a report's positions out of a list costs about as much as reading those of so many reports."""


class Matcher:
    """Evaluates nodes over segment number `place` of a snapshot. Masks may hold deleted reports."""

    def __init__(self, snapshot: Snapshot, place: int) -> None:
        self._snapshot = snapshot
        self._place = place
        self._segment = snapshot.segments[place]
        self._size = self._segment.size

    def evaluate(self, node: Node, within: Mask | None = None) -> Mask:
        """Give the reports `node` matches; outside `within` the answer may be anything. The mask is the caller's own."""
        match node:
            case Everything():
                return np.ones(self._size, dtype=bool)
            case Nothing():
                return np.zeros(self._size, dtype=bool)
            case Contains():
                return self._containing(node, within)
            case Keyword(field, value):
                return self._having(field, value)
            case Between(field, low, high):
                return _in_range(self._segment.numbers(field), low, high)
            case And(nodes):
                return self._all(nodes, within)
            case Or(nodes):
                found = np.zeros(self._size, dtype=bool)
                for each in nodes:
                    found |= self.evaluate(each, within)
                return found
            case Not(inner):
                found = self.evaluate(inner, within)
                return np.logical_not(found, out=found)
            case AtLeast(count, nodes):
                counts = np.zeros(self._size, dtype=np.int32)
                for each in nodes:
                    counts += self.evaluate(each, within)
                return counts >= count
            case MostOf():
                # About all segments at once, and kept for the turns of the others.
                masks = self._snapshot.masks.get(node, lambda: _most_of(self._snapshot, node))
                return masks[self._place].copy()

    def live(self, node: Node) -> Mask:
        """Give the reports `node` matches without deleted ones. The mask is the caller's own."""
        found = self.evaluate(node)
        if self._segment.has_deletions:
            found &= self._segment.live
        return found

    def passing(self, chosen: Filter) -> Mask:
        """Give the reports that a filter lets through; the mask is shared and must not be changed."""
        (mask,) = self._snapshot.masks.get((self._place, chosen), lambda: (self._passing(chosen),))
        return mask

    def _passing(self, chosen: Filter) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        for low, high in chosen.ranges:
            found |= _in_range(self._segment.numbers(chosen.field), low, high)
        for value in chosen.values:
            found |= self._having(chosen.field, value)
        return found

    def _all(self, nodes: Sequence[Node], within: Mask | None) -> Mask:
        """Start with what few reports have, so that phrases are looked for in few reports only."""
        found = np.ones(self._size, dtype=bool) if within is None else within.copy()
        for each in sorted(nodes, key=self._estimate):
            found &= self.evaluate(each, found)
            if not found.any():
                break
        return found

    def _estimate(self, node: Node) -> int:
        """Guess how many reports a node matches."""
        if isinstance(node, Contains) and node.atoms:
            counts = [self._most_postings(gram.text) for gram in query_grams(node.atoms)]
            return min(counts) if counts else self._size
        return 0 if isinstance(node, Keyword | Nothing) else self._size

    def _most_postings(self, term: str) -> int:
        rows = self._snapshot.rows("grams", term)[self._place]
        return max((self._segment.grams.count(row) for row in rows.values()), default=0)

    def _having(self, field: str, value: str) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        row = self._snapshot.rows("keywords", value)[self._place].get(KEYWORD_SLOT[field])
        if row is not None:
            found[self._segment.keywords.docs(row)] = True
        return found

    def _containing(self, node: Contains, within: Mask | None) -> Mask:
        grams = query_grams(node.atoms)
        slots = text_slots(node.fields)
        if not node.atoms:
            return np.zeros(self._size, dtype=bool)
        if not grams:
            key = (self._place, node.atoms[0], slots)
            (mask,) = self._snapshot.masks.get(key, lambda: (self._prefixed(node.atoms[0].encode(), slots),))
            return mask.copy()
        if len(grams) > 1 and within is None:
            (mask,) = self._snapshot.masks.get((self._place, node), lambda: (self._standing(node, grams, slots, None),))
            return mask.copy()
        return self._standing(node, grams, slots, within)

    def _standing(self, node: Contains, grams: Sequence[Gram], slots: frozenset[int], within: Mask | None) -> Mask:
        """Give the reports in one of whose fields the grams stand as they must."""
        found = np.zeros(self._size, dtype=bool)
        rows = [self._snapshot.rows("grams", gram.text)[self._place] for gram in grams]
        for slot in slots.intersection(*rows):
            held = [each[slot] for each in rows]
            if len(held) == 1:
                found[self._segment.grams.docs(held[0])] = True
            else:
                phrase = _Phrase(self._segment.grams, node.atoms, grams, held, size=self._size)
                found[phrase.reports(within)] = True
        return found

    def _prefixed(self, prefix: bytes, slots: frozenset[int]) -> Mask:
        """Give the reports with a lone character: it stands at the front of each gram it begins."""
        table = self._segment.grams
        found = np.zeros(self._size, dtype=bool)
        numbers = table.prefixed(prefix)
        rows = table.rows_between(numbers.start, numbers.stop)
        wanted = np.isin(table.row_slots[rows.start : rows.stop], sorted(slots))
        if wanted.all():
            found[table.docs_between(rows.start, rows.stop)] = True
        else:
            chosen = rows.start + np.flatnonzero(wanted)
            starts = table.row_postings[chosen]
            found[table.all_docs[slices(starts, table.row_postings[chosen + 1] - starts)]] = True
        return found


def _most_of(snapshot: Snapshot, node: MostOf) -> tuple[Mask, ...]:
    masses = [np.zeros(segment.size) for segment in snapshot.segments]
    matchers = [Matcher(snapshot, place) for place in range(len(masses))]
    for wish in node.wishes:
        masks = [matcher.live(wish.node) for matcher in matchers]
        having = sum(int(np.count_nonzero(mask)) for mask in masks)
        if having:
            weight = wish.weight * inverse_document_frequency(snapshot.count, having)
            for mass, mask in zip(masses, masks, strict=True):
                np.add(mass, weight, out=mass, where=mask)
    if node.within != Everything():
        for mass, matcher in zip(masses, matchers, strict=True):
            mass *= matcher.evaluate(node.within)
    best = max((float(mass.max(initial=0.0)) for mass in masses), default=0.0)
    return tuple((mass >= node.share * best - ROUNDING) & (mass > 0) for mass in masses)


class _Phrase:
    """Looks for grams that stand at fixed distances in one field."""

    def __init__(
        self, table: Table, atoms: tuple[str, ...], grams: Sequence[Gram], rows: Sequence[int], *, size: int
    ) -> None:
        self._table = table
        self._atoms = atoms
        self._size = size
        self._held = sorted(zip(rows, grams, strict=True), key=lambda pair: table.count(pair[0]))

    def reports(self, within: Mask | None) -> Array:
        """Give the numbers of the reports that hold the phrase, some several times."""
        candidates = self._candidates(within)
        if not candidates.size:
            return candidates
        (row, gram), *others = self._cover()
        starts = self._occurrences(row, candidates) - gram.position
        for row, gram in others:
            if not starts.size:
                break
            candidates = _distinct(starts >> _POSITION_BITS)
            starts = _common(starts, self._occurrences(row, candidates) - gram.position)
        reports: Array = starts >> _POSITION_BITS
        return reports

    def _candidates(self, within: Mask | None) -> Array:
        """Give the reports that have every gram, int64, ascending."""
        (row, _), *others = self._held
        docs = self._table.docs(row)
        candidates: Array = docs if within is None else docs[within[docs]]
        for row, _ in others:
            if not candidates.size:
                break
            candidates = self._kept(candidates, self._table.docs(row))
        return candidates

    def _kept(self, candidates: Array, docs: Array) -> Array:
        if candidates.size * _SEEK_FACTOR < docs.size:
            at = np.minimum(np.searchsorted(docs, candidates), docs.size - 1)
            found: Array = candidates[docs[at] == candidates]
            return found
        having = np.zeros(self._size, dtype=bool)
        having[docs] = True
        return candidates[having[candidates]]

    def _cover(self) -> list[tuple[int, Gram]]:
        """Choose grams that together hold every atom and have the fewest occurrences; the rarest come first."""
        best: dict[int, tuple[int, list[tuple[int, Gram]]]] = {0: (0, [])}
        for row, gram in sorted(self._held, key=lambda pair: pair[1].position):
            end = gram.position + (1 if gram.text == self._atoms[gram.position] else 2)
            cost, before = min(
                (best[at] for at in range(gram.position, end) if at in best), key=lambda covered: covered[0]
            )
            cost += self._table.count(row)
            if end not in best or cost < best[end][0]:
                best[end] = (cost, [*before, (row, gram)])
        return sorted(best[len(self._atoms)][1], key=lambda pair: self._table.count(pair[0]))

    def _occurrences(self, row: int, candidates: Array) -> Array:
        """Give where a gram stands in the candidates, and perhaps elsewhere: what is not everywhere is no match anyway."""
        docs = self._table.docs(row)
        chosen: Array | None = None
        if candidates.size * _SEEK_FACTOR < docs.size:
            narrow = candidates.astype(docs.dtype)
            at = np.minimum(np.searchsorted(docs, narrow), docs.size - 1)
            chosen = at[docs[at] == narrow]
        elif candidates.size * _PICK_FACTOR < docs.size:
            wanted = np.zeros(self._size, dtype=bool)
            wanted[candidates] = True
            chosen = np.flatnonzero(wanted[docs])
        reports, positions = self._table.positions(row, chosen)
        reports <<= _POSITION_BITS
        reports += positions
        return reports


def _common(first: Array, second: Array) -> Array:
    """Give what two ascending lists without repetitions have in common."""
    few, many = sorted((first, second), key=len)
    found: Array
    if few.size * _SEEK_FACTOR < many.size:
        at = np.minimum(np.searchsorted(many, few), many.size - 1)
        found = few[many[at] == few]
    else:
        together = np.concatenate((few, many))
        together.sort(kind="stable")  # merges two sorted lists in linear time
        found = together[:-1][together[1:] == together[:-1]]
    return found


def _distinct(numbers: Array) -> Array:
    """Give an ascending list without repetitions."""
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))[: numbers.size]]


def _in_range(numbers: Array, low: int | None, high: int | None) -> Mask:
    inside: Mask = numbers != MISSING
    if low is not None:
        inside &= numbers >= low
    if high is not None:
        inside &= numbers <= high
    return inside
