"""A typed query as a tree, whose leaves are pieces of the typed text: words, exact texts, exclusions, alternatives, field prefixes.

Knows nothing of matching; `parser` makes the tree, `compile` interprets it. `docs/query-language.md` describes the language
to users.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.fields import Field
from service.query.interpretation import Note


@dataclass(frozen=True, slots=True)
class Word:
    """An unquoted piece of text without white space, from `start` to `end` of the query."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Exact:
    """Quoted text, without its quotes; `start` and `end` include them."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InField:
    """What must be found in one field."""

    field: Field
    child: Tree


@dataclass(frozen=True, slots=True)
class Without:
    """What must not be found."""

    child: Tree


@dataclass(frozen=True, slots=True)
class All:
    """What must all be found."""

    children: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What must be found at least in part."""

    children: tuple[Tree, ...]


Tree = Word | Exact | InField | Without | All | Any


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query's tree, None when it asks for nothing, and notes on what was understood otherwise than it looks."""

    tree: Tree | None
    notes: tuple[Note, ...] = ()
