"""The meaning of a query's tree: the clause that each piece of it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from indexer.analysis import tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import Between, Contains, Node, Not, Or, Wish
from service.query.clauses import Clause, Kind, Requirement, Scope, joined, unique
from service.query.counted import other_writings
from service.query.interpretation import Note
from service.query.named_years import NamedYear, year_of
from service.query.numbers import NOT_UNDERSTOOD, NUMBER_KEYS, clause_of_identifier, clause_of_number
from service.query.rank_terms import gram_weights, rank_terms
from service.query.required_words import idle_words, loose_words, pieces, required_words
from service.query.summary import folded, shortened, summary
from service.query.syntax import All, Any, Exact, InField, Tree, Without, Word

_OTHER_WRITING = 0.5
"""What other writings of a number count for in the order of hits, which are several, beside the one that was typed."""


def clause_of(tree: Tree, scope: Scope) -> Clause:
    """Return what a tree that stands in a scope asks for."""
    match tree:
        case InField(field, child):
            return clause_of(child, replace(scope, field=field))
        case Without(child):
            return _clause_of_exclusion(child, scope)
        case All(children):
            return joined([clause_of(child, scope) for child in children])
        case Any(children):
            return _clause_of_alternatives([clause_of(child, scope) for child in children])
        case _:
            return _clause_of_leaf(tree, scope)


def _clause_of_exclusion(child: Tree, scope: Scope) -> Clause:
    inner = clause_of(child, replace(scope, excluded=True))
    if not inner.requirements:
        return Clause(notes=inner.notes)
    node = Not(inner.node)
    only = inner.requirements[0]
    if len(inner.requirements) == 1 and only.kind in (Kind.EXACT, Kind.NUMBER) and not only.negated:
        requirement = replace(only, node=node, negated=True)
    else:
        requirement = Requirement(node, Kind.MIXED, f"排除（{summary(inner.requirements)}）", negated=True)
    return Clause((requirement,), notes=inner.notes)


def _clause_of_alternatives(clauses: list[Clause]) -> Clause:
    """Return the clause of alternatives, without those that ask for nothing searchable: they would make the others moot."""
    together = joined(clauses)
    alternatives = [clause for clause in clauses if clause.requirements]
    if len(alternatives) < 2:
        return together
    node = Or(unique(clause.node for clause in alternatives))
    return replace(together, requirements=(_requirement_of_any(node, [each.requirements for each in alternatives]),))


def _requirement_of_any(node: Node, alternatives: list[tuple[Requirement, ...]]) -> Requirement:
    firsts = [requirements[0] for requirements in alternatives]
    kinds = {requirement.kind for requirement in firsts}
    shown = unique(requirement.shown for requirement in firsts)
    in_one_field = len({requirement.label for requirement in firsts}) == 1
    are_single = all(len(requirements) == 1 for requirements in alternatives)
    if are_single and in_one_field and not any(requirement.negated for requirement in firsts):
        if kinds <= {Kind.WORD, Kind.EXACT, Kind.EITHER}:
            return Requirement(node, Kind.EITHER, "或".join(shown), firsts[0].label)
        if kinds == {Kind.NUMBER}:
            return Requirement(node, Kind.NUMBER, " 或 ".join(shown), firsts[0].label)
    return Requirement(node, Kind.MIXED, "或".join(f"（{summary(requirements)}）" for requirements in alternatives))


def _clause_of_leaf(leaf: Word | Exact, scope: Scope) -> Clause:
    sequence = tokenize(leaf.text)
    if not sequence:
        what = "引号里" if isinstance(leaf, Exact) else "这里"
        return Clause(notes=(Note(f"{what}没有可查找的内容，已忽略", leaf.start, leaf.end),))
    if scope.field and scope.field.number:
        return clause_of_number(leaf, scope.field) or _clause_as_text(
            leaf, scope, NOT_UNDERSTOOD.format(scope.field.label)
        )
    if scope.field and scope.field.name in NUMBER_KEYS:
        return clause_of_identifier(leaf, scope, scope.field)
    if not scope.excluded and (isinstance(leaf, Word) or (scope.asks and not scope.field)):
        return _clause_of_word(sequence, scope)
    shown = folded(leaf.text)
    return _clause_of_texts([(sequence, shown)], [sequence], sequence, scope=scope, kind=Kind.EXACT)


def _clause_as_text(leaf: Word | Exact, scope: Scope, why: str) -> Clause:
    """Return the clause, in all text, of what its field can't make anything of, with a note that says so."""
    clause = _clause_of_leaf(leaf, replace(scope, field=None))
    return replace(clause, notes=(Note(why, leaf.start, leaf.end), *clause.notes))


@lru_cache(maxsize=512)  # queries share words, and one that is widened or corrected has most of those it had
def _clause_of_word(sequence: tuple[str, ...], scope: Scope) -> Clause:
    """Return the clause that requires the words of unquoted text; function words of one character only rank."""
    between_signs = pieces(sequence)
    if not between_signs:
        return _clause_of_texts([(sequence, "".join(sequence))], [sequence], sequence, scope=scope, kind=Kind.WORD)
    if not scope.field and (year := year_of(between_signs)):
        return _clause_with_year(year, sequence, scope)
    loose = unique(tokens for piece in between_signs for tokens in loose_words(piece))
    glued = unique(tokens for piece in between_signs for tokens in required_words(piece))
    required = loose if scope.is_loose else glued
    named = [(tokens, "".join(tokens)) for tokens in required]
    clause = _clause_of_texts(named, [*required, *between_signs], sequence, scope=scope, kind=Kind.WORD)
    clause = _with_other_writings(clause, required, scope)
    wishes = (Wish(Contains(gram, TEXT_FIELDS), weight) for gram, weight in gram_weights(sequence).items())
    return replace(
        clause,
        idle=unique(word for piece in between_signs for word in idle_words(piece)),
        is_glued=glued != loose,
        wishes=() if scope.field else tuple(wishes),
    )


def _with_other_writings(clause: Clause, required: Sequence[tuple[str, ...]], scope: Scope) -> Clause:
    """Return the clause of some texts that is met by other writings of their numbers too."""
    others = [other_writings(tokens) for tokens in required]
    if not any(others):
        return clause
    every = unique(each for writings in others for each in writings)
    requirements = tuple(
        _with_writings(requirement, writings, scope)
        for requirement, writings in zip(clause.requirements, others, strict=True)
    )
    known = {(term.text, term.kind) for term in clause.rank}
    added = unique(term for each in every for term in rank_terms(each, scope.fields))
    rank = [replace(term, weight=term.weight * _OTHER_WRITING) for term in added if (term.text, term.kind) not in known]
    highlights = unique((*clause.highlights, *every)) if clause.highlights else ()
    return replace(clause, requirements=requirements, rank=(*clause.rank, *rank), highlights=highlights)


def _with_writings(requirement: Requirement, writings: Sequence[tuple[str, ...]], scope: Scope) -> Requirement:
    if not writings:
        return requirement
    node = Or((requirement.node, *(Contains(each, scope.fields) for each in writings)))
    return replace(requirement, node=node, shown=f"{requirement.shown}（或“{''.join(writings[-1])}”等）")


def _clause_with_year(year: NamedYear, sequence: tuple[str, ...], scope: Scope) -> Clause:
    """Return the clause of unquoted text that names a year: in any spelling, or as the report's own."""
    node = Or((*(Contains(each, TEXT_FIELDS) for each in year.spellings), Between("own_year", year.year, year.year)))
    requirement = Requirement(node, Kind.WORD, f"“{year.shown}”（或属于该年）", words=(year.shown,))
    wishes = tuple(
        Wish(node if gram == year.tokens else Contains(gram, TEXT_FIELDS), weight)
        for gram, weight in gram_weights(sequence).items()
    )
    whole = Clause((requirement,), rank_terms(sequence, scope.fields), highlights=year.spellings)
    return replace(joined([whole, *(_clause_of_word(each, scope) for each in year.rest)]), wishes=wishes)


def _clause_of_texts(
    required: list[tuple[tuple[str, ...], str]],
    highlights: Iterable[tuple[str, ...]],
    ranked: tuple[str, ...],
    *,
    scope: Scope,
    kind: Kind,
) -> Clause:
    requirements = (
        Requirement(Contains(tokens, scope.fields), kind, f"“{shortened(shown)}”", scope.label, words=(shown,))
        for tokens, shown in required
    )
    is_highlighted = scope.field is None or scope.field.name in _HIGHLIGHTED_FIELDS
    return Clause(
        tuple(requirements), rank_terms(ranked, scope.fields), highlights=unique(highlights) if is_highlighted else ()
    )


_HIGHLIGHTED_FIELDS = ("title", "body")
"""Pages highlight titles and bodies; a word asked for in another field says nothing about them."""
