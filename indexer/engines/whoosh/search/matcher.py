"""Which reports of a generation a node matches, as masks: bool[reports], numbered through all segments.

What combines masks does so once for all segments; only postings are gone through segment by segment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from indexer.analysis import Gram, is_chinese, is_open, query_grams
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search.masks import add_mass, mark_rows
from indexer.engines.whoosh.search.open_runs import mark_open
from indexer.engines.whoosh.search.phrases import PHRASE_GRAM, mark_phrase
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL, ordinal_flags, text_ordinals
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.query import (
    And,
    AtLeast,
    Between,
    Contains,
    Division,
    Everything,
    Filter,
    Keyword,
    MostOf,
    Node,
    Not,
    Nothing,
    Or,
    Wish,
)
from indexer.ranking import ROUNDING, inverse_document_frequency

Mask = npt.NDArray[np.bool_]

_grams_of = lru_cache(maxsize=4_096)(query_grams)  # every segment asks anew


class Matcher:
    """Evaluates nodes over a generation. Masks may hold deleted reports."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._size = snapshot.size

    @property
    def live(self) -> Mask:
        """The reports that are not deleted; the mask is shared and must not be changed."""
        return self._snapshot.live

    def matched(self, node: Node) -> Mask:
        """Return the reports that a whole plan matches, which the next page, other filters and ways out ask for again; it is shared."""
        return self._snapshot.cache.get(node, lambda: self.evaluate(node))

    def evaluate(self, node: Node, within: Mask | None = None) -> Mask:
        """Return the reports `node` matches; outside `within` the answer may be anything. The mask is the caller's own."""
        match node:
            case Everything():
                return np.ones(self._size, dtype=bool)
            case Nothing():
                return np.zeros(self._size, dtype=bool)
            case Contains():
                return self._containing(node, within)
            case Keyword(field, value):
                return self._holding(field, value)
            case Between(field, low, high):
                return self._in_range(field, low, high)
            case And(nodes):
                return self._all(nodes, within)
            case Or(nodes):
                return self._any(nodes, within)
            case Not(inner):
                found = self.evaluate(inner, within)
                return np.logical_not(found, out=found)
            case AtLeast(count, nodes):
                counts = np.zeros(self._size, dtype=np.int32)
                for each in nodes:
                    counts += self.evaluate(each, within)
                return counts >= count
            case MostOf():
                return self._snapshot.cache.get(node, lambda: self._most_of(node)).copy()

    def passing(self, chosen: Filter) -> Mask:
        """Return the reports that a filter lets through; the mask is shared and must not be changed."""
        return self._snapshot.cache.get(chosen, lambda: self._passing(chosen))

    def _passing(self, chosen: Filter) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        for low, high in chosen.ranges:
            found |= self._in_range(chosen.field, low, high)
        for value in chosen.values:
            found |= self._holding(chosen.field, value)
        for node in chosen.nodes:
            found |= self.evaluate(node)
        return found

    def numbered(self, division: Division) -> Array:
        """Return which value of a division each report has, uint8[reports], counted from 1; 0 for none. It is shared."""
        return self._snapshot.cache.get(division, lambda: self._numbered(division))

    def totals(self, division: Division) -> Array:
        """Return how many live reports have each value of a division, int64, the first of them none. It is shared."""
        numbers = self.numbered(division)
        return self._snapshot.cache.get(
            (division, "totals"), lambda: np.bincount(numbers[self.live], minlength=len(division.values) + 1)
        )

    def _numbered(self, division: Division) -> Array:
        numbers = np.zeros(self._size, dtype=np.uint8)
        for number, (_, node) in enumerate(division.values, 1):
            numbers[self.evaluate(node)] = number
        return numbers

    def _all(self, nodes: Sequence[Node], within: Mask | None) -> Mask:
        """Return the reports that all nodes match: phrases are looked for last, in what the others left; the rarest come first."""
        found = np.ones(self._size, dtype=bool) if within is None else within.copy()
        for each in sorted(nodes, key=lambda node: (_is_phrase(node), self._estimate(node))):
            found &= self.evaluate(each, found)
            if not found.any():
                break
        return found

    def _any(self, nodes: Sequence[Node], within: Mask | None) -> Mask:
        """Return the reports that any node matches: where they are looked for within others, in what no node before has found."""
        found = np.zeros(self._size, dtype=bool)
        for each in nodes:
            found |= self.evaluate(each, None if within is None else within & ~found)
        return found

    def _estimate(self, node: Node) -> int:
        """Return an estimate of how many reports a node matches."""
        if isinstance(node, Contains) and node.tokens and not is_open(node.tokens):
            counts = [self._most_postings(gram.text) for gram in _grams_of(node.tokens)]
            return min(counts) if counts else self._size
        return 0 if isinstance(node, Keyword | Nothing) else self._size

    def _most_postings(self, term: str) -> int:
        segments = zip(self._snapshot.segments, self._snapshot.terms.rows("grams", term), strict=True)
        return sum(max(map(segment.grams.count, rows), default=0) for segment, rows in segments)

    def _holding(self, field: str, value: str) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        self._mark("keywords", value, frozenset({KEYWORD_ORDINAL[field]}), found)
        return found

    def _mark(self, kind: str, term: str, ordinals: frozenset[int], found: Mask) -> None:
        for segment, stretch, rows in self._parts(kind, term):
            if rows:
                table = segment.table(kind).mapped
                mark_rows(table, rows.start, rows.stop, ordinal_flags(ordinals), found[stretch])

    def _parts(self, kind: str, term: str) -> Iterator[tuple[OpenSegment, slice, range]]:
        """Yield the segments, each with its stretch of reports and the rows that a term has there."""
        return zip(
            self._snapshot.segments, self._snapshot.stretches, self._snapshot.terms.rows(kind, term), strict=True
        )

    def _in_range(self, field: str, low: int | None, high: int | None) -> Mask:
        found = np.empty(self._size, dtype=bool)
        for segment, stretch in zip(self._snapshot.segments, self._snapshot.stretches, strict=True):
            found[stretch] = _are_in_range(segment.numbers(field), low, high)
        return found

    def _containing(self, node: Contains, within: Mask | None) -> Mask:
        cache = self._snapshot.cache
        if is_open(node.tokens):
            return cache.get(node, lambda: self._standing_open(node)).copy()
        if not node.tokens:
            return np.zeros(self._size, dtype=bool)
        grams = _grams_of(node.tokens)
        if not grams:
            return cache.get(node, lambda: self._prefixed(node.tokens[0].encode(), text_ordinals(node.fields))).copy()
        if len(grams) > 1 and within is None:
            return cache.get(node, lambda: self._standing(node, grams, None)).copy()
        return self._standing(node, grams, within)

    def _standing(self, node: Contains, grams: Sequence[Gram], within: Mask | None) -> Mask:
        """Return the reports in one of whose fields the grams of `node` stand as they must."""
        found = np.zeros(self._size, dtype=bool)
        ordinals = text_ordinals(node.fields)
        if len(grams) == 1:
            self._mark("grams", grams[0].text, ordinals, found)
            return found
        if all(map(is_chinese, node.tokens)):
            # Where jieba made it a word it stands for certain; only the other reports' positions are compared.
            self._mark("words", "".join(node.tokens), ordinals, found)
        within = np.ones(self._size, dtype=bool) if within is None else within
        by_segment = zip(*(self._snapshot.terms.rows("grams", gram.text) for gram in grams), strict=True)
        for segment, stretch, rows in zip(self._snapshot.segments, self._snapshot.stretches, by_segment, strict=True):
            if all(rows):
                wanted = [(each.start, each.stop, gram.position, -1) for each, gram in zip(rows, grams, strict=True)]
                mark_phrase(
                    segment.grams.mapped,
                    np.array(wanted, dtype=PHRASE_GRAM),
                    ordinal_flags(ordinals),
                    within[stretch],
                    found[stretch],
                )
        return found

    def _standing_open(self, node: Contains) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        for segment, stretch in zip(self._snapshot.segments, self._snapshot.stretches, strict=True):
            mark_open(segment.grams, node.tokens, ordinal_flags(text_ordinals(node.fields)), found[stretch])
        return found

    def _prefixed(self, prefix: bytes, ordinals: frozenset[int]) -> Mask:
        """Return the reports with a lone character: it stands at the front of each gram it begins."""
        found = np.zeros(self._size, dtype=bool)
        for segment, stretch in zip(self._snapshot.segments, self._snapshot.stretches, strict=True):
            terms = segment.grams.prefixed(prefix)
            rows = segment.grams.rows_between(terms.start, terms.stop)
            mark_rows(segment.grams.mapped, rows.start, rows.stop, ordinal_flags(ordinals), found[stretch])
        return found

    def _most_of(self, node: MostOf) -> Mask:
        mass = self._snapshot.masses.get((node.wishes, node.within), lambda: self._mass(node))
        found: Mask = (mass >= node.share * float(mass.max(initial=0.0)) - ROUNDING) & (mass > 0)
        return found

    def _mass(self, node: MostOf) -> npt.NDArray[np.float64]:
        """Return what each report has of the wishes, whatever share of that is asked for."""
        mass = np.zeros(self._size)
        for wish in node.wishes:
            self._weigh(wish, mass)
        if node.within != Everything():
            mass *= self.evaluate(node.within)
        mass *= self.live
        return mass

    def _weigh(self, wish: Wish, mass: npt.NDArray[np.float64]) -> None:
        """Add to the mass of each report what a wish weighs that it fulfils."""
        asked = wish.node
        if isinstance(asked, Contains) and not is_open(asked.tokens) and len(_grams_of(asked.tokens)) == 1:
            self._weigh_gram(_grams_of(asked.tokens)[0].text, text_ordinals(asked.fields), wish.weight, mass)
            return
        mask = self.evaluate(asked) & self.live
        document_frequency = int(np.count_nonzero(mask))
        if document_frequency:
            weight = wish.weight * inverse_document_frequency(self._snapshot.count, document_frequency)
            np.add(mass, weight, out=mass, where=mask)

    def _weigh_gram(self, gram: str, ordinals: frozenset[int], weight: float, mass: npt.NDArray[np.float64]) -> None:
        """Add to the mass what a wish for a single gram weighs, without a mask: a question has dozens."""
        document_frequency = self._snapshot.terms.document_frequency("grams", gram, ordinals)
        if document_frequency:
            weight *= inverse_document_frequency(self._snapshot.count, document_frequency)
            for segment, stretch, rows in self._parts("grams", gram):
                if rows:
                    table = segment.grams.mapped
                    add_mass(table, rows.start, rows.stop, ordinal_flags(ordinals), weight, mass[stretch])


def _is_phrase(node: Node) -> bool:
    return isinstance(node, Contains) and (is_open(node.tokens) or len(_grams_of(node.tokens)) > 1)


def _are_in_range(numbers: Array, low: int | None, high: int | None) -> Mask:
    inside: Mask = numbers != MISSING
    if low is not None:
        inside &= numbers >= low
    if high is not None:
        inside &= numbers <= high
    return inside
