"""Which reports of a segment a node matches, as masks: bool[reports], 64 kB at most, so that they stay in the cache."""

from __future__ import annotations

from collections.abc import Sequence
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
)
from indexer.ranking import ROUNDING, inverse_document_frequency

Mask = npt.NDArray[np.bool_]

_grams_of = lru_cache(maxsize=4_096)(query_grams)  # every segment asks anew


class Matcher:
    """Evaluates nodes over segment `segment_ordinal` of a snapshot. Masks may hold deleted reports."""

    def __init__(self, snapshot: Snapshot, segment_ordinal: int) -> None:
        self._snapshot = snapshot
        self.segment_ordinal = segment_ordinal
        self.segment = snapshot.segments[segment_ordinal]
        self._size = self.segment.size

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
                return _in_range(self.segment.numbers(field), low, high)
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
                # About all segments at once, and cached for the turns of the others.
                masks = self._snapshot.cache.get(node, lambda: _most_of(self._snapshot, node))
                return masks[self.segment_ordinal].copy()

    def passing(self, chosen: Filter) -> Mask:
        """Return the reports that a filter lets through; the mask is shared and must not be changed."""
        (mask,) = self._snapshot.cache.get((self.segment_ordinal, chosen), lambda: (self._passing(chosen),))
        return mask

    def _passing(self, chosen: Filter) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        for low, high in chosen.ranges:
            found |= _in_range(self.segment.numbers(chosen.field), low, high)
        for value in chosen.values:
            found |= self._holding(chosen.field, value)
        for node in chosen.nodes:
            found |= self.evaluate(node)
        return found

    def numbered(self, division: Division) -> Array:
        """Return which value of a division each report has, uint8[reports], counted from 1; 0 for none. It is shared."""
        (numbers,) = self._snapshot.cache.get((self.segment_ordinal, division), lambda: (self._numbered(division),))
        return numbers

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

    def _estimate(self, node: Node) -> int:
        """Return an estimate of how many reports a node matches."""
        if isinstance(node, Contains) and node.tokens and not is_open(node.tokens):
            counts = [self._most_postings(gram.text) for gram in _grams_of(node.tokens)]
            return min(counts) if counts else self._size
        return 0 if isinstance(node, Keyword | Nothing) else self._size

    def _most_postings(self, term: str) -> int:
        rows = self._snapshot.terms.rows("grams", term)[self.segment_ordinal]
        return max(map(self.segment.grams.count, rows), default=0)

    def _holding(self, field: str, value: str) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        self._mark("keywords", value, frozenset({KEYWORD_ORDINAL[field]}), found)
        return found

    def _mark(self, kind: str, term: str, ordinals: frozenset[int], found: Mask) -> None:
        rows = self._snapshot.terms.rows(kind, term)[self.segment_ordinal]
        if rows:
            mark_rows(self.segment.table(kind).mapped, rows.start, rows.stop, ordinal_flags(ordinals), found)

    def _containing(self, node: Contains, within: Mask | None) -> Mask:
        if is_open(node.tokens):
            (mask,) = self._snapshot.cache.get((self.segment_ordinal, node), lambda: (self._standing_open(node),))
            return mask.copy()
        grams = _grams_of(node.tokens)
        ordinals = text_ordinals(node.fields)
        if not node.tokens:
            return np.zeros(self._size, dtype=bool)
        if not grams:
            key = (self.segment_ordinal, node.tokens[0], ordinals)
            (mask,) = self._snapshot.cache.get(key, lambda: (self._prefixed(node.tokens[0].encode(), ordinals),))
            return mask.copy()
        if len(grams) > 1 and within is None:
            (mask,) = self._snapshot.cache.get(
                (self.segment_ordinal, node), lambda: (self._standing(node, grams, None),)
            )
            return mask.copy()
        return self._standing(node, grams, within)

    def _standing(self, node: Contains, grams: Sequence[Gram], within: Mask | None) -> Mask:
        """Return the reports in one of whose fields the grams of `node` stand as they must."""
        found = np.zeros(self._size, dtype=bool)
        ordinals = text_ordinals(node.fields)
        if len(grams) == 1:
            self._mark("grams", grams[0].text, ordinals, found)
            return found
        rows = [self._snapshot.terms.rows("grams", gram.text)[self.segment_ordinal] for gram in grams]
        if all(rows):
            if all(map(is_chinese, node.tokens)):
                # Where jieba made it a word it stands for certain; only the other reports' positions are compared.
                self._mark("words", "".join(node.tokens), ordinals, found)
            mark_phrase(
                self.segment.grams.mapped,
                np.array(
                    [(each.start, each.stop, gram.position, -1) for each, gram in zip(rows, grams, strict=True)],
                    dtype=PHRASE_GRAM,
                ),
                ordinal_flags(ordinals),
                np.ones(self._size, dtype=bool) if within is None else within,
                found,
            )
        return found

    def _standing_open(self, node: Contains) -> Mask:
        found = np.zeros(self._size, dtype=bool)
        mark_open(self.segment.grams, node.tokens, ordinal_flags(text_ordinals(node.fields)), found)
        return found

    def _prefixed(self, prefix: bytes, ordinals: frozenset[int]) -> Mask:
        """Return the reports with a lone character: it stands at the front of each gram it begins."""
        table = self.segment.grams
        found = np.zeros(self._size, dtype=bool)
        terms = table.prefixed(prefix)
        rows = table.rows_between(terms.start, terms.stop)
        mark_rows(table.mapped, rows.start, rows.stop, ordinal_flags(ordinals), found)
        return found


def _is_phrase(node: Node) -> bool:
    return isinstance(node, Contains) and (is_open(node.tokens) or len(_grams_of(node.tokens)) > 1)


def _most_of(snapshot: Snapshot, node: MostOf) -> tuple[Mask, ...]:
    masses = [np.zeros(segment.size) for segment in snapshot.segments]
    matchers = [Matcher(snapshot, segment_ordinal) for segment_ordinal in range(len(masses))]
    for wish in node.wishes:
        grams = _grams_of(wish.node.tokens) if isinstance(wish.node, Contains) and not is_open(wish.node.tokens) else ()
        if isinstance(wish.node, Contains) and len(grams) == 1:
            _weigh_gram(snapshot, grams[0].text, text_ordinals(wish.node.fields), wish.weight, masses)
            continue
        masks = [
            matcher.evaluate(wish.node) & each.live for matcher, each in zip(matchers, snapshot.segments, strict=True)
        ]
        document_frequency = sum(int(np.count_nonzero(mask)) for mask in masks)
        if document_frequency:
            weight = wish.weight * inverse_document_frequency(snapshot.count, document_frequency)
            for mass, mask in zip(masses, masks, strict=True):
                np.add(mass, weight, out=mass, where=mask)
    for mass, matcher, segment in zip(masses, matchers, snapshot.segments, strict=True):
        if node.within != Everything():
            mass *= matcher.evaluate(node.within)
        if segment.has_deletions:
            mass *= segment.live
    best = max((float(mass.max(initial=0.0)) for mass in masses), default=0.0)
    return tuple((mass >= node.share * best - ROUNDING) & (mass > 0) for mass in masses)


def _weigh_gram(
    snapshot: Snapshot, gram: str, ordinals: frozenset[int], weight: float, masses: Sequence[npt.NDArray[np.float64]]
) -> None:
    """Add to the masses what a wish for a single gram weighs, without a mask: a question has dozens."""
    document_frequency = snapshot.terms.document_frequency("grams", gram, ordinals)
    if document_frequency:
        weight *= inverse_document_frequency(snapshot.count, document_frequency)
        for segment, rows, mass in zip(snapshot.segments, snapshot.terms.rows("grams", gram), masses, strict=True):
            if rows:
                add_mass(segment.grams.mapped, rows.start, rows.stop, ordinal_flags(ordinals), weight, mass)


def _in_range(numbers: Array, low: int | None, high: int | None) -> Mask:
    inside: Mask = numbers != MISSING
    if low is not None:
        inside &= numbers >= low
    if high is not None:
        inside &= numbers <= high
    return inside
