"""A brute-force engine in memory: what the engine port promises, spelled out as plainly as possible.

It shares the tokens and words of the analysis with the engines (they define matching), and nothing else: no grams for
matching, no postings, no arrays. Texts are compared token by token.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.problem import Problem
from corpus.report import Report, without_body
from indexer.analysis import token_pattern, tokenize
from indexer.engine import FIRST_BONUS, Damage, EngineStatus, Hit, Matches, SourceFileState
from indexer.fields import FIELD, KEYWORD_FIELDS, TEXT_FIELDS
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
    Plan,
    Sort,
    TermKind,
    Wish,
)
from indexer.ranking import RERANKED
from tests.oracle_ranking import Ranking, terms_of, text_of


@dataclass(frozen=True)
class _Entry:
    report: Report
    digest: str


class _Writer:
    def __init__(
        self, engine: MemoryEngine, entries: dict[str, _Entry], problems: dict[str, tuple[Problem, ...]]
    ) -> None:
        self._engine = engine
        self._entries = entries
        self._problems = problems
        self._last: dict[str, str] = {}

    def put(self, report: Report) -> None:
        if report.source not in self._last:
            for report_id, entry in self._entries.items():
                if entry.report.source == report.source:
                    self._entries[report_id] = _Entry(entry.report, "")
        self._last[report.source] = report.id
        self._entries[report.id] = _Entry(report, "")

    def delete(self, report_id: str) -> None:
        self._entries.pop(report_id, None)

    def end_source(self, source: str, digest: str) -> None:
        last = self._entries.get(self._last.pop(source, ""))
        if last is not None and last.report.source == source:
            self._entries[last.report.id] = _Entry(last.report, digest)

    def remember(self, source: str, problems: Sequence[Problem]) -> None:
        self._problems[source] = tuple(problems)

    def checkpoint(self) -> None:
        self._engine.remember({source: found for source, found in self._problems.items() if found})
        self._engine.commit(dict(self._entries))


class MemoryEngine:
    """The oracle."""

    folds = False

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._generation = 0

    def remember(self, problems: dict[str, tuple[Problem, ...]]) -> None:
        self._problems = problems

    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        return self._problems

    def commit(self, entries: dict[str, _Entry]) -> None:
        self._entries = entries
        self._generation += 1

    def search(self, plan: Plan) -> Matches:
        reports = [each.report for each in self._entries.values()]
        matched = [report for report in reports if matches(plan.match, report, reports)]
        passed = [report for report in matched if all(_passes(each, report) for each in plan.filters)]
        scores = {report.id: self._score(report, plan) for report in passed}
        passed.sort(key=lambda report: _order(report, scores[report.id], plan.sort))
        begins: dict[str, float] = {}
        if (plan.passage_weight or plan.proximity_weight or plan.tiling_weight) and plan.sort is Sort.RELEVANCE:
            ranking = self._ranking()
            head, rest = passed[:RERANKED], passed[RERANKED:]
            for report in head:
                best, begin = ranking.best_passage(report, plan) if plan.passage_weight else (0.0, 0.0)
                gain = plan.passage_weight * best + plan.proximity_weight * ranking.near_pairs(report, plan)
                gain += plan.tiling_weight * ranking.tiles(report, plan)
                scores[report.id] = round(scores[report.id] + gain, 6)
                if best:
                    begins[report.id] = begin
            head.sort(key=lambda report: _order(report, scores[report.id], plan.sort))
            passed = head + rest
        page = passed[plan.skip : plan.skip + plan.limit]
        return Matches(
            total=len(passed),
            hits=tuple(_hit(report, scores[report.id], begins.get(report.id), plan) for report in page),
            facets={field: _facet(field, matched, plan.filters) for field in plan.facets}
            | {each.name: _divided(each, matched, plan.filters) for each in plan.divisions},
        )

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        return {each: self._entries[each].report for each in ids if each in self._entries}

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found = {
            value: tuple(i for i, e in self._entries.items() if value in FIELD[field].exact_values(e.report))
            for value in values
        }
        return {value: ids for value, ids in found.items() if ids}

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        counts = Counter(value for each in self._entries.values() for value in FIELD[field].exact_values(each.report))
        return iter(sorted((value, count) for value, count in counts.items() if value and value.startswith(prefix)))

    def document_frequencies(self, terms: Iterable[str], kind: TermKind, fields: tuple[str, ...]) -> dict[str, int]:
        held = [terms_of(each.report, fields, kind) for each in self._entries.values()]
        counts = {term: sum(term in each for each in held) for term in terms}
        return {term: count for term, count in counts.items() if count}

    def frequent_words(self, most: int) -> Sequence[tuple[str, int]]:
        held = [terms_of(each.report, TEXT_FIELDS, TermKind.WORD) for each in self._entries.values()]
        counts = Counter(word for each in held for word in each if len(word) > 1)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def files(self) -> Mapping[str, SourceFileState]:
        states: dict[str, SourceFileState] = {}
        for report_id, entry in self._entries.items():
            before = states.get(entry.report.source, SourceFileState(frozenset(), ""))
            states[entry.report.source] = SourceFileState(before.ids | {report_id}, entry.digest or before.digest)
        return states

    @contextmanager
    def write(self) -> Iterator[_Writer]:
        writer = _Writer(self, dict(self._entries), dict(self._problems))
        yield writer
        writer.checkpoint()

    @contextmanager
    def rebuild(self) -> Iterator[_Writer]:
        writer = _Writer(self, {}, {})
        commit, writer.checkpoint = writer.checkpoint, lambda: None  # nothing is seen before the end
        yield writer
        commit()

    def generation(self) -> str:
        return str(self._generation)

    def status(self) -> EngineStatus:
        return EngineStatus("memory", len(self._entries), str(self._generation), 0, 1)

    def check(self) -> Iterator[Damage]:
        return iter(())

    def close(self) -> None:
        self._entries = {}

    def _score(self, report: Report, plan: Plan) -> float:
        if plan.sort is not Sort.RELEVANCE:
            return 0.0
        ranking = self._ranking()
        score = sum(ranking.bm25(report, term) for term in plan.rank)
        if plan.first is not None and matches(plan.first, report, [each.report for each in self._entries.values()]):
            score += FIRST_BONUS
        for bonus in plan.bonuses:
            number = _number(bonus.per, report) if bonus.per else 1
            if number is not None and matches(bonus.node, report, [each.report for each in self._entries.values()]):
                score += bonus.weight / number
        return round(score, 6)

    def bags(self, fields: tuple[str, ...], kind: TermKind) -> list[Counter[str]]:
        """Return the counted terms of every report."""
        return self._ranking().bags(fields, kind)

    def _ranking(self) -> Ranking:
        return Ranking([each.report for each in self._entries.values()])


def matches(node: Node, report: Report, archive: Sequence[Report] = ()) -> bool:
    """Return whether `node` matches `report` of `archive`, straight from the meaning of each node."""
    match node:
        case Everything():
            return True
        case Nothing():
            return False
        case Contains(wanted, fields):
            return any(_stands_in(wanted, tokenize(text_of(field, report))) for field in fields)
        case Keyword(field, value):
            return value in FIELD[field].exact_values(report)
        case Between(field, low, high):
            return _between(_number(field, report), low, high)
        case And(nodes):
            return all(matches(each, report, archive) for each in nodes)
        case Or(nodes):
            return any(matches(each, report, archive) for each in nodes)
        case Not(inner):
            return not matches(inner, report, archive)
        case AtLeast(count, nodes):
            return sum(matches(each, report, archive) for each in nodes) >= count
        case MostOf(share, wishes, within):
            masses = {each.id: _mass(wishes, each, archive) for each in archive if matches(within, each, archive)}
            mass = masses.get(report.id, 0.0)
            return mass > 0 and mass >= share * max(masses.values()) - 1e-9


def _mass(wishes: tuple[Wish, ...], report: Report, archive: Sequence[Report]) -> float:
    mass = 0.0
    for wish in wishes:
        matching = sum(matches(wish.node, each, archive) for each in archive)
        if matches(wish.node, report, archive):
            mass += wish.weight * math.log(1 + (len(archive) - matching + 0.5) / (matching + 0.5))
    return mass


def _stands_in(wanted: tuple[str, ...], there: tuple[str, ...]) -> bool:
    return bool(wanted) and token_pattern(wanted) in token_pattern(there)


def _passes(chosen: Filter, report: Report) -> bool:
    if chosen.ranges and any(_between(_number(chosen.field, report), low, high) for low, high in chosen.ranges):
        return True
    if any(matches(node, report) for node in chosen.nodes):
        return True
    return bool(chosen.values) and _keyword(chosen.field, report) in chosen.values


def _between(number: int | None, low: int | None, high: int | None) -> bool:
    return number is not None and (low is None or low <= number) and (high is None or number <= high)


def _facet(field: str, matched: list[Report], filters: tuple[Filter, ...]) -> tuple[tuple[str, int], ...]:
    counted = [each for each in matched if all(_passes(f, each) for f in filters if f.field != field)]
    if field not in KEYWORD_FIELDS:
        years = Counter(number for each in counted if (number := _number(field, each)) is not None)
        return tuple((str(year), years[year]) for year in sorted(years, reverse=True))
    values = Counter(value for each in counted if (value := _keyword(field, each)))
    return tuple(sorted(values.items(), key=lambda pair: (-pair[1], pair[0])))


def _divided(division: Division, matched: list[Report], filters: tuple[Filter, ...]) -> tuple[tuple[str, int], ...]:
    counted = [each for each in matched if all(_passes(f, each) for f in filters if f.field != division.name)]
    counts = ((value, sum(matches(node, each) for each in counted)) for value, node in division.values)
    return tuple((value, count) for value, count in counts if count)


def _hit(report: Report, score: float, passage: float | None, plan: Plan) -> Hit:
    return Hit(report.id, score, passage, *((without_body(report), report.body) if plan.reports else ()))


def _order(report: Report, score: float, sort: Sort) -> tuple[object, ...]:
    day = _number("dated", report)
    dated = (day is None, (day or 0) if sort is Sort.OLDEST else -(day or 0), report.id)
    return (-score, *dated) if sort is Sort.RELEVANCE else dated


def _keyword(field: str, report: Report) -> str:
    keyword = FIELD[field].keyword
    assert keyword is not None
    return keyword(report)


def _number(field: str, report: Report) -> int | None:
    number = FIELD[field].number
    assert number is not None
    return number(report)
