"""One text, published by many: the reports that have the text of one, with which agency published it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.report import Report, without_body
from indexer.analysis import split_words, tokenize
from indexer.engine import Engine
from indexer.query import And, Contains, Keyword, Node, Or, Plan, Sort
from indexer.similarity.groups import ANY_ISSUER, SMALLEST
from indexer.similarity.same_text import sketches_of
from indexer.similarity.sketches import SKETCH
from indexer.similarity.title_core import title_core

MOST_READ = 20
"""Reports that are read and shown, the first ones: a notice that every county posts again has some dozens."""

MOST_NAMED = 500
"""Reports that are put in order of their dates."""

MOST_LIKE_TITLES = 100
"""Reports under one title whose texts are compared, the first ones, where the engine doesn't know which are near-identical."""

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
    """Return the reports that have the text of one; none where it is the only one."""
    titled = _titled(report)
    if titled is None:
        return SameText()
    return _among_twins(engine, report, titled) if engine.folds else _compared(engine, report, titled)


def _titled(report: Report) -> Node | None:
    """Return the query for the reports whose title has the words of one, None where it has none."""
    words = sorted(set(split_words(tokenize(title_core(report.title)))), key=lambda word: (-len(word), word))[:_WORDS]
    return And(tuple(Contains(tokenize(word), ("title",)) for word in words)) if words else None


def _among_twins(engine: Engine, report: Report, titled: Node) -> SameText:
    """Return them as the index has found them, which makes one hit of near-identical reports."""
    hits = engine.search(Plan(titled, first=Keyword("id", report.id), limit=1, fold=True)).hits
    twins = hits[0].twins if hits and hits[0].id == report.id else ()
    if not twins:
        return SameText()
    named = Or(tuple(Keyword("id", each) for each in (report.id, *twins[:MOST_NAMED])))
    hits = engine.search(Plan(named, sort=Sort.OLDEST, limit=MOST_READ, reports=True)).hits
    read = [(hit.report, hit.body) for hit in hits if hit.report]
    same = [each for each in read if each[0].id == report.id or _has_same_text(report, *each)]
    return _in_order([each for each, _ in same], len(twins) + 1 - len(read))


def _compared(engine: Engine, report: Report, titled: Node) -> SameText:
    """Return them by comparing the texts of the first reports under the same title."""
    hits = engine.search(Plan(titled, sort=Sort.OLDEST, limit=MOST_LIKE_TITLES, reports=True)).hits
    core = title_core(report.title)
    read = [(hit.report, hit.body) for hit in hits if hit.report and hit.id != report.id]
    others = [(each, body) for each, body in read if title_core(each.title) == core]
    sketched, sizes = sketches_of([each[:_COMPARED] for each in (report.body, *(body for _, body in others))])
    alike = np.count_nonzero(sketched[1:] == sketched[0], axis=1) / SKETCH
    same = [each for (each, _), share in zip(others, alike, strict=True) if share >= ANY_ISSUER]
    return _in_order([report, *same]) if sizes[0] >= SMALLEST else SameText()


def _in_order(found: Sequence[Report], further: int = 0) -> SameText:
    """Return reports with the same text in order of publication; none of one alone. `further` were not read."""
    ordered = sorted(map(without_body, found), key=_first_day)
    if len(ordered) < 2:
        return SameText()
    return SameText(tuple(ordered[:MOST_READ]), further + max(len(ordered) - MOST_READ, 0), _first(ordered))


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
    return day is None, day.ordinal if day else 0, report.id


def _first(found: Sequence[Report]) -> Report | None:
    """Return the first of some reports in order, where it is plain that it is."""
    days = [each.published for each in found]
    first, later = days[0], days[1:]
    if first is None or any(each is None or each.first_day() <= first.last_day() for each in later):
        return None
    return found[0]
