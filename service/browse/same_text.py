"""One text, published by many: the reports that have the text of one, with which agency published it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.report import Report, without_body
from indexer.analysis import split_words, tokenize
from indexer.engine import Engine
from indexer.query import And, Contains, Keyword, Or, Plan, Sort
from indexer.similarity.groups import ANY_ISSUER
from indexer.similarity.same_text import sketches_of
from indexer.similarity.sketches import SKETCH
from indexer.similarity.title_core import title_core

MOST_READ = 20
"""Reports that are read and shown, the first ones: a notice that every county posts again has some dozens."""

MOST_NAMED = 500
"""Reports that are put in order of their dates."""

_COMPARED = 20_000
"""Characters of a text that are compared with those of the same agency."""

_WORDS = 8
"""Words of a title by which those with the same are looked for: its longest ones."""


@dataclass(frozen=True, slots=True)
class SameText:
    """The reports with the text of one, itself included, without their bodies, in order of publication; `left_out` are later ones.

    `first` is that which was published before all others; None where two were published on one day, or the days are not known.
    """

    reports: tuple[Report, ...] = ()
    left_out: int = 0
    first: Report | None = None


def same_text(engine: Engine, report: Report) -> SameText:
    """Return the reports that have the text of one; none where it is the only one, or the engine tells no near-identical reports."""
    twins = _twins(engine, report)
    if not twins:
        return SameText()
    named = Or(tuple(Keyword("id", each) for each in (report.id, *twins[:MOST_NAMED])))
    hits = engine.search(Plan(named, sort=Sort.OLDEST, limit=MOST_READ, reports=True)).hits
    read = [(hit.report, hit.body) for hit in hits if hit.report]
    same = [each for each in read if each[0].id == report.id or _has_same_text(report, *each)]
    found = sorted((without_body(each) for each, _ in same), key=_first_day)
    if len(found) < 2:
        return SameText()
    return SameText(tuple(found), len(twins) + 1 - len(read), _first(found))


def _twins(engine: Engine, report: Report) -> Sequence[str]:
    """Return the ids of the reports that the index has found to be near-identical, which all have the words of its title."""
    words = sorted(set(split_words(tokenize(title_core(report.title)))), key=lambda word: (-len(word), word))[:_WORDS]
    if not words:
        return ()
    titled = And(tuple(Contains(tokenize(word), ("title",)) for word in words))
    hits = engine.search(Plan(titled, first=Keyword("id", report.id), limit=1, fold=True)).hits
    return hits[0].twins if hits and hits[0].id == report.id else ()


def _has_same_text(report: Report, other: Report, body: str) -> bool:
    """Return whether another near-identical report is the same text, and no older or newer version of it.

    Of different agencies only those are near-identical whose texts are the same already.
    """
    if other.issuer and report.issuer and other.issuer != report.issuer:
        return True
    (one, another), _ = sketches_of([report.body[:_COMPARED], body[:_COMPARED]])
    return float(np.count_nonzero(one == another)) / SKETCH >= ANY_ISSUER


def _first_day(report: Report) -> tuple[bool, int, str]:
    """Return what puts reports in order of publication; those without a date come last."""
    day = report.published
    return day is None, day.first_day().toordinal() if day else 0, report.id


def _first(found: Sequence[Report]) -> Report | None:
    """Return the first of some reports in order, where it is plain that it is."""
    days = [each.published for each in found]
    first, later = days[0], days[1:]
    if first is None or any(each is None or each.first_day() <= first.last_day() for each in later):
        return None
    return found[0]
