"""Completions while somebody types: words, issuers, numbers and titles, what begins with it before what holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from indexer.analysis import index_grams, normalize, split_words, tokenize
from indexer.engine import Engine
from indexer.query import And, Contains, Or, Plan, RankTerm, TermKind
from service.parameters import Parameter, text_schema
from service.search.request import MAX_QUERY_LENGTH
from service.spelling.lexicon import Lexicon

MAX_WORDS = 4
MAX_ISSUERS = 3
MAX_NUMBERS = 3
MAX_TITLES = 7
"""The most titles; with the others the list fits a phone's screen above its keyboard."""

LONGEST_TYPED = 40
"""Characters that are completed; who has typed more knows what they look for."""

_CANDIDATES = 30
"""Titles that are looked at for some that begin with what was typed."""

_TITLE = ("title",)

_BRACKETS = str.maketrans("[(（【［]）)】］", "〔〔〔〔〔〕〕〕〕〕")
"""What people type for the brackets of document numbers."""

SUGGEST_PARAMETERS = (Parameter("q", f"已经输入的文字；最多 {MAX_QUERY_LENGTH} 个字符", text_schema(MAX_QUERY_LENGTH)),)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: `text` is a word of the archive, an issuer, a number, or the title of the report `report_id`."""

    kind: Literal["word", "issuer", "number", "title"]
    text: str
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """Completions of what was typed so far."""

    query: str
    suggestions: tuple[Suggestion, ...]


def suggest(engine: Engine, typed: str, lexicon: Lexicon) -> SuggestResult:
    """Return completions of `typed`: words, issuers, index and document numbers, then titles. Pinyin leads to words, and by them to issuers and titles."""
    if not tokenize(typed) or len(typed) > LONGEST_TYPED:
        return SuggestResult(typed, ())
    wanted = normalize(typed).strip()
    words = [Suggestion("word", word) for word in lexicon.beginning(wanted, MAX_WORDS)]
    read = lexicon.read(wanted)
    issuers = _issuers(engine, read)
    named = {each.text for each in issuers}
    found = [each for each in words if each.text not in named]
    return SuggestResult(typed, (*found, *issuers, *_numbers(engine, typed.strip()), *_titles(engine, read)))


def _issuers(engine: Engine, wanted: str) -> list[Suggestion]:
    folded = ((normalize(issuer), count, issuer) for issuer, count in engine.vocabulary("issuer"))
    matching = [(_where(text, wanted), -count, issuer) for text, count, issuer in folded if wanted in text]
    return [Suggestion("issuer", issuer) for _, _, issuer in sorted(matching)[:MAX_ISSUERS]]


def _numbers(engine: Engine, typed: str) -> Iterator[Suggestion]:
    """Yield index and document numbers that begin with what was typed."""
    prefix = typed.translate(_BRACKETS)
    if not any(each.isdigit() for each in prefix):
        return
    for field in ("index_number", "document_number"):
        yield from (Suggestion("number", number) for number, _ in islice(engine.vocabulary(field, prefix), MAX_NUMBERS))


def _titles(engine: Engine, wanted: str) -> list[Suggestion]:
    """Return titles that hold what is wanted, or else each of its words."""
    words = [tokens for word in wanted.split() if (tokens := tokenize(word))]
    node = Or((Contains(tokenize(wanted), _TITLE), And(tuple(Contains(tokens, _TITLE) for tokens in words))))
    rank = tuple(RankTerm(gram.text, TermKind.GRAM, _TITLE) for tokens in words for gram in index_grams(tokens))
    matches = engine.search(Plan(node, rank=rank, limit=_CANDIDATES, reports=True))
    found = [Suggestion("title", report.title, report.id) for report in matches.reports]
    found.sort(key=lambda each: _where(normalize(each.text), wanted))  # stable: the best match first of each
    return found[:MAX_TITLES]


def _where(text: str, wanted: str) -> int:
    """Return 0 where a text begins with what is wanted, 1 where a word of it does, else 2."""
    if text.startswith(wanted):
        return 0
    at = 0
    for word in split_words(tokenize(text)):
        at = max(text.find(word, at), at)
        if text.startswith(wanted, at):
            return 1
        at += len(word)
    return 2
