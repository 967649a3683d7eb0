"""Queries that are a title with its document number behind it: either is enough, since reports may lack the number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.values.titled_number import titled_number
from indexer.query import Or
from service.query.clauses import Clause, Kind, Requirement, Scope
from service.query.meaning import clause_of
from service.query.numbers import AskedNumber, asked_number, clause_of_asked_number
from service.query.parser import parse
from service.query.summary import shortened
from service.query.syntax import All, Exact, Tree, Word

_SIGN_OF_NUMBER = "号"


@dataclass(frozen=True, slots=True)
class AskedTitle:
    """A title and its number: the title as typed, the number, and the clause that finds either."""

    title: str
    number: AskedNumber
    clause: Clause


def asked_title(text: str, tree: Tree, typed: Clause) -> AskedTitle | None:
    """Return what a query asks for that is a title with its number, `typed` being its clause as words; None for any other."""
    may_be = _SIGN_OF_NUMBER in text or any(map(str.isdecimal, text))
    found = titled_number(text) if may_be and _is_plain(tree) else None
    number = asked_number(found.number) if found else None
    titled = parse(found.title).tree if found else None
    if not (found and number and titled):
        return None
    by_number = clause_of_asked_number(number, found.number)
    by_title = clause_of(titled, Scope())
    words = tuple(word for each in by_title.requirements for word in each.words)
    either = Requirement(
        Or((by_number.node, by_title.node)),
        Kind.MIXED,
        f"按{number.label}“{number.key}”或标题“{shortened(found.title.strip('《》'))}”查找",
        words=(number.key, *words),
    )
    clause = replace(
        typed,
        requirements=(either,),
        idle=(),
        first=by_number.first,
        highlights=(*by_number.highlights, *by_title.highlights),
    )
    return AskedTitle(found.title, replace(number, or_words=True), clause)


def _is_plain(tree: Tree) -> bool:
    match tree:
        case Word() | Exact():
            return True
        case All(children):
            return all(map(_is_plain, children))
        case _:
            return False
