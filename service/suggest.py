"""Completions while somebody types: issuers and titles that hold what was typed."""

from __future__ import annotations

from urllib.parse import quote

from indexer.analysis import index_grams, normalize, tokenize
from indexer.engine import Engine
from indexer.query import Contains, Plan, RankTerm, TermKind
from service.links import report_url
from service.search.model import MAX_QUERY_LENGTH, Suggestion, SuggestResult

MAX_ISSUERS = 3
MAX_TITLES = 7
"""The most titles: ten suggestions fit a phone's screen above its keyboard."""


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
    return tuple(Suggestion("issuer", issuer, f"/search?issuer={quote(issuer, safe='')}") for _, issuer in best)


def _titles(engine: Engine, tokens: tuple[str, ...]) -> tuple[Suggestion, ...]:
    rank = tuple(RankTerm(gram.text, TermKind.GRAM, ("title",)) for gram in index_grams(tokens))
    matches = engine.search(Plan(Contains(tokens, ("title",)), rank=rank, limit=MAX_TITLES))
    reports = engine.get(hit.id for hit in matches.hits)
    return tuple(
        Suggestion("title", reports[hit.id].title, report_url(hit.id)) for hit in matches.hits if hit.id in reports
    )
