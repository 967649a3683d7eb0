"""The query language's lexer: which characters of a query are operators, quotes and prefixes, and which are text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from indexer.analysis import normalize
from indexer.fields import FIELDS, Field
from service.query.interpretation import Note

MAX_NESTING = 16
"""Parentheses nested deeper are text: nobody writes more than three, and the parser recurses once for each."""


class LexemeKind(Enum):
    """What a lexeme is: text, quoted text, or an operator."""

    WORD = "word"
    EXACT = "exact"
    OPEN = "open"
    CLOSE = "close"
    OR = "or"
    MINUS = "minus"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the typed text, from `start` to `end`; quotes and a prefix's colon belong to it."""

    kind: LexemeKind
    start: int
    end: int


class Notes(dict[str, Note]):
    """Notes by message: the first one is enough to understand, and 5,000 open quotes are one mistake."""

    def add(self, message: str, start: int, end: int) -> None:
        """Keep a note on the typed text from `start` to `end`, unless there is one of this message."""
        self.setdefault(message, Note(message, start, end))


def lexemes(text: str, notes: Notes) -> tuple[Lexeme, ...]:
    """Return the lexemes of a query, in order; white space and stray operators are none. Slips are added to `notes`."""
    return tuple(_lexemes(_typed(text, notes), notes))


@cache
def prefixes() -> Mapping[str, Field]:
    """Return the field each prefix stands for, by the normalised prefix without its colon."""
    return {normalize(prefix): field for field in FIELDS for prefix in field.prefixes}


# Signs ---------------------------------------------------------------------------------------------------------------

_SAME_SIGNS = str.maketrans("（）｜：－–—ＯＲ", "()|:---OR")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_IGNORABLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_IGNORABLE_AT_EDGE = re.compile(rf"(?<![^ ])[{_IGNORABLE}]+|[{_IGNORABLE}]+(?![^ ])")
"""Invisible characters come along when text is copied from web pages; they must not hide an operator."""

_QUOTES = '"“”＂'
_QUOTE = re.compile(f"[{_QUOTES}]")
_LONE_SIGNS = re.compile(rf"[()|{_QUOTES}]*-?[()|{_QUOTES}]*")


@dataclass(frozen=True, slots=True)
class _Typed:
    """The typed text with its quotes and parentheses: pairs by opening, all closing ones, and those of open groups."""

    text: str
    signs: str
    quotes: dict[int, int]
    parens: dict[int, int]
    paired: frozenset[int]
    closing: set[int]


def _typed(text: str, notes: Notes) -> _Typed:
    signs = _signs(text)
    quotes = _quote_pairs(text, notes)
    parens = _paren_pairs(signs, quotes)
    return _Typed(text, signs, quotes, parens, frozenset(parens.values()), set())


def _signs(text: str) -> str:
    """Return `text` with each operator in its ASCII spelling and each blank as a space; no character moves."""
    folded = _BLANK.sub(" ", text.translate(_SAME_SIGNS))
    return _IGNORABLE_AT_EDGE.sub(lambda match: " " * len(match[0]), folded)


def _quote_pairs(text: str, notes: Notes) -> dict[int, int]:
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

_OPERATORS = (LexemeKind.OR, LexemeKind.OPEN)


def _lexemes(typed: _Typed, notes: Notes) -> Iterator[Lexeme]:
    offset = 0
    before: Lexeme | None = None
    while offset < len(typed.signs):
        if typed.signs[offset] == " ":
            offset += 1
            continue
        glued_to = before.kind if before and before.end == offset else None
        lexeme = _sign_lexeme(typed, offset, glued_to, notes) or _field_lexeme(typed, offset, glued_to)
        lexeme = lexeme or _word_lexeme(typed, offset, glued_to)
        offset = lexeme.end
        if lexeme.kind is not LexemeKind.WORD or not _is_lone_sign(typed, lexeme, notes):
            before = lexeme
            yield lexeme


def _sign_lexeme(typed: _Typed, offset: int, glued_to: LexemeKind | None, notes: Notes) -> Lexeme | None:
    if offset in typed.quotes:
        return Lexeme(LexemeKind.EXACT, offset, typed.quotes[offset] + 1)
    sign = typed.signs[offset]
    kind = None
    if sign == "|":
        kind = LexemeKind.OR
    elif offset in typed.closing:
        kind = LexemeKind.CLOSE
        typed.closing.remove(offset)
    elif sign == "(" and _opens_group(typed, offset, glued_to, notes):
        kind = LexemeKind.OPEN
        typed.closing.add(typed.parens[offset])
    elif sign == "-" and _excludes(typed, offset, glued_to):
        kind = LexemeKind.MINUS
    return Lexeme(kind, offset, offset + 1) if kind else None


def _opens_group(typed: _Typed, offset: int, glued_to: LexemeKind | None, notes: Notes) -> bool:
    """Return whether a parenthesis opens a group rather than belongs to a text, such as 方案（试行） or （一）总体要求."""
    if glued_to is LexemeKind.WORD:
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


def _excludes(typed: _Typed, offset: int, glued_to: LexemeKind | None) -> bool:
    """Return whether a minus sign excludes, rather than is a hyphen or the first half of a Chinese dash (——)."""
    following = typed.signs[offset + 1 : offset + 2]
    return (glued_to is None or glued_to in _OPERATORS) and following not in ("", " ", "|", ")", "-")


def _field_lexeme(typed: _Typed, offset: int, glued_to: LexemeKind | None) -> Lexeme | None:
    if glued_to is not None and glued_to not in (*_OPERATORS, LexemeKind.MINUS):
        return None
    longest = max(map(len, prefixes()))
    colon = typed.signs.find(":", offset, offset + longest + 1)
    if colon < 0 or normalize(typed.text[offset:colon]) not in prefixes():
        return None
    return Lexeme(LexemeKind.FIELD, offset, colon + 1)


def _word_lexeme(typed: _Typed, offset: int, glued_to: LexemeKind | None) -> Lexeme:
    end = offset + 1
    while (
        end < len(typed.signs) and typed.signs[end] not in " |" and end not in typed.quotes and end not in typed.closing
    ):
        end += 1
    alone = glued_to in (None, LexemeKind.OPEN, LexemeKind.CLOSE, LexemeKind.EXACT)
    kind = LexemeKind.OR if alone and typed.signs[offset:end] == "OR" else LexemeKind.WORD
    return Lexeme(kind, offset, end)


def _is_lone_sign(typed: _Typed, lexeme: Lexeme, notes: Notes) -> bool:
    """Return whether a word is nothing but a stray operator: asking for it as text would find too little."""
    signs = typed.signs[lexeme.start : lexeme.end]
    if _LONE_SIGNS.fullmatch(signs):
        notes.add(f"单独的“{typed.text[lexeme.start : lexeme.end][:10]}”没有作用，已忽略", lexeme.start, lexeme.end)
        return True
    if signs.endswith(")") and lexeme.end - 1 not in typed.paired:
        notes.add("括号没有成对，按普通文字处理", lexeme.end - 1, lexeme.end)
    return False
