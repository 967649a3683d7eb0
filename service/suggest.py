"""Completions while somebody types: issuers and titles that hold what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indexer.analysis import index_grams, normalize, tokenize
from indexer.engine import Engine
from indexer.query import Contains, Plan, RankTerm, TermKind
from service.parameters import Parameter, text_schema
from service.search.request import MAX_QUERY_LENGTH

MAX_ISSUERS = 3
MAX_TITLES = 7
"""The most titles: ten suggestions fit a phone's screen above its keyboard."""

SUGGEST_PARAMETERS = (Parameter("q", f"已经输入的文字；最多 {MAX_QUERY_LENGTH} 个字符", text_schema(MAX_QUERY_LENGTH)),)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: `text` is an issuer, or the title of the report `report_id`."""

    kind: Literal["issuer", "title"]
    text: str
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """Completions of what was typed so far."""

    query: str
    suggestions: tuple[Suggestion, ...]


def suggest(engine: Engine, typed: str) -> SuggestResult:
    """Return completions of `typed`: issuers first, then titles, best match first; none for an empty text."""
    tokens = tokenize(typed[:MAX_QUERY_LENGTH])
    if not tokens:
        return SuggestResult(typed, ())
    return SuggestResult(typed, (*_issuers(engine, typed), *_titles(engine, tokens)))


def _issuers(engine: Engine, typed: str) -> tuple[Suggestion, ...]:
    wanted = normalize(typed).strip()
    matching = [(count, issuer) for issuer, count in engine.vocabulary("issuer") if wanted in normalize(issuer)]
    best = sorted(matching, key=lambda each: (-each[0], each[1]))[:MAX_ISSUERS]
    return tuple(Suggestion("issuer", issuer) for _, issuer in best)


def _titles(engine: Engine, tokens: tuple[str, ...]) -> tuple[Suggestion, ...]:
    rank = tuple(RankTerm(gram.text, TermKind.GRAM, ("title",)) for gram in index_grams(tokens))
    matches = engine.search(Plan(Contains(tokens, ("title",)), rank=rank, limit=MAX_TITLES, reports=True))
    return tuple(Suggestion("title", hit.report.title, hit.id) for hit in matches.hits if hit.report)
