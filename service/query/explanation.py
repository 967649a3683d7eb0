"""Explanations of how a query is understood, tokenized and matched, for people who wonder why something is or isn't found."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass

from indexer.query import TermKind
from service.query.compile import compile_query
from service.query.interpretation import Interpretation
from service.query.parser import parse


@dataclass(frozen=True, slots=True)
class Explanation:
    """A query as understood: in words, as a tree, as ranking words and grams, and as what must match."""

    interpretation: Interpretation
    syntax: str
    words: tuple[str, ...]
    grams: tuple[str, ...]
    match: str
    relaxed: str


def explain(query: str) -> Explanation:
    """Return the explanation of a query, without asking an index."""
    tree = parse(query).tree
    compiled = compile_query(query)
    return Explanation(
        interpretation=compiled.interpretation,
        syntax="\n".join(_lines(tree)) if tree else "",
        words=tuple(term.text for term in compiled.rank if term.kind is TermKind.WORD),
        grams=tuple(term.text for term in compiled.rank if term.kind is TermKind.GRAM),
        match="\n".join(_lines(compiled.match)),
        relaxed="\n".join(_lines(compiled.relaxed)) if compiled.relaxed else "",
    )


def _lines(node: object, depth: int = 0) -> list[str]:
    """Return a tree of dataclasses as lines: one for each node with its plain values, its children indented below."""
    plain: list[str] = []
    children: list[object] = []
    assert is_dataclass(node)
    for each in fields(node):
        value = getattr(node, each.name)
        if is_dataclass(value) and hasattr(value, "name") and not hasattr(value, "child"):
            plain.append(str(value.name))
        elif is_dataclass(value):
            children.append(value)
        elif isinstance(value, tuple) and value and all(map(is_dataclass, value)):
            children.extend(value)
        elif isinstance(value, tuple):
            plain.append("·".join(map(str, value)))
        elif value is not None:
            plain.append(str(value))
    line = "  " * depth + " ".join((type(node).__name__, *plain))
    return [line, *(inner for child in children for inner in _lines(child, depth + 1))]
