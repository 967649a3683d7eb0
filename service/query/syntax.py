"""The query language as typed: words, exact texts, exclusions, alternatives, groups and field prefixes.

Knows nothing of matching: `parse` returns a tree whose leaves are pieces of the typed text, for `compile` to interpret.
`docs/query-language.md` describes the language to users.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from indexer.analysis import normalize
from indexer.fields import FIELDS, Field
from service.query.interpretation import Note

MAX_NESTING = 16
"""Parentheses nested deeper are text: nobody writes more than three, and the parser recurses once for each."""


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


def parse(text: str) -> ParsedQuery:
    """Return the tree of a query. Any string is a query; what doesn't fit the language is ordinary text, with a note.

    >>> parse("法治 -预算").tree
    All(children=(Word(text='法治', start=0, end=2), Without(child=Word(text='预算', start=4, end=6))))
    """
    notes = _Notes()
    lexemes = _lexemes(text, notes)
    tree, _ = _sequence(text, lexemes, 0, notes)
    return ParsedQuery(tree, tuple(notes.values()))


@cache
def prefixes() -> Mapping[str, Field]:
    """Return the field each prefix stands for, by the normalised prefix without its colon."""
    return {normalize(prefix): field for field in FIELDS for prefix in field.prefixes}


class _Notes(dict[str, Note]):
    """Notes by message: the first one is enough to understand, and 5,000 open quotes are one mistake."""

    def add(self, message: str, start: int, end: int) -> None:
        self.setdefault(message, Note(message, start, end))


class _Kind(Enum):
    WORD = "word"
    EXACT = "exact"
    OPEN = "open"
    CLOSE = "close"
    OR = "or"
    MINUS = "minus"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: _Kind
    start: int
    end: int


# Signs ---------------------------------------------------------------------------------------------------------------

_SAME_SIGNS = str.maketrans("（）｜：－–—ＯＲ", "()|:---OR")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_IGNORABLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_IGNORABLE_AT_EDGE = re.compile(rf"(?<![^ ])[{_IGNORABLE}]+|[{_IGNORABLE}]+(?![^ ])")
"""Invisible characters come along when text is copied from web pages; they must not hide an operator."""

_QUOTES = '"“”＂'
_QUOTE = re.compile(f"[{_QUOTES}]")
_LONE_SIGNS = re.compile(rf"[()|{_QUOTES}]*-?[()|{_QUOTES}]*")


def _signs(text: str) -> str:
    """Return `text` with each operator in its ASCII spelling and each blank as a space; no character moves."""
    folded = _BLANK.sub(" ", text.translate(_SAME_SIGNS))
    return _IGNORABLE_AT_EDGE.sub(lambda match: " " * len(match[0]), folded)


def _quote_pairs(text: str, notes: _Notes) -> dict[int, int]:
    """Return the offset of the closing quote for each opening one."""
    pairs = {}
    offset = 0
    while match := _QUOTE.search(text, offset):
        start = match.start()
        closing = _closing_quote(text, start)
        offset = start + 1
        if closing < 0:
            notes.add("引号没有成对，按普通文字处理", start, start + 1)
        else:
            pairs[start] = closing
            offset = closing + 1
    return pairs


def _closing_quote(text: str, opening: int) -> int:
    quote = text[opening]
    if quote == "”":
        return -1
    if quote != "“":
        return text.find(quote, opening + 1)
    closing = text.find("”", opening + 1)
    return closing if closing >= 0 else text.find("“", opening + 1)


def _paren_pairs(signs: str, quotes: Mapping[int, int]) -> dict[int, int]:
    """Return the offset of the closing parenthesis for each opening one that has one, outside quotes."""
    pairs = {}
    opened: list[int] = []
    offset = 0
    while offset < len(signs):
        if offset in quotes:
            offset = quotes[offset]
        elif signs[offset] == "(":
            opened.append(offset)
        elif signs[offset] == ")" and opened:
            pairs[opened.pop()] = offset
        offset += 1
    return pairs


# Lexemes -------------------------------------------------------------------------------------------------------------

_OPERATORS = (_Kind.OR, _Kind.OPEN)


@dataclass(frozen=True, slots=True)
class _Typed:
    """The typed text with its quotes and parentheses: pairs by opening, all closing ones, and those of open groups."""

    text: str
    signs: str
    quotes: dict[int, int]
    parens: dict[int, int]
    paired: frozenset[int]
    closing: set[int]


def _lexemes(text: str, notes: _Notes) -> list[_Lexeme]:
    signs = _signs(text)
    quotes = _quote_pairs(text, notes)
    parens = _paren_pairs(signs, quotes)
    typed = _Typed(text, signs, quotes, parens, frozenset(parens.values()), set())
    lexemes: list[_Lexeme] = []
    offset = 0
    while offset < len(signs):
        if signs[offset] == " ":
            offset += 1
            continue
        glued_to = lexemes[-1].kind if lexemes and lexemes[-1].end == offset else None
        lexeme = _sign_lexeme(typed, offset, glued_to, notes) or _field_lexeme(typed, offset, glued_to)
        lexeme = lexeme or _word_lexeme(typed, offset, glued_to)
        offset = lexeme.end
        if lexeme.kind is not _Kind.WORD or not _is_lone_sign(typed, lexeme, notes):
            lexemes.append(lexeme)
    return lexemes


def _sign_lexeme(typed: _Typed, offset: int, glued_to: _Kind | None, notes: _Notes) -> _Lexeme | None:
    if offset in typed.quotes:
        return _Lexeme(_Kind.EXACT, offset, typed.quotes[offset] + 1)
    sign = typed.signs[offset]
    kind = None
    if sign == "|":
        kind = _Kind.OR
    elif offset in typed.closing:
        kind = _Kind.CLOSE
        typed.closing.remove(offset)
    elif sign == "(" and _opens_group(typed, offset, glued_to, notes):
        kind = _Kind.OPEN
        typed.closing.add(typed.parens[offset])
    elif sign == "-" and _excludes(typed, offset, glued_to):
        kind = _Kind.MINUS
    return _Lexeme(kind, offset, offset + 1) if kind else None


def _opens_group(typed: _Typed, offset: int, glued_to: _Kind | None, notes: _Notes) -> bool:
    """Return whether a parenthesis opens a group rather than belongs to a text, such as 方案（试行） or （一）总体要求."""
    if glued_to is _Kind.WORD:
        return False
    if offset not in typed.parens:
        notes.add("括号没有成对，按普通文字处理", offset, offset + 1)
        return False
    after = typed.signs[typed.parens[offset] + 1 : typed.parens[offset] + 2]
    if after and after not in f" |(){_QUOTES}":
        return False
    # `closing` holds one parenthesis for every group that is open here.
    if len(typed.closing) >= MAX_NESTING:
        notes.add(f"括号超过 {MAX_NESTING} 层，里层的括号按普通文字处理", offset, offset + 1)
        return False
    return True


def _excludes(typed: _Typed, offset: int, glued_to: _Kind | None) -> bool:
    """Return whether a minus sign excludes, rather than is a hyphen or the first half of a Chinese dash (——)."""
    following = typed.signs[offset + 1 : offset + 2]
    return (glued_to is None or glued_to in _OPERATORS) and following not in ("", " ", "|", ")", "-")


def _field_lexeme(typed: _Typed, offset: int, glued_to: _Kind | None) -> _Lexeme | None:
    if glued_to is not None and glued_to not in (*_OPERATORS, _Kind.MINUS):
        return None
    longest = max(map(len, prefixes()))
    colon = typed.signs.find(":", offset, offset + longest + 1)
    if colon < 0 or normalize(typed.text[offset:colon]) not in prefixes():
        return None
    return _Lexeme(_Kind.FIELD, offset, colon + 1)


def _word_lexeme(typed: _Typed, offset: int, glued_to: _Kind | None) -> _Lexeme:
    end = offset + 1
    while (
        end < len(typed.signs) and typed.signs[end] not in " |" and end not in typed.quotes and end not in typed.closing
    ):
        end += 1
    alone = glued_to in (None, _Kind.OPEN, _Kind.CLOSE, _Kind.EXACT)
    kind = _Kind.OR if alone and typed.signs[offset:end] == "OR" else _Kind.WORD
    return _Lexeme(kind, offset, end)


def _is_lone_sign(typed: _Typed, lexeme: _Lexeme, notes: _Notes) -> bool:
    """Return whether a word is nothing but a stray operator: asking for it as text would find too little."""
    signs = typed.signs[lexeme.start : lexeme.end]
    if _LONE_SIGNS.fullmatch(signs):
        notes.add(f"单独的“{typed.text[lexeme.start : lexeme.end][:10]}”没有作用，已忽略", lexeme.start, lexeme.end)
        return True
    if signs.endswith(")") and lexeme.end - 1 not in typed.paired:
        notes.add("括号没有成对，按普通文字处理", lexeme.end - 1, lexeme.end)
    return False


# Tree ----------------------------------------------------------------------------------------------------------------

_CONTENT = (_Kind.WORD, _Kind.EXACT, _Kind.OPEN)


def _sequence(text: str, lexemes: list[_Lexeme], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    """Return the tree of the units up to the end or a closing parenthesis, and the index of the lexeme there.

    OR joins its two neighbours before anything else.
    """
    units: list[Tree] = []
    waiting: _Lexeme | None = None
    while at < len(lexemes) and lexemes[at].kind is not _Kind.CLOSE:
        lexeme = lexemes[at]
        if lexeme.kind is _Kind.OR:
            at += 1
            if waiting or not units:
                _note_lone_or(text, lexeme, notes)
            else:
                waiting = lexeme
            continue
        unit, at = _unit(text, lexemes, at, notes)
        if unit and waiting:
            units[-1] = _any(units[-1], unit)
            waiting = None
        elif unit:
            units.append(unit)
    if waiting:
        _note_lone_or(text, waiting, notes)
    return _all(units), at


def _unit(text: str, lexemes: list[_Lexeme], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    """Return the tree of one thing asked for, with its minus sign and prefix, and the index of the lexeme after it."""
    lexeme = lexemes[at]
    if lexeme.kind is _Kind.MINUS:
        if at + 1 == len(lexemes) or lexemes[at + 1].start != lexeme.end:
            notes.add("减号后面没有内容，已忽略", lexeme.start, lexeme.end)
            return None, at + 1
        child, at = _unit(text, lexemes, at + 1, notes)
        return child and Without(child), at
    if lexeme.kind is not _Kind.FIELD:
        return _glued(text, lexemes, at, notes)
    name = text[lexeme.start : lexeme.end]
    if at + 1 == len(lexemes) or lexemes[at + 1].kind not in _CONTENT:
        notes.add(f"“{name}”后面没有内容，按普通文字处理", lexeme.start, lexeme.end)
        return Word(name, lexeme.start, lexeme.end), at + 1
    value = lexemes[at + 1]
    if text[value.start] in "-－–—" and value.start == lexeme.end:
        notes.add(f"要排除请把减号写在“{name}”前面；这里的减号按普通文字处理", value.start, value.start + 1)
    child, at = _glued(text, lexemes, at + 1, notes)
    return child and InField(prefixes()[normalize(name[:-1])], child), at


def _glued(text: str, lexemes: list[_Lexeme], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    """Return the tree of what follows one another without white space, and the index of the lexeme after it."""
    children: list[Tree] = []
    first = at
    while at < len(lexemes) and lexemes[at].kind in _CONTENT:
        lexeme = lexemes[at]
        if at > first and lexeme.start != lexemes[at - 1].end:
            break
        child, at = _content(text, lexemes, at, notes)
        if child:
            children.append(child)
    return _all(children), at


def _content(text: str, lexemes: list[_Lexeme], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    lexeme = lexemes[at]
    if lexeme.kind is _Kind.WORD:
        return Word(text[lexeme.start : lexeme.end], lexeme.start, lexeme.end), at + 1
    if lexeme.kind is _Kind.EXACT:
        return Exact(text[lexeme.start + 1 : lexeme.end - 1], lexeme.start, lexeme.end), at + 1
    child, closing = _sequence(text, lexemes, at + 1, notes)
    if child is None:
        notes.add("括号里没有可查找的内容，已忽略", lexeme.start, lexemes[closing].end)
    return child, closing + 1


def _all(units: list[Tree]) -> Tree | None:
    if len(units) < 2:
        return units[0] if units else None
    return All(tuple(units))


def _any(left: Tree, right: Tree) -> Any:
    alternatives = left.children if isinstance(left, Any) else (left,)
    return Any((*alternatives, right))


def _note_lone_or(text: str, lexeme: _Lexeme, notes: _Notes) -> None:
    typed = text[lexeme.start : lexeme.end]
    notes.add(f"“{typed}”要写在两个词之间，这里已忽略", lexeme.start, lexeme.end)
