"""From a typed query to what an engine is asked: what must match, what ranks, what to highlight, how it was understood.

The rules are told to users in `docs/query-language.md`. Nothing here raises on any query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.analysis import is_alphanumeric, is_run, normalize, split_words, tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import Contains, MostOf, Node, Not, Or, RankTerm, Wish
from service.query.clauses import Clause, Kind, Requirement, Scope, conjunction, is_loose, unique
from service.query.function_words import FUNCTION_WORDS, is_question
from service.query.interpretation import Interpretation, Note
from service.query.numbers import (
    NOT_UNDERSTOOD,
    NUMBER_KEYS,
    clause_if_identifier,
    clause_of_identifier,
    clause_of_number,
)
from service.query.rank_terms import gram_weights, rank_terms
from service.query.summary import folded, shortened, summary
from service.query.syntax import All, Any, Exact, InField, Tree, Without, Word, parse

MAX_REQUIRED_WORDS = 64
"""Words beyond only rank. The longest title in the archives seen has some 100 characters, split into about 40 words."""

MAX_RANK_TERMS = 256
"""A title of 100 characters gives about 170 terms; a pasted page would read a tenth of the index for nothing."""

RELAXED_SHARE = 0.2
"""How much of what the best report has of the words, weighed by rarity, others must have when words may be missing. On
611 policy questions nDCG@10 is 0.90 so and 0.84 when half of the words, whichever, are asked for; the same from 0.1 to 0.3."""


_JOINTS = frozenset(".-/_@&")
"""Signs that hold neighbouring letters and digits together as one thing: 2023-00827, PM2.5, name@example."""


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """A query ready to be put into a `Plan`.

    `relaxed` is for when `match` finds nothing; None where there is nothing to relax. A question is answered by
    `relaxed` at once: its words are not meant one by one. `highlights` are the token sequences to highlight.
    """

    match: Node
    relaxed: Node | None
    rank: tuple[RankTerm, ...]
    first: Node | None
    highlights: tuple[tuple[str, ...], ...]
    interpretation: Interpretation
    is_question: bool = False

    @property
    def wanted(self) -> Node:
        """What to search for first."""
        return Or((self.match, self.relaxed)) if self.is_question and self.relaxed else self.match


def compile_query(text: str) -> CompiledQuery:
    """Return what to ask an engine for a query as typed.

    >>> compiled = compile_query("法治政府 -预算")
    >>> compiled.interpretation.summary
    '同时包含“法治”“政府”，不含“预算”'
    """
    parsed = parse(text)
    clause = _limited(_clause_of(parsed.tree, Scope()), len(text)) if parsed.tree else Clause()
    notes = _in_order((*parsed.notes, *clause.notes))
    if parsed.tree and not isinstance(parsed.tree, InField):
        identifier = clause_if_identifier(text)
        if identifier:
            relaxed = conjunction(requirement.node for requirement in clause.requirements)
            clause = replace(identifier, rank=clause.rank)
            return _compiled(clause, relaxed, clause.requirements[0].shown, notes)
    if clause.requirements and all(requirement.negated for requirement in clause.requirements):
        notes = (*notes, Note("只写了要排除的内容，因此列出其余全部报告", 0, len(text)))
    loosened = _relaxed(clause)
    if parsed.tree and loosened is not None and is_question(normalize(text), split_words(tokenize(text))):
        return _compiled_question(clause, _limited(_clause_of(parsed.tree, Scope(asks=True)), len(text)), notes)
    compiled = _compiled(clause, loosened, summary(clause.requirements), notes)
    return replace(compiled, match=_or_one_text(text, compiled.match)) if clause.requirements else compiled


def _compiled_question(literal: Clause, asked: Clause, notes: tuple[Note, ...]) -> CompiledQuery:
    """Return a question compiled from its clause word for word and its clause as a question."""
    telling = tuple(each for each in asked.highlights if "".join(each) not in FUNCTION_WORDS)
    asked = replace(asked, highlights=telling or asked.highlights)
    compiled = _compiled(asked, _relaxed(asked), summary(asked.requirements, as_question=True), notes)
    return replace(
        compiled, match=conjunction(requirement.node for requirement in literal.requirements), is_question=True
    )


def _or_one_text(text: str, node: Node) -> Node:
    """Return a node that also matches the text between the first and the last quote: a quoted text may hold quotes."""
    whole = text.strip()
    inner = whole[1:-1]
    if len(whole) > 2 and whole[0] == whole[-1] == '"' and '"' in inner:
        return Or((node, Contains(tokenize(inner), TEXT_FIELDS)))
    return node


def _compiled(clause: Clause, relaxed: Node | None, summary: str, notes: tuple[Note, ...]) -> CompiledQuery:
    return CompiledQuery(
        match=conjunction(requirement.node for requirement in clause.requirements),
        relaxed=relaxed,
        rank=clause.rank[:MAX_RANK_TERMS],
        first=clause.first,
        highlights=clause.highlights,
        interpretation=Interpretation(
            summary=summary,
            words=unique(
                word for requirement in clause.requirements if not requirement.negated for word in requirement.words
            ),
            excluded=unique(
                word for requirement in clause.requirements if requirement.negated for word in requirement.words
            ),
            notes=notes,
        ),
    )


# Clauses -------------------------------------------------------------------------------------------------------------


def _clause_of(tree: Tree, scope: Scope) -> Clause:
    match tree:
        case InField(field, child):
            return _clause_of(child, replace(scope, field=field))
        case Without(child):
            return _clause_of_exclusion(child, scope)
        case All(children):
            return _joined([_clause_of(child, scope) for child in children])
        case Any(children):
            return _clause_of_alternatives([_clause_of(child, scope) for child in children])
        case _:
            return _clause_of_leaf(tree, scope)


def _clause_of_exclusion(child: Tree, scope: Scope) -> Clause:
    inner = _clause_of(child, replace(scope, excluded=True))
    if not inner.requirements:
        return Clause(notes=inner.notes)
    node = Not(conjunction(requirement.node for requirement in inner.requirements))
    only = inner.requirements[0]
    if len(inner.requirements) == 1 and only.kind in (Kind.EXACT, Kind.NUMBER) and not only.negated:
        requirement = replace(only, node=node, negated=True)
    else:
        requirement = Requirement(node, Kind.MIXED, f"排除（{summary(inner.requirements)}）", negated=True)
    return Clause((requirement,), notes=inner.notes)


def _clause_of_alternatives(clauses: list[Clause]) -> Clause:
    """Return the clause of alternatives, without those that ask for nothing searchable: they would make the others moot."""
    together = _joined(clauses)
    alternatives = [clause.requirements for clause in clauses if clause.requirements]
    if len(alternatives) < 2:
        return together
    node = Or(unique(conjunction(requirement.node for requirement in requirements) for requirements in alternatives))
    return replace(together, requirements=(_requirement_of_any(node, alternatives),))


def _requirement_of_any(node: Node, alternatives: list[tuple[Requirement, ...]]) -> Requirement:
    firsts = [requirements[0] for requirements in alternatives]
    kinds = {requirement.kind for requirement in firsts}
    alike = len({requirement.label for requirement in firsts}) == 1 and not any(
        requirement.negated for requirement in firsts
    )
    if alike and all(len(requirements) == 1 for requirements in alternatives):
        if kinds <= {Kind.WORD, Kind.EXACT, Kind.EITHER}:
            return Requirement(
                node, Kind.EITHER, "或".join(unique(requirement.shown for requirement in firsts)), firsts[0].label
            )
        if kinds == {Kind.NUMBER}:
            return Requirement(
                node, Kind.NUMBER, " 或 ".join(unique(requirement.shown for requirement in firsts)), firsts[0].label
            )
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


def _clause_of_word(sequence: tuple[str, ...], scope: Scope) -> Clause:
    """Return the clause that requires the words of unquoted text; single characters that splitting leaves only rank."""
    pieces = _pieces(sequence)
    if not pieces:
        return _clause_of_texts([(sequence, "".join(sequence))], [sequence], sequence, scope=scope, kind=Kind.WORD)
    required = unique(tokens for piece in pieces for tokens in _required(piece))
    named = [(tokens, "".join(tokens)) for tokens in required]
    clause = _clause_of_texts(named, [*required, *pieces], sequence, scope=scope, kind=Kind.WORD)
    if scope.field:
        return clause
    wishes = (Wish(Contains(gram, TEXT_FIELDS), weight) for gram, weight in gram_weights(sequence).items())
    return replace(clause, wishes=tuple(wishes))


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


def _pieces(sequence: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a word's tokens split at punctuation, except at a sign that joins two runs of letters or digits."""
    pieces: list[list[str]] = [[]]
    for position, token in enumerate(sequence):
        if is_alphanumeric(token) or _is_joint(sequence, position):
            pieces[-1].append(token)
        elif pieces[-1]:
            pieces.append([])
    return [tuple(piece) for piece in pieces if piece]


def _is_joint(sequence: tuple[str, ...], position: int) -> bool:
    inside = 0 < position < len(sequence) - 1
    return (
        inside and sequence[position] in _JOINTS and is_run(sequence[position - 1]) and is_run(sequence[position + 1])
    )


def _required(piece: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what of a piece must occur: neighbouring runs together, and jieba's words of two characters and more."""
    in_dictionary_script = frozenset("".join(split_words(piece)))

    def sort(token: str) -> str:
        if is_run(token) or token in _JOINTS:
            return "run"
        return "words" if token in in_dictionary_script else "other"

    required: list[tuple[str, ...]] = []
    for kind, group in groupby(piece, sort):
        stretch = tuple(group)
        if kind == "run":
            required.append(stretch)
        else:
            words = map(tuple, split_words(stretch)) if kind == "words" else (stretch,)
            required.extend(word for word in words if len(word) > 1)
    return required or [piece]


# Joining clauses -----------------------------------------------------------------------------------------------------


def _joined(clauses: list[Clause]) -> Clause:
    return Clause(
        requirements=unique(requirement for clause in clauses for requirement in clause.requirements),
        wishes=unique(wish for clause in clauses for wish in clause.wishes),
        rank=unique(term for clause in clauses for term in clause.rank),
        first=next((clause.first for clause in clauses if clause.first), None),
        highlights=unique(each for clause in clauses for each in clause.highlights),
        notes=tuple(note for clause in clauses for note in clause.notes),
    )


def _limited(clause: Clause, length: int) -> Clause:
    """Return a clause of which only the first `MAX_REQUIRED_WORDS` words are requirements."""
    surplus = [requirement for requirement in clause.requirements if requirement.kind is Kind.WORD][MAX_REQUIRED_WORDS:]
    if not surplus:
        return clause
    dropped = frozenset(surplus)
    return replace(
        clause,
        requirements=tuple(requirement for requirement in clause.requirements if requirement not in dropped),
        notes=(*clause.notes, Note(f"词太多：前 {MAX_REQUIRED_WORDS} 个必须出现，其余只影响排序", 0, length)),
    )


def _relaxed(clause: Clause) -> Node | None:
    """Return a node that asks for most of the words; what was asked for by quotes, prefixes or operators stays required.

    What a report has of the words is told by their pairs of characters, so that bad word splitting can't hide it.
    """
    loose = [requirement for requirement in clause.requirements if is_loose(requirement)]
    strict = [requirement.node for requirement in clause.requirements if not is_loose(requirement)]
    telling = [requirement for requirement in loose if FUNCTION_WORDS.isdisjoint(requirement.words)]
    if not loose or len(clause.requirements) == 1 or len(loose) == len(telling) == 1:
        return None
    if not telling and strict:
        return conjunction(strict)
    wishes = clause.wishes or tuple(Wish(requirement.node) for requirement in loose)
    return MostOf(RELAXED_SHARE, wishes, conjunction(strict))


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return one note of each message, the first, in the order of the query."""
    ordered = sorted(notes, key=lambda note: (note.start, note.end))
    return tuple({note.message: note for note in reversed(ordered)}.values())[::-1]
