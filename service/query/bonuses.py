"""What raises a report's score beside its terms: a title that the query covers, and a year of its own that the query names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.analysis import normalize, split_words, tokenize
from indexer.query import Between, Bonus, Contains, Node, Or
from indexer.titles import title_size, title_tokens
from service.query.clauses import conjunction
from service.query.function_words import is_question
from service.query.named_laws import named_laws
from service.query.named_years import year_of
from service.query.required_words import pieces
from service.query.syntax import All, Exact, Tree, Word

COVERED_TITLE = 80.0
"""What a title gains that the query covers whole, as it stands. With half of it the rules of a locality that repeat a law's long title stood above it."""

HELD_IN_TITLE = 80.0
"""What a title gains that the query's words cover whole, in any order."""

MOSTLY_HELD = 60.0
"""What a title gains that has all words of the query but one, which is often the region, for as much of it as the others cover."""

OWN_YEAR = 25.0
"""What a report of the year gains that the query names."""

_TITLE = ("title",)
_QUOTES = ' "“”＂《》'
_MOST_TOKENS = 100
"""Tokens of a query that may be a title: the longest titles seen."""

_FEWEST_BUT_ONE = 3
"""Words of a query of which a title may lack one: of two, the other alone says little."""

_MOST_WORDS = 8
"""Words that are looked for in a title one by one; more of them find theirs by ranking alone, and cost a tenth of a search."""


def bonuses_of(text: str, tree: Tree | None) -> tuple[Bonus, ...]:
    """Return the bonuses of a query; one with operators or prefixes is not a title that somebody typed."""
    if tree is None or not _is_plain(tree):
        return ()
    sequence = title_tokens(text)
    year = next((found for word in _tokens_of_words(text) if (found := year_of(pieces(word)))), None)
    own_year = Bonus(Between("own_year", year.year, year.year), OWN_YEAR) if year else None
    size = title_size(text)
    if not size or len(sequence) > _MOST_TOKENS:
        return (own_year,) if own_year else ()
    whole = Contains(tokenize(text.strip(_QUOTES)), _TITLE)
    weights: dict[Node, float] = {whole: COVERED_TITLE}
    written = split_words(sequence)
    words = [tokenize(word) for word in written]
    if len(words) <= _MOST_WORDS and not isinstance(tree, Exact):
        held = conjunction(Contains(word, _TITLE) for word in words)
        weights[held] = weights.get(held, 0.0) + HELD_IN_TITLE  # a single word is both: it is looked for once
    covered = [Bonus(node, weight * size, "title_size") for node, weight in weights.items()]
    telling = [word for word in words if len(word) > 1]
    if _FEWEST_BUT_ONE <= len(telling) <= _MOST_WORDS and not is_question(normalize(text), written):
        covered.append(_mostly_held(telling))
    named = tuple(covered_title(name) for name in _laws_of(tree) if tokenize(name) != sequence)
    return (*covered, *named, own_year) if own_year else (*covered, *named)


def _mostly_held(words: Sequence[tuple[str, ...]]) -> Bonus:
    """Return what titles gain that have all of some words but one."""
    but_one = (
        conjunction(Contains(word, _TITLE) for word in (*words[:left_out], *words[left_out + 1 :]))
        for left_out in range(len(words))
    )
    size = sum(map(len, words)) - max(map(len, words))
    return Bonus(Or(tuple(but_one)), MOSTLY_HELD * size, "title_size")


def covered_title(text: str) -> Bonus:
    """Return what titles gain that hold a text, the more of them it covers the more."""
    return Bonus(Contains(tokenize(text), _TITLE), COVERED_TITLE * title_size(text), "title_size")


def _laws_of(tree: Tree) -> Iterator[str]:
    """Yield the names of laws and rules in the text of a plain tree."""
    for leaf in tree.children if isinstance(tree, All) else (tree,):
        if isinstance(leaf, All):
            yield from _laws_of(leaf)
        elif isinstance(leaf, Word):
            yield from named_laws(leaf.text)


def _tokens_of_words(text: str) -> list[tuple[str, ...]]:
    """Return the tokens of each word that white space separates."""
    return [tokenize(word) for word in text.split()]


def _is_plain(tree: Tree) -> bool:
    match tree:
        case All(children):
            return all(map(_is_plain, children))
        case Word() | Exact():
            return True
        case _:
            return False
