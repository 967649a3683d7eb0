"""Completions while somebody types: words, issuers and titles that begin with what was typed, or hold it; pinyin too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.analysis import index_grams, normalize, tokenize
from indexer.engine import Engine
from indexer.query import Contains, Plan, RankTerm, TermKind
from service.parameters import Parameter, text_schema
from service.search.request import MAX_QUERY_LENGTH
from service.spelling.lexicon import Lexicon

MAX_WORDS = 4
MAX_ISSUERS = 3
MAX_TITLES = 7
"""The most titles; with words and issuers the list fits a phone's screen above its keyboard."""

_CANDIDATES = 40
"""Titles that are looked at for some that begin with what was typed."""

_PINYIN = re.compile("[a-z]{2,}")

SUGGEST_PARAMETERS = (Parameter("q", f"已经输入的文字；最多 {MAX_QUERY_LENGTH} 个字符", text_schema(MAX_QUERY_LENGTH)),)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: `text` is a word of the archive, an issuer, or the title of the report `report_id`."""

    kind: Literal["word", "issuer", "title"]
    text: str
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """Completions of what was typed so far."""

    query: str
    suggestions: tuple[Suggestion, ...]


def suggest(engine: Engine, typed: str, lexicon: Lexicon | None = None) -> SuggestResult:
    """Return completions of `typed`: words of the archive, issuers, then titles; what begins with it before what holds it."""
    tokens = tokenize(typed[:MAX_QUERY_LENGTH])
    if not tokens:
        return SuggestResult(typed, ())
    words = _words(lexicon, normalize(typed).strip()) if lexicon else ()
    return SuggestResult(typed, (*words, *_issuers(engine, typed), *_titles(engine, tokens, typed)))


def _words(lexicon: Lexicon, typed: str) -> Iterator[Suggestion]:
    if _PINYIN.fullmatch(typed):
        found = lexicon.spelled(typed)
    else:
        found = [word for word in lexicon.beginning(typed) if word != typed]
    yield from (Suggestion("word", word) for word in found[:MAX_WORDS])


def _issuers(engine: Engine, typed: str) -> tuple[Suggestion, ...]:
    wanted = normalize(typed).strip()
    matching = [(count, issuer) for issuer, count in engine.vocabulary("issuer") if wanted in normalize(issuer)]
    best = sorted(matching, key=lambda each: (not normalize(each[1]).startswith(wanted), -each[0], each[1]))
    return tuple(Suggestion("issuer", issuer) for _, issuer in best[:MAX_ISSUERS])


def _titles(engine: Engine, tokens: tuple[str, ...], typed: str) -> tuple[Suggestion, ...]:
    rank = tuple(RankTerm(gram.text, TermKind.GRAM, ("title",)) for gram in index_grams(tokens))
    matches = engine.search(Plan(Contains(tokens, ("title",)), rank=rank, limit=_CANDIDATES, reports=True))
    wanted = normalize(typed).strip()
    found = [Suggestion("title", hit.report.title, hit.id) for hit in matches.hits if hit.report]
    found.sort(key=lambda each: not normalize(each.text).startswith(wanted))  # stable: the best match first of each
    return tuple(found[:MAX_TITLES])
