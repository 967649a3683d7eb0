"""What raises a report's score beside its terms: a title that the query covers, and a year of its own that the query names."""

from __future__ import annotations

from indexer.analysis import split_words, tokenize
from indexer.query import And, Between, Bonus, Contains, Node
from indexer.titles import title_size, title_tokens
from service.query.named_years import year_of
from service.query.required_words import pieces
from service.query.syntax import All, Exact, Tree, Word

COVERED_TITLE = 40.0
"""What a title gains that the query covers whole, as it stands."""

HELD_IN_TITLE = 40.0
"""What a title gains that the query's words cover whole, in any order."""

OWN_YEAR = 25.0
"""What a report of the year gains that the query names."""

_TITLE = ("title",)
_MOST_TOKENS = 100
"""Tokens of a query that may be a title: the longest titles seen."""


def bonuses_of(text: str, tree: Tree | None) -> tuple[Bonus, ...]:
    """Return the bonuses of a query; one with operators or prefixes is not a title that somebody typed."""
    if tree is None or not _is_plain(tree):
        return ()
    sequence = title_tokens(text)
    year = next((found for word in tokenize_words(text) if (found := year_of(pieces(word)))), None)
    own_year = Bonus(Between("own_year", year.year, year.year), OWN_YEAR) if year else None
    size = title_size(text)
    if not size or len(sequence) > _MOST_TOKENS:
        return (own_year,) if own_year else ()
    whole = Contains(tokenize(text.strip(_QUOTES)), _TITLE)
    words: Node = And(tuple(Contains(tuple(word), _TITLE) for word in dict.fromkeys(_words(sequence))))
    covered = (
        Bonus(whole, COVERED_TITLE * size, "title_size"),
        Bonus(words, HELD_IN_TITLE * size, "title_size"),
    )
    return (*covered, own_year) if own_year else covered


_QUOTES = ' "“”＂《》'


def tokenize_words(text: str) -> list[tuple[str, ...]]:
    """Return the tokens of each word that white space separates."""
    return [tokenize(word) for word in text.split()]


def _words(sequence: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tokenize(word) for word in split_words(sequence)]


def _is_plain(tree: Tree) -> bool:
    match tree:
        case All(children):
            return all(map(_is_plain, children))
        case Word() | Exact():
            return True
        case _:
            return False
