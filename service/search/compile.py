"""From a typed query to what an engine is asked: what must match, what ranks, what to highlight, how it was read.

The rules are told to users in `docs/query-language.md`. Nothing here raises on any query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.analysis import atoms, is_run, is_visible_word, normalize, segments
from indexer.fields import TEXT_FIELDS
from indexer.query import Contains, MostOf, Node, Not, Or, RankTerm, Wish
from service.search.function_words import FUNCTION_WORDS, is_question
from service.search.model import Interpretation, Note
from service.search.numbers import NUMBER_KEYS, UNREADABLE, read_as_number, read_identifier, read_number
from service.search.parts import Kind, Part, Reading, Scope, conjunction, is_loose, unique
from service.search.rank_terms import gram_weights, rank_terms
from service.search.summary import shortened, spelled, summary
from service.search.syntax import All, Any, Exact, InField, Tree, Without, Word, parse

MAX_REQUIRED_WORDS = 64
"""Words beyond only rank. The longest title in the archives seen has some 100 characters, cut into about 40 words."""

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
    `relaxed` at once: its words are not meant one by one. `marks` are the atom sequences to highlight.
    """

    match: Node
    relaxed: Node | None
    rank: tuple[RankTerm, ...]
    first: Node | None
    marks: tuple[tuple[str, ...], ...]
    interpretation: Interpretation
    is_question: bool = False

    @property
    def wanted(self) -> Node:
        """What to search for first."""
        return Or((self.match, self.relaxed)) if self.is_question and self.relaxed else self.match


def compile_query(text: str) -> CompiledQuery:
    """Read a query as typed and give what to ask an engine.

    >>> compiled = compile_query("法治政府 -预算")
    >>> compiled.interpretation.summary
    '同时包含“法治”“政府”，不含“预算”'
    """
    parsed = parse(text)
    reading = _limited(_read(parsed.tree, Scope()), len(text)) if parsed.tree else Reading()
    notes = _in_order((*parsed.notes, *reading.notes))
    if parsed.tree and not isinstance(parsed.tree, InField):
        number = read_as_number(text)
        if number:
            relaxed = conjunction(part.node for part in reading.parts)
            reading = replace(number, rank=reading.rank)
            return _compiled(reading, relaxed, reading.parts[0].shown, notes)
    if reading.parts and all(part.negated for part in reading.parts):
        notes = (*notes, Note("只写了要排除的内容，因此列出其余全部报告", 0, len(text)))
    loosened = _relaxed(reading)
    if parsed.tree and loosened is not None and is_question(normalize(text), segments(atoms(text))):
        return _compiled_question(reading, _limited(_read(parsed.tree, Scope(asks=True)), len(text)), notes)
    compiled = _compiled(reading, loosened, summary(reading.parts), notes)
    return replace(compiled, match=_or_one_text(text, compiled.match)) if reading.parts else compiled


def _compiled_question(literal: Reading, asked: Reading, notes: tuple[Note, ...]) -> CompiledQuery:
    """Compile a question from how it reads word for word and how it reads as one."""
    telling = tuple(mark for mark in asked.marks if "".join(mark) not in FUNCTION_WORDS)
    asked = replace(asked, marks=telling or asked.marks)
    compiled = _compiled(asked, _relaxed(asked), summary(asked.parts, as_question=True), notes)
    return replace(compiled, match=conjunction(part.node for part in literal.parts), is_question=True)


def _or_one_text(text: str, node: Node) -> Node:
    """Match also what stands between the first and the last quote as one text: a quoted passage may hold quotes."""
    whole = text.strip()
    inner = whole[1:-1]
    if len(whole) > 2 and whole[0] == whole[-1] == '"' and '"' in inner:
        return Or((node, Contains(atoms(inner), TEXT_FIELDS)))
    return node


def _compiled(reading: Reading, relaxed: Node | None, summary: str, notes: tuple[Note, ...]) -> CompiledQuery:
    return CompiledQuery(
        match=conjunction(part.node for part in reading.parts),
        relaxed=relaxed,
        rank=reading.rank[:MAX_RANK_TERMS],
        first=reading.first,
        marks=reading.marks,
        interpretation=Interpretation(
            summary=summary,
            words=unique(word for part in reading.parts if not part.negated for word in part.words),
            excluded=unique(word for part in reading.parts if part.negated for word in part.words),
            notes=notes,
        ),
    )


# Readings ------------------------------------------------------------------------------------------------------------


def _read(tree: Tree, scope: Scope) -> Reading:
    match tree:
        case InField(field, child):
            return _read(child, replace(scope, field=field))
        case Without(child):
            return _read_without(child, scope)
        case All(children):
            return _joined([_read(child, scope) for child in children])
        case Any(children):
            return _read_any([_read(child, scope) for child in children])
        case _:
            return _read_leaf(tree, scope)


def _read_without(child: Tree, scope: Scope) -> Reading:
    inner = _read(child, replace(scope, excluded=True))
    if not inner.parts:
        return Reading(notes=inner.notes)
    node = Not(conjunction(part.node for part in inner.parts))
    only = inner.parts[0]
    if len(inner.parts) == 1 and only.kind in (Kind.EXACT, Kind.NUMBER) and not only.negated:
        part = replace(only, node=node, negated=True)
    else:
        part = Part(node, Kind.MIXED, f"排除（{summary(inner.parts)}）", negated=True)
    return Reading((part,), notes=inner.notes)


def _read_any(readings: list[Reading]) -> Reading:
    """Join alternatives. One that asks for nothing searchable is none: it would make the others pointless."""
    together = _joined(readings)
    alternatives = [reading.parts for reading in readings if reading.parts]
    if len(alternatives) < 2:
        return together
    node = Or(unique(conjunction(part.node for part in parts) for parts in alternatives))
    return replace(together, parts=(_either_part(node, alternatives),))


def _either_part(node: Node, alternatives: list[tuple[Part, ...]]) -> Part:
    firsts = [parts[0] for parts in alternatives]
    kinds = {part.kind for part in firsts}
    alike = len({part.label for part in firsts}) == 1 and not any(part.negated for part in firsts)
    if alike and all(len(parts) == 1 for parts in alternatives):
        if kinds <= {Kind.WORD, Kind.EXACT, Kind.EITHER}:
            return Part(node, Kind.EITHER, "或".join(unique(part.shown for part in firsts)), firsts[0].label)
        if kinds == {Kind.NUMBER}:
            return Part(node, Kind.NUMBER, " 或 ".join(unique(part.shown for part in firsts)), firsts[0].label)
    return Part(node, Kind.MIXED, "或".join(f"（{summary(parts)}）" for parts in alternatives))


def _read_leaf(leaf: Word | Exact, scope: Scope) -> Reading:
    sequence = atoms(leaf.text)
    if not sequence:
        what = "引号里" if isinstance(leaf, Exact) else "这里"
        return Reading(notes=(Note(f"{what}没有可查找的内容，已忽略", leaf.start, leaf.end),))
    if scope.field and scope.field.number:
        return read_number(leaf, scope.field) or _read_as_text(leaf, scope, UNREADABLE.format(scope.field.label))
    if scope.field and scope.field.name in NUMBER_KEYS:
        return read_identifier(leaf, scope, scope.field)
    if not scope.excluded and (isinstance(leaf, Word) or (scope.asks and not scope.field)):
        return _read_word(sequence, scope)
    shown = spelled(leaf.text)
    return _found_text([(sequence, shown)], [sequence], sequence, scope=scope, kind=Kind.EXACT)


def _read_as_text(leaf: Word | Exact, scope: Scope, why: str) -> Reading:
    """Look for what its field can't make anything of in all text, and say so."""
    reading = _read_leaf(leaf, replace(scope, field=None))
    return replace(reading, notes=(Note(why, leaf.start, leaf.end), *reading.notes))


def _read_word(sequence: tuple[str, ...], scope: Scope) -> Reading:
    """Require a word's segments; what segmentation leaves over, single characters, only ranks."""
    pieces = _pieces(sequence)
    if not pieces:
        return _found_text([(sequence, "".join(sequence))], [sequence], sequence, scope=scope, kind=Kind.WORD)
    required = unique(part for piece in pieces for part in _required(piece))
    named = [(part, "".join(part)) for part in required]
    reading = _found_text(named, [*required, *pieces], sequence, scope=scope, kind=Kind.WORD)
    if scope.field:
        return reading
    wishes = (Wish(Contains(gram, TEXT_FIELDS), weight) for gram, weight in gram_weights(sequence).items())
    return replace(reading, wishes=tuple(wishes))


def _found_text(
    required: list[tuple[tuple[str, ...], str]],
    marks: Iterable[tuple[str, ...]],
    ranked: tuple[str, ...],
    *,
    scope: Scope,
    kind: Kind,
) -> Reading:
    parts = (
        Part(Contains(part, scope.fields), kind, f"“{shortened(shown)}”", scope.label, words=(shown,))
        for part, shown in required
    )
    marked = scope.field is None or scope.field.name in _MARKED_FIELDS
    return Reading(tuple(parts), rank_terms(ranked, scope.fields), marks=unique(marks) if marked else ())


_MARKED_FIELDS = ("title", "body")
"""Pages highlight titles and bodies; a word asked for in another field says nothing about them."""


def _pieces(sequence: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut a word's atoms at punctuation, except at a sign that joins two runs of letters or digits."""
    pieces: list[list[str]] = [[]]
    for position, atom in enumerate(sequence):
        if is_visible_word(atom) or _is_joint(sequence, position):
            pieces[-1].append(atom)
        elif pieces[-1]:
            pieces.append([])
    return [tuple(piece) for piece in pieces if piece]


def _is_joint(sequence: tuple[str, ...], position: int) -> bool:
    inside = 0 < position < len(sequence) - 1
    return (
        inside and sequence[position] in _JOINTS and is_run(sequence[position - 1]) and is_run(sequence[position + 1])
    )


def _required(piece: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give what of a piece must occur: neighbouring runs together, and jieba's words of two characters and more."""
    cut = segments(piece)
    in_dictionary_script = frozenset("".join(cut))

    def sort(atom: str) -> str:
        if is_run(atom) or atom in _JOINTS:
            return "run"
        return "cut" if atom in in_dictionary_script else "uncut"

    required: list[tuple[str, ...]] = []
    for kind, group in groupby(piece, sort):
        stretch = tuple(group)
        if kind == "run":
            required.append(stretch)
        else:
            found = map(tuple, segments(stretch)) if kind == "cut" else (stretch,)
            required.extend(each for each in found if len(each) > 1)
    return required or [piece]


# Putting readings together -------------------------------------------------------------------------------------------


def _joined(readings: list[Reading]) -> Reading:
    return Reading(
        parts=unique(part for reading in readings for part in reading.parts),
        wishes=unique(wish for reading in readings for wish in reading.wishes),
        rank=unique(term for reading in readings for term in reading.rank),
        first=next((reading.first for reading in readings if reading.first), None),
        marks=unique(mark for reading in readings for mark in reading.marks),
        notes=tuple(note for reading in readings for note in reading.notes),
    )


def _limited(reading: Reading, length: int) -> Reading:
    """Keep the first `MAX_REQUIRED_WORDS` words as requirements."""
    surplus = [part for part in reading.parts if part.kind is Kind.WORD][MAX_REQUIRED_WORDS:]
    if not surplus:
        return reading
    dropped = frozenset(surplus)
    return replace(
        reading,
        parts=tuple(part for part in reading.parts if part not in dropped),
        notes=(*reading.notes, Note(f"词太多：前 {MAX_REQUIRED_WORDS} 个必须出现，其余只影响排序", 0, length)),
    )


def _relaxed(reading: Reading) -> Node | None:
    """Ask for most of the words; what was asked for by quotes, prefixes or operators stays required.

    What a report has of the words is told by their pairs of characters, so that a bad cut can't hide it.
    """
    loose = [part for part in reading.parts if is_loose(part)]
    kept = [part.node for part in reading.parts if not is_loose(part)]
    telling = [part for part in loose if FUNCTION_WORDS.isdisjoint(part.words)]
    if not loose or len(reading.parts) == 1 or len(loose) == len(telling) == 1:
        return None
    if not telling and kept:
        return conjunction(kept)
    wishes = reading.wishes or tuple(Wish(part.node) for part in loose)
    return MostOf(RELAXED_SHARE, wishes, conjunction(kept))


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Give one note of each message, the first, in the order of the query."""
    ordered = sorted(notes, key=lambda note: (note.start, note.end))
    return tuple({note.message: note for note in reversed(ordered)}.values())[::-1]
