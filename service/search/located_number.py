"""Numbers that only the archive knows as such: of forms of its own, with other signs or none, with letters for digits, or only their end."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.characters import HAN
from corpus.values.partial_date import parse_partial_date
from corpus.values.typed_index_number import typed_index_numbers, without_label
from indexer.analysis import tokenize
from indexer.engine import Engine, count_matches
from indexer.fields import FIELD
from indexer.query import Keyword, Or
from service.browse.document_numbers import written_otherwise
from service.browse.exact_numbers import holders, possible_numbers
from service.query.clauses import unique
from service.query.compiled_query import CompiledQuery
from service.query.numbers import NUMBER_KEYS, AskedNumber, tails_of
from service.query.parser import parse
from service.query.syntax import All, Exact, InField, Tree, Word
from service.search.request import SearchRequest

MAX_LENGTH = 60
"""Characters of a query that may be a number: the longest index numbers have 33, with spaces between fewer than this."""

_ALONE = re.compile(rf"(?=.*\d)[{HAN}]{{0,8}}[A-Z0-9\W_]+")
"""Letters, digits and signs, and before them at most the abbreviation of an agency: 青水利-2020-00012."""

_ENDING = "索引号后段"


def lone_number(text: str) -> str:
    """Return the text without its label and the marks around it where it may be a number and is nothing else; else an empty text.

    A label may be typed after a prefix that says the same.

    >>> lone_number("索引号 000014348_2023_00827。"), lone_number("2023年部门预算"), lone_number("-2023")
    ('000014348_2023_00827', '', '')
    """
    may_be = len(text) <= MAX_LENGTH and any(map(str.isdecimal, text))
    tree = parse(text).tree if may_be else None
    apart = without_label(without_label(text)) if tree and _is_plain(tree) else ""
    return apart if _ALONE.fullmatch(apart) else ""


def _is_plain(tree: Tree) -> bool:
    """Return whether a query has no operators, and no prefixes but those of numbers."""
    match tree:
        case Word() | Exact():
            return True
        case InField(field, child):
            return field.name in NUMBER_KEYS and _is_plain(child)
        case All(children):
            return all(map(_is_plain, children))
        case _:
            return False


def with_located_number(engine: Engine, query: CompiledQuery, request: SearchRequest) -> CompiledQuery:
    """Return a query that finds also, and first, the reports whose number it is as only the archive can tell; nothing that it found is lost.

    What is a date too, and what a prefix asks for, is taken for a number only where nothing else is found.
    """
    if request.step or (query.number and count_matches(engine, query.number.node)):
        return query
    number = lone_number(request.query)
    is_doubtful = number and (_is_date(number) or _has_prefix(parse(request.query).tree))
    if is_doubtful and count_matches(engine, query.match):
        return query
    asked = (_exactly(engine, number) or _by_ending(engine, number)) if number else None
    asked = asked or (_written_otherwise(engine, query.number) if query.number else None)
    return _asking(query, asked, request.looked_at) if asked else query


def _has_prefix(tree: Tree | None) -> bool:
    return isinstance(tree, InField) or (isinstance(tree, All) and any(map(_has_prefix, tree.children)))


def _is_date(number: str) -> bool:
    try:
        return bool(parse_partial_date(number))
    except ValueError:
        return False


def _exactly(engine: Engine, number: str) -> AskedNumber | None:
    """Return the number that reports have, however it is written."""
    held = holders(engine, {number: possible_numbers(number)}).get(number)
    if not held:
        return None
    found = held.number
    label = FIELD["document_number" if found.is_document_number else "index_number"].label
    return AskedNumber(label, found.shown, Keyword(found.field, found.value), or_words=True)


def _by_ending(engine: Engine, number: str) -> AskedNumber | None:
    """Return the year and the serial with which the index numbers of reports end."""
    tails = unique(tail for spelling in typed_index_numbers(number) for tail in tails_of(spelling.raw))
    held = engine.lookup("index_number_tail", tails)
    tail = next((each for each in tails if held.get(each)), "")
    return AskedNumber(_ENDING, tail, Keyword("index_number_tail", tail), or_words=True) if tail else None


def _written_otherwise(engine: Engine, asked: AskedNumber) -> AskedNumber | None:
    """Return a document number with those that are like it but for how the agency is written."""
    like = written_otherwise(engine, asked.key) if asked.label == FIELD["document_number"].label else ()
    return replace(asked, carried=like[0], others=like[1:], likeness="只有机关的写法不同") if like else None


def _asking(query: CompiledQuery, asked: AskedNumber, text: str) -> CompiledQuery:
    """Return a query that asks for a number beside what it asks for."""
    said = query.interpretation
    summary = f"按{asked.label}“{asked.key}”查找" + ("" if query.number else f"，或{said.summary}")
    return replace(
        query,
        match=Or((*asked.values, query.match)),
        first=asked.node,
        highlights=unique((tokenize(text), tokenize(asked.key), *query.highlights)),
        interpretation=replace(said, summary=summary, words=unique((asked.key, *said.words))),
        number=replace(asked, or_words=query.number.or_words if query.number else True),
        offers_pieces=False,
    )
