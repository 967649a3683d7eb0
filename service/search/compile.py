"""From a typed query to what an engine is asked: what must match, what ranks, what to highlight, how it was read.

The rules are told to users in `docs/query-language.md`. Nothing here raises on any query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TypeVar

from corpus.document_number import looks_like_document_number, parse_document_number
from corpus.index_number import looks_like_index_number, parse_index_number
from corpus.partial_date import PartialDate, parse_partial_date
from corpus.partial_index_number import parse_partial_index_number
from indexer.analysis import atoms, is_run, is_visible_word, normalize, segment_spans, segments, words
from indexer.fields import FIELD, TEXT_FIELDS, Field
from indexer.query import And, Between, Contains, Everything, Keyword, MostOf, Node, Not, Or, RankTerm, TermKind, Wish
from service.search.function_words import FUNCTION_WORDS, is_question
from service.search.model import Interpretation, Note
from service.search.syntax import All, Any, Exact, InField, Tree, Without, Word, parse

_T = TypeVar("_T")

MAX_REQUIRED_WORDS = 64
"""Words beyond only rank. The longest title in the archives seen has some 100 characters, cut into about 40 words."""

MAX_RANK_TERMS = 256
"""A title of 100 characters gives about 170 terms; a pasted page would read a tenth of the index for nothing."""

RELAXED_SHARE = 0.2
"""How much of what the best report has of the words, weighed by rarity, others must have when words may be missing. On
611 policy questions nDCG@10 is 0.90 so and 0.84 when half of the words, whichever, are asked for; the same from 0.1 to 0.3."""

WORD_WEIGHT = 0.6
GRAM_WEIGHT = 1.0
"""On 611 policy questions, nDCG@10: pairs alone 0.881, with search-mode words at 0.6 of their weight 0.888."""

FUNCTION_WORD_WEIGHT = 0.5
"""What function words, and pairs that touch one, count for: 0.898 after 0.887 on the same questions."""

_MAX_SHOWN = 12
"""Words a summary spells out; it is one line of a page."""

_MAX_SHOWN_CHARACTERS = 40

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
    reading = _limited(_read(parsed.tree, _Scope()), len(text)) if parsed.tree else _Reading()
    notes = _in_order((*parsed.notes, *reading.notes))
    if parsed.tree and not isinstance(parsed.tree, InField):
        number = _read_as_number(text)
        if number:
            relaxed = _and(part.node for part in reading.parts)
            reading = replace(number, rank=reading.rank)
            return _compiled(reading, relaxed, reading.parts[0].shown, notes)
    if reading.parts and all(part.negated for part in reading.parts):
        notes = (*notes, Note("只写了要排除的内容，因此列出其余全部报告", 0, len(text)))
    loosened = _relaxed(reading)
    if parsed.tree and loosened is not None and is_question(normalize(text), segments(atoms(text))):
        return _compiled_question(reading, _limited(_read(parsed.tree, _Scope(asks=True)), len(text)), notes)
    compiled = _compiled(reading, loosened, _summary(reading.parts), notes)
    return replace(compiled, match=_or_one_text(text, compiled.match)) if reading.parts else compiled


def _compiled_question(literal: _Reading, asked: _Reading, notes: tuple[Note, ...]) -> CompiledQuery:
    """Compile a question from how it reads word for word and how it reads as one."""
    telling = tuple(mark for mark in asked.marks if "".join(mark) not in FUNCTION_WORDS)
    asked = replace(asked, marks=telling or asked.marks)
    compiled = _compiled(asked, _relaxed(asked), _summary(asked.parts, as_question=True), notes)
    return replace(compiled, match=_and(part.node for part in literal.parts), is_question=True)


def _or_one_text(text: str, node: Node) -> Node:
    """Match also what stands between the first and the last quote as one text: a quoted passage may hold quotes."""
    whole = text.strip()
    inner = whole[1:-1]
    if len(whole) > 2 and whole[0] == whole[-1] == '"' and '"' in inner:
        return Or((node, Contains(atoms(inner), TEXT_FIELDS)))
    return node


def _compiled(reading: _Reading, relaxed: Node | None, summary: str, notes: tuple[Note, ...]) -> CompiledQuery:
    return CompiledQuery(
        match=_and(part.node for part in reading.parts),
        relaxed=relaxed,
        rank=reading.rank[:MAX_RANK_TERMS],
        first=reading.first,
        marks=reading.marks,
        interpretation=Interpretation(
            summary=summary,
            words=_unique(word for part in reading.parts if not part.negated for word in part.words),
            excluded=_unique(word for part in reading.parts if part.negated for word in part.words),
            notes=notes,
        ),
    )


# Readings ------------------------------------------------------------------------------------------------------------


class _Kind(Enum):
    WORD = "an unquoted word, which may be relaxed"
    EXACT = "a quoted text, or one within an exclusion"
    EITHER = "several texts of which one is enough"
    NUMBER = "a range of a number field"
    MIXED = "anything else"


@dataclass(frozen=True, slots=True)
class _Part:
    """One requirement: its node, and how the summary shows it. `label` names its field; empty means all text."""

    node: Node
    kind: _Kind
    shown: str
    label: str = ""
    negated: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a piece of the query asks for: every part is required, the rest goes along.

    `wishes` are what unquoted words in any field come down to when not all of them need be there.
    """

    parts: tuple[_Part, ...] = ()
    rank: tuple[RankTerm, ...] = ()
    first: Node | None = None
    marks: tuple[tuple[str, ...], ...] = ()
    notes: tuple[Note, ...] = ()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a piece of the query stands: under a prefix, within an exclusion, in a question.

    Quotation marks in a question name things; nobody means that they must stand as they do in the quotation.
    """

    field: Field | None = None
    excluded: bool = False
    asks: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field.name,) if self.field else TEXT_FIELDS

    @property
    def label(self) -> str:
        return self.field.label if self.field else ""


def _read(tree: Tree, scope: _Scope) -> _Reading:
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


def _read_without(child: Tree, scope: _Scope) -> _Reading:
    inner = _read(child, replace(scope, excluded=True))
    if not inner.parts:
        return _Reading(notes=inner.notes)
    node = Not(_and(part.node for part in inner.parts))
    only = inner.parts[0]
    if len(inner.parts) == 1 and only.kind in (_Kind.EXACT, _Kind.NUMBER) and not only.negated:
        part = replace(only, node=node, negated=True)
    else:
        part = _Part(node, _Kind.MIXED, f"排除（{_summary(inner.parts)}）", negated=True)
    return _Reading((part,), notes=inner.notes)


def _read_any(readings: list[_Reading]) -> _Reading:
    """Join alternatives. One that asks for nothing searchable is none: it would make the others pointless."""
    together = _joined(readings)
    alternatives = [reading.parts for reading in readings if reading.parts]
    if len(alternatives) < 2:
        return together
    node = Or(_unique(_and(part.node for part in parts) for parts in alternatives))
    return replace(together, parts=(_either_part(node, alternatives),))


def _either_part(node: Node, alternatives: list[tuple[_Part, ...]]) -> _Part:
    firsts = [parts[0] for parts in alternatives]
    kinds = {part.kind for part in firsts}
    alike = len({part.label for part in firsts}) == 1 and not any(part.negated for part in firsts)
    if alike and all(len(parts) == 1 for parts in alternatives):
        if kinds <= {_Kind.WORD, _Kind.EXACT, _Kind.EITHER}:
            return _Part(node, _Kind.EITHER, "或".join(_unique(part.shown for part in firsts)), firsts[0].label)
        if kinds == {_Kind.NUMBER}:
            return _Part(node, _Kind.NUMBER, " 或 ".join(_unique(part.shown for part in firsts)), firsts[0].label)
    return _Part(node, _Kind.MIXED, "或".join(f"（{_summary(parts)}）" for parts in alternatives))


def _read_leaf(leaf: Word | Exact, scope: _Scope) -> _Reading:
    sequence = atoms(leaf.text)
    if not sequence:
        what = "引号里" if isinstance(leaf, Exact) else "这里"
        return _Reading(notes=(Note(f"{what}没有可查找的内容，已忽略", leaf.start, leaf.end),))
    if scope.field and scope.field.number:
        return _read_number(leaf, scope, scope.field)
    if scope.field and scope.field.name in _NUMBER_KEYS:
        return _read_identifier(leaf, scope, scope.field)
    if not scope.excluded and (isinstance(leaf, Word) or (scope.asks and not scope.field)):
        return _read_word(sequence, scope)
    shown = _spelled(leaf.text)
    return _found_text([(sequence, shown)], [sequence], sequence, scope=scope, kind=_Kind.EXACT)


def _read_word(sequence: tuple[str, ...], scope: _Scope) -> _Reading:
    """Require a word's segments; what segmentation leaves over, single characters, only ranks."""
    pieces = _pieces(sequence)
    if not pieces:
        return _found_text([(sequence, "".join(sequence))], [sequence], sequence, scope=scope, kind=_Kind.WORD)
    required = _unique(part for piece in pieces for part in _required(piece))
    named = [(part, "".join(part)) for part in required]
    reading = _found_text(named, [*required, *pieces], sequence, scope=scope, kind=_Kind.WORD)
    if scope.field:
        return reading
    wishes = (Wish(Contains(gram, TEXT_FIELDS), weight) for gram, weight in _grams(sequence).items())
    return replace(reading, wishes=tuple(wishes))


def _found_text(
    required: list[tuple[tuple[str, ...], str]],
    marks: Iterable[tuple[str, ...]],
    ranked: tuple[str, ...],
    *,
    scope: _Scope,
    kind: _Kind,
) -> _Reading:
    parts = (
        _Part(Contains(part, scope.fields), kind, f"“{_shortened(shown)}”", scope.label, words=(shown,))
        for part, shown in required
    )
    marked = scope.field is None or scope.field.name in _MARKED_FIELDS
    return _Reading(tuple(parts), _rank(ranked, scope.fields), marks=_unique(marks) if marked else ())


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


def _rank(sequence: tuple[str, ...], fields: tuple[str, ...]) -> tuple[RankTerm, ...]:
    """Give the terms that rank a text: pairs of characters and runs, and words at `WORD_WEIGHT`."""
    cut = {word: WORD_WEIGHT * (FUNCTION_WORD_WEIGHT if word in FUNCTION_WORDS else 1) for word in words(sequence)}
    return (
        *(RankTerm("".join(gram), TermKind.GRAM, fields, weight) for gram, weight in _grams(sequence).items()),
        *(RankTerm(word, TermKind.WORD, fields, weight) for word, weight in cut.items()),
    )


@lru_cache(maxsize=64)  # asked for twice of each word
def _grams(sequence: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    """Give runs and pairs of visible characters with their weights; one that stands in several places has its best."""
    idle = {
        place
        for start, end in segment_spans(sequence)
        if "".join(sequence[start:end]) in FUNCTION_WORDS
        for place in range(start, end)
    }
    grams: dict[tuple[str, ...], float] = {}
    for places in _ranking_places(sequence):
        gram = tuple(sequence[place] for place in places)
        weight = GRAM_WEIGHT if idle.isdisjoint(places) else GRAM_WEIGHT * FUNCTION_WORD_WEIGHT
        grams[gram] = max(weight, grams.get(gram, 0.0))
    return grams


def _ranking_places(sequence: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    yield from ((place,) for place, atom in enumerate(sequence) if is_run(atom))
    for place, pair in enumerate(pairwise(sequence)):
        if all(is_visible_word(atom) and not is_run(atom) for atom in pair):
            yield place, place + 1


# Numbers and dates ---------------------------------------------------------------------------------------------------

_RANGE = re.compile(r"\s*(?:\.{2,}|~+|至|到)\s*")
_YEARS = re.compile(r"(\d{4})年?-+(\d{4})年?")
"""Only whole years may be joined by a dash: in 2020-01 it stands between year and month."""


def _read_number(leaf: Word | Exact, scope: _Scope, field: Field) -> _Reading:
    try:
        low, high = _dates(leaf.text)
    except ValueError:
        reading = _read_leaf(leaf, replace(scope, field=None))
        note = Note(
            f"看不懂这个{field.label}，按普通文字处理；可以写 2021、2020..2023、2020-01..2020-06", leaf.start, leaf.end
        )
        return replace(reading, notes=(note, *reading.notes))
    notes = []
    if low and high and low.first_day() > high.last_day():
        low, high = high, low
        notes.append(Note("起止写反了，已对调", leaf.start, leaf.end))
    if field.name == "year":
        if any(date and date.month for date in (low, high)):
            notes.append(Note("年份只看到年；要查某月某日请用“发布日期:”", leaf.start, leaf.end))
        low, high = _year_only(low), _year_only(high)
        node = Between(field.name, low.year if low else None, high.year if high else None)
    else:
        node = Between(field.name, low.ordinal if low else None, high.last_day().toordinal() if high else None)
    part = _Part(node, _Kind.NUMBER, _shown_range(low, high), field.label)
    return _Reading((part,), notes=tuple(notes))


def _year_only(date: PartialDate | None) -> PartialDate | None:
    return PartialDate(date.year) if date else None


def _dates(text: str) -> tuple[PartialDate | None, PartialDate | None]:
    """Read a date, or a range open at one side at most. Raises ValueError."""
    folded = normalize(text).strip()
    years = _YEARS.fullmatch(folded)
    ends = years.groups() if years else _RANGE.split(folded)
    if len(ends) > 2 or not any(ends):
        raise ValueError(text)
    dates = [parse_partial_date(end) if end else None for end in ends]
    return dates[0], dates[-1]


def _shown_range(low: PartialDate | None, high: PartialDate | None) -> str:
    if low == high and low:
        return low.isoformat()
    if low and high:
        return f"{low.isoformat()}—{high.isoformat()}"
    return f"{low.isoformat()} 及以后" if low else f"{high.isoformat() if high else ''} 及以前"


# Index numbers and document numbers ----------------------------------------------------------------------------------


def _index_number_key(text: str) -> str:
    number = parse_index_number(text)
    return number.key if number else ""


def _document_number_key(text: str) -> str:
    number = parse_document_number(text)
    return number.key if number else ""


_NUMBER_KEYS = {"index_number": _index_number_key, "document_number": _document_number_key}
_LOOKS_LIKE = {"index_number": looks_like_index_number, "document_number": looks_like_document_number}


def _read_identifier(leaf: Word | Exact, scope: _Scope, field: Field) -> _Reading:
    """Find a number however it is spelled, and numbers that hold what was typed."""
    sequence = atoms(leaf.text)
    key = _NUMBER_KEYS[field.name](leaf.text)
    keyword = Keyword(field.name, key) if key else None
    piece = Or((Contains(sequence, scope.fields), *_tails(leaf.text, field)))
    shown = _spelled(leaf.text)
    part = _Part(
        Or((keyword, *piece.nodes)) if keyword else piece,
        _Kind.EXACT,
        f"“{_shortened(shown)}”",
        field.label,
        words=(shown,),
    )
    return _Reading((part,), _rank(sequence, scope.fields), None if scope.excluded else keyword)


def _tails(text: str, field: Field) -> list[Node]:
    """Read `2023-827` as the tail of an index number."""
    if field.name != "index_number":
        return []
    readings = parse_partial_index_number(text).readings
    return [Keyword("index_number_tail", each.tail) for each in readings if each.tail and each.issuer is None]


def _read_as_number(text: str) -> _Reading | None:
    """Read a whole query as an index number or a document number, or tell that it is none.

    What mentions the number must hold it in one piece: its parts 2017 and 47 alone stand in any report.
    """
    for name, looks_like in _LOOKS_LIKE.items():
        if not looks_like(text):
            continue
        key = _NUMBER_KEYS[name](text)
        spellings = _unique((atoms(text), atoms(key)))
        keyword = Keyword(name, key)
        node = Or((keyword, *(Contains(spelling, TEXT_FIELDS) for spelling in spellings)))
        part = _Part(node, _Kind.MIXED, f"按{FIELD[name].label}“{key}”查找", words=(key,))
        return _Reading((part,), first=keyword, marks=spellings)
    return None


# Putting readings together -------------------------------------------------------------------------------------------


def _joined(readings: list[_Reading]) -> _Reading:
    return _Reading(
        parts=_unique(part for reading in readings for part in reading.parts),
        wishes=_unique(wish for reading in readings for wish in reading.wishes),
        rank=_unique(term for reading in readings for term in reading.rank),
        first=next((reading.first for reading in readings if reading.first), None),
        marks=_unique(mark for reading in readings for mark in reading.marks),
        notes=tuple(note for reading in readings for note in reading.notes),
    )


def _limited(reading: _Reading, length: int) -> _Reading:
    """Keep the first `MAX_REQUIRED_WORDS` words as requirements."""
    surplus = [part for part in reading.parts if part.kind is _Kind.WORD][MAX_REQUIRED_WORDS:]
    if not surplus:
        return reading
    dropped = frozenset(surplus)
    return replace(
        reading,
        parts=tuple(part for part in reading.parts if part not in dropped),
        notes=(*reading.notes, Note(f"词太多：前 {MAX_REQUIRED_WORDS} 个必须出现，其余只影响排序", 0, length)),
    )


def _relaxed(reading: _Reading) -> Node | None:
    """Ask for most of the words; what was asked for by quotes, prefixes or operators stays required.

    What a report has of the words is told by their pairs of characters, so that a bad cut can't hide it.
    """
    loose = [part for part in reading.parts if _is_loose(part)]
    kept = [part.node for part in reading.parts if not _is_loose(part)]
    telling = [part for part in loose if FUNCTION_WORDS.isdisjoint(part.words)]
    if not loose or len(reading.parts) == 1 or len(loose) == len(telling) == 1:
        return None
    if not telling and kept:
        return _and(kept)
    wishes = reading.wishes or tuple(Wish(part.node) for part in loose)
    return MostOf(RELAXED_SHARE, wishes, _and(kept))


def _is_loose(part: _Part) -> bool:
    return part.kind is _Kind.WORD and not part.label


def _and(nodes: Iterable[Node]) -> Node:
    unique = _unique(nodes)
    if not unique:
        return Everything()
    return unique[0] if len(unique) == 1 else And(unique)


def _unique(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Give one note of each message, the first, in the order of the query."""
    ordered = sorted(notes, key=lambda note: (note.start, note.end))
    return tuple({note.message: note for note in reversed(ordered)}.values())[::-1]


# The summary ---------------------------------------------------------------------------------------------------------

EVERYTHING = "全部报告"


def _summary(parts: Sequence[_Part], *, as_question: bool = False) -> str:
    """Tell in Chinese what `parts` require together, or, of a question's loose words, wish for."""
    asked = [part.shown for part in parts if as_question and _is_loose(part)]
    parts = [part for part in parts if not (as_question and _is_loose(part))]
    texts = [part for part in parts if not part.label and part.kind in (_Kind.WORD, _Kind.EXACT)]
    clauses = [
        f"问句，按其中多数词查找：{_cut_short(asked)}" if asked else "",
        _listed("包含", [part.shown for part in texts if not part.negated]),
        *(f"包含{part.shown}" for part in parts if part.kind is _Kind.EITHER and not part.label),
        *(part.shown for part in parts if part.kind is _Kind.MIXED and not part.negated),
        _listed("不含", [part.shown for part in texts if part.negated]),
        *(part.shown for part in parts if part.kind is _Kind.MIXED and part.negated),
    ]
    sentences = ["，".join(clause for clause in clauses if clause), *_field_clauses(parts)]
    if all(part.negated for part in parts) and not asked:
        sentences[0] = f"{EVERYTHING}，{sentences[0]}" if sentences[0] else EVERYTHING
    return "；".join(sentence for sentence in sentences if sentence)


_VERBS = {(False, False): "含", (False, True): "不含", (True, False): " ", (True, True): "不是 "}
"""What stands after a field's label, by whether it is a number and whether it is excluded."""


def _field_clauses(parts: Sequence[_Part]) -> list[str]:
    clauses: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        if not part.label:
            continue
        verb = _VERBS[part.kind is _Kind.NUMBER, part.negated]
        apart = part.shown if part.kind in (_Kind.NUMBER, _Kind.EITHER) else ""
        clauses.setdefault((f"{part.label}{verb}", apart), []).append(part.shown)
    return [start + _cut_short(shown) for (start, _), shown in clauses.items()]


def _listed(verb: str, shown: list[str]) -> str:
    if not shown:
        return ""
    return f"{'同时' if len(shown) > 1 and verb == '包含' else ''}{verb}{_cut_short(shown)}"


def _cut_short(shown: list[str]) -> str:
    if len(shown) <= _MAX_SHOWN:
        return "".join(shown)
    return f"{''.join(shown[:_MAX_SHOWN])}等 {len(shown)} 个词"


def _spelled(text: str) -> str:
    return " ".join(normalize(text).split())


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN_CHARACTERS else f"{text[:_MAX_SHOWN_CHARACTERS]}…"
