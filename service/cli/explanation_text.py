"""Explanations as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from service.cli.search_text import note_lines
from service.cli.terminal import printable
from service.listing import UNTITLED
from service.query.explanation import Explanation
from service.query.steps import NOTICES
from service.search.explanation import ReportExplanation, Standing


def explanation_lines(explanation: Explanation) -> list[str]:
    """Return how a query is understood, tokenized and matched."""
    lines = [f"理解：{printable(explanation.interpretation.summary)}"]
    lines += note_lines(explanation.interpretation.notes)
    for heading, text in (
        ("语法", explanation.syntax),
        ("匹配", explanation.match),
        ("放宽", explanation.relaxed),
        ("排序用词", "  ".join(explanation.words)),
        ("排序用字对", "  ".join(explanation.grams)),
    ):
        if text:
            lines += ["", f"{heading}：", printable(text)]
    return lines


def report_explanation_lines(explanation: ReportExplanation) -> list[str]:
    """Return why a search finds a report or doesn't."""
    return [printable(line) if line else "" for line in _report_explanation_lines(explanation)]


def _report_explanation_lines(explanation: ReportExplanation) -> Iterator[str]:
    yield f"{explanation.report.title or UNTITLED}  [{explanation.report.id}]"
    yield explanation.outcome
    yield f"理解：{explanation.interpretation.summary}"
    yield from note_lines(explanation.interpretation.notes)
    if explanation.step in NOTICES:
        yield NOTICES[explanation.step].asked_for
    if explanation.also:
        yield f"也查：{'、'.join(explanation.also)}"
    if explanation.standings:
        yield from ("", "所查的字词：", *map(_standing_line, explanation.standings))
    for rejecting in explanation.rejected_by:
        yield f"不符合筛选条件：{rejecting}"
    if explanation.parts:
        yield from (
            "",
            f"得分 {explanation.score:.2f}：",
            *(f"{part.points:9.2f}  {part.label}" for part in explanation.parts),
        )


def _standing_line(standing: Standing) -> str:
    where = f"（在{'、'.join(standing.fields)}）" if standing.fields else ""
    return f"  {'有' if standing.is_met else '没有'}  {standing.shown}{where}"
