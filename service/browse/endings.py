"""Which reports of the archive end another: they name it, by its exact title or its document number, as no longer in force."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.ended_documents import endings_in, titles_of
from corpus.report import Report, without_body
from indexer.analysis import tokenize
from indexer.engine import Engine, Hit
from indexer.query import And, Contains, Node, Or, Plan, Sort

MOST_LOOKED_AT = 20
"""Reports that name another and speak of ending; those that are newest are looked at."""

_BODY = ("body",)


@dataclass(frozen=True, slots=True)
class EndedBy:
    """A report that ends another, and the sentence in which it does."""

    report: Report
    sentence: str


def ended_by(engine: Engine, report: Report) -> EndedBy | None:
    """Return the report that ends another one, the earliest of several; None where the archive has none.

    Looked up when it is asked for, and not when reports are indexed: either of the two may come later than the other, or go.
    """
    names = [f"《{title}》" for title in titles_of(report)]
    if report.document_number and report.document_number.serial is not None:
        names.append(report.document_number.raw)
    named: list[Node] = [Contains(tokens, _BODY) for tokens in map(tokenize, names) if tokens]
    if not named:
        return None
    match = And((Or(tuple(named)), Contains(tokenize("废止"), _BODY)))
    hits = engine.search(Plan(match, sort=Sort.NEWEST, limit=MOST_LOOKED_AT, reports=True)).hits
    found = [ending for hit in hits if (ending := _ending(hit, report))]
    return found[-1] if found else None


def _ending(hit: Hit, report: Report) -> EndedBy | None:
    other = hit.report
    if other is None or other.id == report.id or _is_older(other, report):
        return None
    sentence = next((each.sentence for each in endings_in(hit.body) if each.ends(report)), "")
    return EndedBy(without_body(other), sentence) if sentence else None


def _is_older(other: Report, report: Report) -> bool:
    days = [each.written or each.published for each in (other, report)]
    return days[0] is not None and days[1] is not None and days[0] < days[1]
