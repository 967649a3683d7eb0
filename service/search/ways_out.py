"""Ways out of a search that found nothing, or nothing that has all of its words: which words no report holds, what would find some, which numbers are near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from indexer.analysis import tokenize
from indexer.engine import Engine, count_matches
from indexer.fields import TEXT_FIELDS
from indexer.query import Contains, Everything, Node
from service.browse.locate import LocateResult, locate
from service.query.compile import compile_query
from service.query.parser import parse
from service.query.plain_words import plain_words
from service.query.steps import with_open_runs
from service.query.syntax import Exact, InField, Tree, Without, Word
from service.search.chosen_filters import chosen_filters
from service.search.located_number import lone_number
from service.search.near_agencies import searches_of_near_agencies
from service.search.request import SearchRequest, engine_filters, without_filters

MOST_WORDS = 8
"""Words of a query that are looked at one by one."""

MOST_SEARCHES = 6
"""Searches that are offered: what a phone shows at once."""


@dataclass(frozen=True, slots=True)
class OtherSearch:
    """A search that finds something, where the one that was asked for doesn't; `change` says in Chinese what is different."""

    change: str
    request: SearchRequest
    total: int


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The words of a query that no report holds, searches that find something, and whether there are any reports at all.

    Of a pasted text no word is looked at: the first eight of some fifty say nothing of the others. `near` has what is nearest to the
    number that was asked for, None where it was none.
    """

    unknown: tuple[str, ...] = ()
    searches: tuple[OtherSearch, ...] = ()
    is_empty: bool = False
    near: LocateResult | None = None


def ways_out(engine: Engine, request: SearchRequest) -> WaysOut:
    """Return the ways out of a search. Each costs a count of matches, so this is for searches that found nothing as typed."""
    if not count_matches(engine, Everything()):
        return WaysOut(is_empty=True)
    query = compile_query(request.query)
    words = () if request.is_pasted else query.interpretation.words[:MOST_WORDS]
    unknown = tuple(word for word in words if not count_matches(engine, _anywhere(word)))
    plain = replace(request, query=request.looked_at, page=1, step=None)
    others = chain(searches_of_near_agencies(engine, plain, unknown), _others(plain, words, unknown))
    searches = tuple(islice(_finding(engine, others), MOST_SEARCHES))
    number = query.number.key if query.number else lone_number(plain.query)
    if not number:
        return WaysOut(unknown, searches)
    near = locate(engine, number)
    return WaysOut(() if query.number or near.is_near else unknown, searches, near=near)


def _finding(engine: Engine, others: Iterable[tuple[str, SearchRequest]]) -> Iterator[OtherSearch]:
    """Yield those of some searches that find anything as they are typed, each once."""
    tried: list[SearchRequest] = []
    for change, other in others:
        if other not in tried and (other.query or other.is_filtered):
            tried.append(other)
            if total := count_matches(engine, compile_query(other.query).wanted, engine_filters(other)):
                yield OtherSearch(change, other, total)


def _others(
    plain: SearchRequest, words: tuple[str, ...], unknown: tuple[str, ...]
) -> Iterator[tuple[str, SearchRequest]]:
    """Yield what may find something, with what is different about it."""
    if plain.is_filtered:
        yield from ((f"不限{each.label}（{each.text}）", each.without) for each in chosen_filters(plain))
        yield "不加筛选条件", without_filters(plain)
    if not plain.is_pasted:
        yield from _with_less_text(plain, words, unknown)


def _with_less_text(
    plain: SearchRequest, words: tuple[str, ...], unknown: tuple[str, ...]
) -> Iterator[tuple[str, SearchRequest]]:
    """Yield the search without the words that no report holds, without each of its words, and as plain words."""
    typed = plain_words(plain.query)
    tree = parse(plain.query).tree
    leaves = list(_leaves(tree)) if tree else []
    if unknown and len(leaves) == len(typed):
        missing = "".join(f"“{word}”" for word in unknown)
        yield f"去掉{missing}", replace(plain, query=" ".join(word for word in words if word not in unknown))
    for word in typed[:MOST_WORDS] if len(leaves) > 1 else ():
        rest = plain.query[: word.start] + plain.query[word.end :]
        yield f"去掉“{word.text}”", replace(plain, query=" ".join(rest.split()))
    as_words = " ".join(leaf.text for leaf in leaves)
    if as_words.split() != plain.query.split():
        yield "不用引号、减号和限定", replace(plain, query=as_words)


def _leaves(tree: Tree) -> Iterator[Word | Exact]:
    """Yield what a query asks to be found in texts, wherever it asks for that."""
    match tree:
        case Word() | Exact():
            yield tree
        case InField(field, child):
            if field.text:
                yield from _leaves(child)
        case Without():
            return
        case _:
            for child in tree.children:
                yield from _leaves(child)


def _anywhere(word: str) -> Node:
    """Return what matches a word wherever it stands, inside longer runs of letters and digits too."""
    return with_open_runs(Contains(tokenize(word), TEXT_FIELDS))
