"""What a piece of a query asks for: its requirements, how they are shown, and what ranks and is highlighted along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from indexer.fields import TEXT_FIELDS, Field
from indexer.query import And, Everything, Node, RankTerm, Wish
from service.query.interpretation import Note

_T = TypeVar("_T")


class Kind(Enum):
    """How a requirement was written."""

    WORD = "an unquoted word, which may be relaxed"
    EXACT = "a quoted text, or one within an exclusion"
    EITHER = "several texts of which one is enough"
    NUMBER = "a range of a number field"
    MIXED = "anything else"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its node, and how the summary shows it. `label` names its field; empty means all text."""

    node: Node
    kind: Kind
    shown: str
    label: str = ""
    negated: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What a piece of the query asks for: every requirement must be met, the rest goes along.

    `wishes` are what unquoted words in any field come down to when not all of them need be there. `idle` are words that only rank;
    `is_glued` says that single characters are asked for next to their neighbours, which a looser scope doesn't ask for.
    """

    requirements: tuple[Requirement, ...] = ()
    rank: tuple[RankTerm, ...] = ()
    first: Node | None = None
    highlights: tuple[tuple[str, ...], ...] = ()
    notes: tuple[Note, ...] = ()
    wishes: tuple[Wish, ...] = ()
    idle: tuple[str, ...] = ()
    is_glued: bool = False

    @property
    def node(self) -> Node:
        """The node that demands every requirement."""
        return conjunction(requirement.node for requirement in self.requirements)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a piece of the query stands: under a prefix, within an exclusion, in a question.

    Quotation marks in a question name things; nobody means that they must stand as they do in the quotation. Loosely, single characters
    beside words need not be there.
    """

    field: Field | None = None
    excluded: bool = False
    asks: bool = False
    is_loose: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are searched."""
        return (self.field.name,) if self.field else TEXT_FIELDS

    @property
    def label(self) -> str:
        """The Chinese name of the field, empty for all text."""
        return self.field.label if self.field else ""


def joined(clauses: Sequence[Clause]) -> Clause:
    """Return the clause that asks for all that `clauses` ask for, each thing once."""
    return Clause(
        requirements=unique(requirement for clause in clauses for requirement in clause.requirements),
        wishes=unique(wish for clause in clauses for wish in clause.wishes),
        rank=unique(term for clause in clauses for term in clause.rank),
        first=next((clause.first for clause in clauses if clause.first), None),
        highlights=unique(each for clause in clauses for each in clause.highlights),
        notes=tuple(note for clause in clauses for note in clause.notes),
        idle=unique(word for clause in clauses for word in clause.idle),
        is_glued=any(clause.is_glued for clause in clauses),
    )


def is_loose(requirement: Requirement) -> bool:
    """Return whether a requirement is an unquoted word in all text, which may be missing when nothing has everything."""
    return requirement.kind is Kind.WORD and not requirement.label


def conjunction(nodes: Iterable[Node]) -> Node:
    """Return a node that requires every one of `nodes`, each once; with none, one that requires nothing."""
    different = unique(nodes)
    if not different:
        return Everything()
    return different[0] if len(different) == 1 else And(different)


def unique(values: Iterable[_T]) -> tuple[_T, ...]:
    """Return the values without repetitions, in their order."""
    return tuple(dict.fromkeys(values))
