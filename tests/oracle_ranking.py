"""Scores of reports by brute force, for the oracle: bags of counted terms, passages and pairs, straight from their definitions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from corpus.report import Report
from indexer.analysis import Gram, index_grams, is_run, tokenize, words
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.query import Plan, RankTerm, TermKind


class Ranking:
    """The scores of an archive's reports."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports

    def bm25(self, report: Report, term: RankTerm) -> float:
        """Return what a report gains by a term."""
        bags = self.bags(term.fields, term.kind)
        bag = _bag(report, term.fields, term.kind)
        tf = bag[term.text]
        if not tf:
            return 0.0
        lengths = [each.total() for each in bags if each.total()]
        mean = sum(lengths) / len(lengths)
        return term.weight * self._idf(term) * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * bag.total() / mean))

    def best_passage(self, report: Report, plan: Plan) -> tuple[float, float]:
        """Return the score and the beginning of the best passage of a report's body, the title read along with each."""
        sizes = [size for each in self._reports if (size := _passage_size(each))]
        norm = 1.2 * (0.25 + 0.75 * _passage_size(report) / (sum(sizes) / len(sizes) if sizes else 1))
        weights = self._gram_weights(plan)
        title = _bag(report, ("title",), TermKind.GRAM)
        grams = list(index_grams(tokenize(report.body)))
        found = []
        for start in range(0, max(len(grams), 1), 200):
            inside = Counter(gram.text for gram in grams if start <= gram.position < start + 400)
            counts = {text: inside[text] + title[text] for text in weights}
            found.append((sum(w * 2.2 * counts[text] / (counts[text] + norm) for text, w in weights.items()), start))
        best, start = max(found, key=lambda each: (round(each[0], 9), -each[1]))
        return best, start / max(len(grams), 1)

    def near_pairs(self, report: Report, plan: Plan) -> float:
        """Return what the pairs of grams are worth that stand within ten positions of each other in a report's body."""
        weights = {text: weight for text, weight in self._gram_weights(plan).items() if weight}
        paired = sorted(weights, key=lambda text: -weights[text])[:64]
        grams = [gram for gram in index_grams(tokenize(report.body)) if gram.text in paired]
        counts = Counter(
            frozenset((one.text, other.text))
            for one, other in combinations(grams, 2)
            if one.text != other.text and 0 < abs(one.position - other.position) <= 10
        )
        sizes = [size for each in self._reports if (size := _body_size(each))]
        norm = 1.2 * (0.25 + 0.75 * _body_size(report) / (sum(sizes) / len(sizes) if sizes else 1))
        return sum(
            (weights[one] + weights[other]) * 2.2 * count / (count + norm) / (len(paired) - 1)
            for (one, other), count in counts.items()
            if not _may_overlap(one, other)
        )

    def tiles(self, report: Report, plan: Plan) -> float:
        """Return what the longest pieces of a report are worth together that the typed grams can be laid out with from the first on."""
        weights = self._gram_weights(plan)
        typed = [gram for gram in _typed(plan) if gram.text in weights]
        positions = {position for gram in typed for position in range(gram.position, gram.position + _width(gram))}
        share, next_position = 0.0, 0
        for number, gram in enumerate(typed):
            if gram.position >= next_position:
                last = max(_title_tile(report, typed[number:]), _body_tile(report, typed[number:]))
                if last:
                    end = typed[number + last - 1]
                    next_position = end.position + _width(end)
                    share += ((next_position - gram.position) / len(positions)) ** 2
        return sum(weights.values()) * 2.2 * share

    def _gram_weights(self, plan: Plan) -> dict[str, float]:
        """Return how much each gram that is asked for in title and body counts, asked for as a word too."""
        wished = [term for term in plan.rank if {"title", "body"} <= set(term.fields)]
        return {
            term.text: self._idf(term) * sum(each.weight for each in wished if each.text == term.text)
            for term in wished
            if term.kind is TermKind.GRAM
        }

    def bags(self, fields: tuple[str, ...], kind: TermKind) -> list[Counter[str]]:
        """Return the counted terms of every report."""
        return [_bag(each, fields, kind) for each in self._reports]

    def _idf(self, term: RankTerm) -> float:
        bags = self.bags(term.fields, term.kind)
        document_frequency = sum(1 for each in bags if each[term.text])
        if not document_frequency:
            return 0.0
        return math.log(1 + (len(bags) - document_frequency + 0.5) / (document_frequency + 0.5))


def _passage_size(report: Report) -> int:
    """Return the length of a passage of a report, as a text: at most 400 grams of the body, and the title."""
    body = _bag(report, ("body",), TermKind.GRAM).total()
    return min(body, 400) + _bag(report, ("title",), TermKind.GRAM).total()


def _typed(plan: Plan) -> list[Gram]:
    """Return the grams that an index keeps of what was typed, where two stand only the pair if it ranks."""
    ranked = {term.text for term in plan.rank if term.kind is TermKind.GRAM and {"title", "body"} <= set(term.fields)}
    pairs = ["" if is_run(one) else one + other for one, other in zip(plan.typed, [*plan.typed[1:], ""], strict=False)]
    texts = [pair if pair in ranked else token for token, pair in zip(plan.typed, pairs, strict=True)]
    return [Gram(text, position) for position, text in enumerate(texts)]


def _width(gram: Gram) -> int:
    return 1 if is_run(gram.text[0]) else len(gram.text)


def _title_tile(report: Report, typed: Sequence[Gram]) -> int:
    """Return how many grams, from the first on, the title has, none further than three tokens from the one before."""
    title = _bag(report, ("title",), TermKind.GRAM)
    before = typed[0].position
    for number, gram in enumerate(typed):
        if not title[gram.text] or gram.position - before > 3:
            return number
        before = gram.position
    return len(typed)


def _body_tile(report: Report, typed: Sequence[Gram]) -> int:
    """Return how many grams, from the first on, stand in the body as far from each other as they were typed, by threes at most."""
    body = {(gram.text, gram.position) for gram in index_grams(tokenize(report.body))}
    shifts = {position - typed[0].position for _, position in body}
    before = typed[0].position
    for number, gram in enumerate(typed):
        shifts = {shift for shift in shifts if (gram.text, gram.position + shift) in body}
        if not shifts or gram.position - before > 3:
            return number
        before = gram.position
    return len(typed)


def _body_size(report: Report) -> int:
    return _bag(report, ("body",), TermKind.GRAM).total()


def _may_overlap(one: str, other: str) -> bool:
    """Return whether two grams may be neighbouring pairs of characters."""
    are_pairs = not (is_run(one[0]) or is_run(other[0]))
    return are_pairs and (one[-1] == other[0] or other[-1] == one[0])


@lru_cache(maxsize=10_000)
def _bag(report: Report, fields: tuple[str, ...], kind: TermKind) -> Counter[str]:
    """Return the counted terms of some fields, those of a field of weight w as if it stood there w times."""
    bag: Counter[str] = Counter()
    for field in fields:
        for term in terms_of(report, (field,), kind):
            bag[term] += FIELD[field].weight
    return bag


def terms_of(report: Report, fields: tuple[str, ...], kind: TermKind) -> list[str]:
    """Return the terms of some fields, as often as they occur."""
    texts = [tokenize(text_of(field, report)) for field in fields]
    if kind is TermKind.WORD:
        return [word for tokens in texts for word in words(tokens)]
    return [gram.text for tokens in texts for gram in index_grams(tokens)]


def text_of(field: str, report: Report) -> str:
    """Return the text of a field."""
    text = FIELD[field].text
    assert text is not None
    assert field in TEXT_FIELDS
    return text(report)
