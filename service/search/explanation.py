"""Why a search finds a report, and why it comes where it does; or what keeps it from being found.

An engine is asked about the one report again and again, with one thing at a time: so every engine can be explained.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.report import Report, without_body
from indexer.analysis import compose, token_pattern, token_text, tokenize
from indexer.engine import Engine, count_matches
from indexer.fields import FIELDS
from indexer.query import And, Filter, Keyword, Node, Plan, RankTerm, Sort
from service.query.compile import requirements_of
from service.query.interpretation import Interpretation
from service.query.levels import national
from service.query.steps import StepName
from service.search.chosen_filters import chosen_filters
from service.search.request import SearchRequest, engine_filters
from service.search.run import found_by, plan_of, query_read
from service.search.second_look import Aids
from service.search.validity import not_ended

MOST_TERMS = 40
"""Ranking terms that are weighed one by one: each asks the engine once."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that the query asks for, as a summary shows it; whether the report has it, and in which fields its words stand."""

    shown: str
    is_met: bool
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of the score, and what it is for."""

    label: str
    points: float


@dataclass(frozen=True, slots=True)
class ReportExplanation:
    """Why a search finds `report` or doesn't.

    `is_matched` says whether the way of matching that the search ended with, `step`, matches it; `rejected_by` are the filters that leave it
    out all the same. `parts` make up `score`, the largest first; there are none where the order is not by relevance.
    """

    report: Report
    interpretation: Interpretation
    step: StepName
    also: tuple[str, ...]
    is_matched: bool
    standings: tuple[Standing, ...]
    rejected_by: tuple[str, ...]
    score: float = 0.0
    parts: tuple[ScorePart, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether the search finds the report."""
        return self.is_matched and not self.rejected_by

    @property
    def outcome(self) -> str:
        """Whether the search finds the report, and if not, why, in Chinese."""
        if self.is_found:
            return "找到了这份报告。"
        if self.is_matched:
            return f"没有列出这份报告：它符合检索式，但不符合筛选条件（{'；'.join(self.rejected_by)}）。"
        missing = "、".join(each.shown for each in self.standings if not each.is_met)
        return f"没有找到这份报告：它不符合 {missing}。" if missing else "没有找到这份报告。"


def explain_report(
    engine: Engine,
    request: SearchRequest,
    report_id: str,
    aids: Aids | None = None,
    *,
    today: date | None = None,
) -> ReportExplanation | None:
    """Return why a search finds a report or doesn't; None where there is no such report."""
    report = engine.get([report_id]).get(report_id)
    if report is None:
        return None
    query, _ = query_read(request, today)
    found = found_by(engine, query, replace(request, page=1, page_size=1), aids)
    one = _OneReport(engine, report_id)
    is_matched = one.matches(found.step.match)
    first = "号码相符" if found.query.number else "照原样含有所写的文字"
    plan = plan_of(found.query, found.step.match, request)
    parts = tuple(_parts(one, plan, request.today, first=first)) if is_matched else ()
    return ReportExplanation(
        report=without_body(report),
        interpretation=found.step.interpretation,
        step=found.step.name,
        also=found.also,
        is_matched=is_matched,
        standings=tuple(_standings(one, report, request.query)),
        rejected_by=tuple(_rejected_by(one, request)),
        score=round(sum(part.points for part in parts), 3),
        parts=tuple(sorted(parts, key=lambda part: -part.points)),
    )


@dataclass(frozen=True, slots=True)
class _OneReport:
    """An engine that is asked about one report."""

    engine: Engine
    report_id: str

    def matches(self, node: Node, *filters: Filter) -> bool:
        """Return whether a node matches the report, and it passes some filters."""
        return count_matches(self.engine, self._alone(node), filters) > 0

    def score(self, plan: Plan) -> float:
        """Return the report's score by a plan that matches it."""
        asked = replace(plan, match=Keyword("id", self.report_id), filters=(), facets=(), divisions=(), skip=0, limit=1)
        return sum(hit.score for hit in self.engine.search(replace(asked, reports=False, fold=False)).hits)

    def _alone(self, node: Node) -> Node:
        return And((Keyword("id", self.report_id), node))


def _standings(one: _OneReport, report: Report, query: str) -> Iterator[Standing]:
    texts = {field.label: token_text([compose(field.text(report))]).spelled for field in FIELDS if field.text}
    for requirement in requirements_of(query):
        words = [token_pattern(tokenize(word)) for word in requirement.words]
        held = tuple(label for label, text in texts.items() if any(word and word in text for word in words))
        shown = f"{requirement.label}：{requirement.shown}" if requirement.label else requirement.shown
        not_to_be = f"不含{shown}" if requirement.negated else shown
        yield Standing(not_to_be, one.matches(requirement.node), held)


def _rejected_by(one: _OneReport, request: SearchRequest) -> Iterator[str]:
    """Yield the filters that leave the report out, as people chose them."""
    for each, chosen in zip(engine_filters(request), chosen_filters(request), strict=True):
        if not one.matches(Keyword("id", one.report_id), each):
            yield str(chosen)


def _parts(one: _OneReport, plan: Plan, today: date, *, first: str) -> Iterator[ScorePart]:
    """Yield what the score of a report consists of, `first` being what is said of one that goes before all others."""
    if plan.sort is not Sort.RELEVANCE:
        return
    bare = replace(plan.without_second_step(), rank=(), first=None, bonuses=())
    points = {first: one.score(replace(bare, first=plan.first))} if plan.first else {}
    named = {national(): "全国性文件", not_ended(today): "没有废止"}
    for bonus in plan.bonuses:
        label = named.get(bonus) or _BONUS_LABELS.get(bonus.per or "own_year", "")
        points[label] = points.get(label, 0.0) + one.score(replace(bare, bonuses=(bonus,)))
    by_terms = replace(bare, rank=plan.rank)
    all_terms = one.score(by_terms)
    heaviest = sorted(plan.rank, key=lambda term: -term.weight)[:MOST_TERMS]
    for term in heaviest:
        points[_shown(term)] = points.get(_shown(term), 0.0) + one.score(replace(bare, rank=(term,)))
    points["其余的字词"] = all_terms - sum(points.get(shown, 0.0) for shown in {_shown(term) for term in heaviest})
    passages, pairs, tiles = (
        one.score(replace(by_terms, **{weight: getattr(plan, weight)})) - all_terms
        for weight in ("passage_weight", "proximity_weight", "tiling_weight")
    )
    points |= {"字词集中在一段里": passages, "字词彼此靠近": pairs, "成段照原样出现": tiles}
    yield from (ScorePart(label, round(each, 3)) for label, each in points.items() if round(each, 3))


_BONUS_LABELS = {"title_size": "标题就是所查的话", "own_year": "正是所查的年份"}


def _shown(term: RankTerm) -> str:
    return f"“{term.text}”"
