"""The words of a query that stand for themselves, which may be read otherwise than they were typed."""

from __future__ import annotations

from collections.abc import Iterator

from service.query.parser import parse
from service.query.syntax import All, Tree, Word


def plain_words(query: str) -> tuple[Word, ...]:
    """Return the words of a query that are not quoted, excluded, one of several, or below a prefix.

    >>> [word.text for word in plain_words('防汛 "水库" -预算 标题:公告 抗旱')]
    ['防汛', '抗旱']
    """
    return tuple(plain_words_of(parse(query).tree))


def plain_words_of(tree: Tree | None) -> Iterator[Word]:
    """Yield those of a parsed query."""
    match tree:
        case Word():
            yield tree
        case All(children):
            for child in children:
                yield from plain_words_of(child)
