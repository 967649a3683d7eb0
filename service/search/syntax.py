"""The query language as typed: words, exact texts, exclusions, alternatives, groups and field prefixes.

Knows nothing of matching: it gives a tree whose leaves are pieces of the typed text, for `compile` to read.
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
from service.search.model import Note

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
    """A query's tree, None when it asks for nothing, and notes on what was read otherwise than it looks."""

    tree: Tree | None
    notes: tuple[Note, ...] = ()


def parse(text: str) -> ParsedQuery:
    """Read a query. Any string has a reading; what doesn't fit the language is ordinary text, with a note.

    >>> parse("法治 -预算").tree
    All(children=(Word(text='法治', start=0, end=2), Without(child=Word(text='预算', start=4, end=6))))
    """
    notes = _Notes()
    tokens = _tokens(text, notes)
    tree, _ = _sequence(text, tokens, 0, notes)
    return ParsedQuery(tree, tuple(notes.values()))


@cache
def prefixes() -> Mapping[str, Field]:
    """Give the field each prefix stands for, by the normalised prefix without its colon."""
    return {normalize(prefix): field for field in FIELDS for prefix in field.prefixes}


class _Notes(dict[str, Note]):
    """Notes by message: the first place is enough to understand, and 5,000 open quotes are one mistake."""

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
class _Token:
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
    """Give `text` with each operator in its ASCII spelling and each blank as a space; no character moves."""
    folded = _BLANK.sub(" ", text.translate(_SAME_SIGNS))
    return _IGNORABLE_AT_EDGE.sub(lambda match: " " * len(match[0]), folded)


def _quote_pairs(text: str, notes: _Notes) -> dict[int, int]:
    """Give the position of the closing quote for each opening one."""
    pairs = {}
    position = 0
    while found := _QUOTE.search(text, position):
        start = found.start()
        closing = _closing_quote(text, start)
        position = start + 1
        if closing < 0:
            notes.add("引号没有成对，按普通文字处理", start, start + 1)
        else:
            pairs[start] = closing
            position = closing + 1
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
    """Give the position of the closing parenthesis for each opening one that has one, outside quotes."""
    pairs = {}
    opened: list[int] = []
    position = 0
    while position < len(signs):
        if position in quotes:
            position = quotes[position]
        elif signs[position] == "(":
            opened.append(position)
        elif signs[position] == ")" and opened:
            pairs[opened.pop()] = position
        position += 1
    return pairs


# Tokens --------------------------------------------------------------------------------------------------------------

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


def _tokens(text: str, notes: _Notes) -> list[_Token]:
    signs = _signs(text)
    quotes = _quote_pairs(text, notes)
    parens = _paren_pairs(signs, quotes)
    typed = _Typed(text, signs, quotes, parens, frozenset(parens.values()), set())
    tokens: list[_Token] = []
    position = 0
    while position < len(signs):
        if signs[position] == " ":
            position += 1
            continue
        glued_to = tokens[-1].kind if tokens and tokens[-1].end == position else None
        token = _sign_token(typed, position, glued_to, notes) or _field_token(typed, position, glued_to)
        token = token or _word_token(typed, position, glued_to)
        position = token.end
        if token.kind is not _Kind.WORD or not _is_lone_sign(typed, token, notes):
            tokens.append(token)
    return tokens


def _sign_token(typed: _Typed, position: int, glued_to: _Kind | None, notes: _Notes) -> _Token | None:
    if position in typed.quotes:
        return _Token(_Kind.EXACT, position, typed.quotes[position] + 1)
    sign = typed.signs[position]
    kind = None
    if sign == "|":
        kind = _Kind.OR
    elif position in typed.closing:
        kind = _Kind.CLOSE
        typed.closing.remove(position)
    elif sign == "(" and _opens_group(typed, position, glued_to, notes):
        kind = _Kind.OPEN
        typed.closing.add(typed.parens[position])
    elif sign == "-" and _excludes(typed, position, glued_to):
        kind = _Kind.MINUS
    return _Token(kind, position, position + 1) if kind else None


def _opens_group(typed: _Typed, position: int, glued_to: _Kind | None, notes: _Notes) -> bool:
    """Tell a group from parentheses that belong to a text, such as 方案（试行） or （一）总体要求."""
    if glued_to is _Kind.WORD:
        return False
    if position not in typed.parens:
        notes.add("括号没有成对，按普通文字处理", position, position + 1)
        return False
    after = typed.signs[typed.parens[position] + 1 : typed.parens[position] + 2]
    if after and after not in f" |(){_QUOTES}":
        return False
    # `closing` holds one parenthesis for every group that is open here.
    if len(typed.closing) >= MAX_NESTING:
        notes.add(f"括号超过 {MAX_NESTING} 层，里层的括号按普通文字处理", position, position + 1)
        return False
    return True


def _excludes(typed: _Typed, position: int, glued_to: _Kind | None) -> bool:
    """Tell a minus sign from a hyphen, and from the first half of a Chinese dash (——)."""
    following = typed.signs[position + 1 : position + 2]
    return (glued_to is None or glued_to in _OPERATORS) and following not in ("", " ", "|", ")", "-")


def _field_token(typed: _Typed, position: int, glued_to: _Kind | None) -> _Token | None:
    if glued_to is not None and glued_to not in (*_OPERATORS, _Kind.MINUS):
        return None
    longest = max(map(len, prefixes()))
    colon = typed.signs.find(":", position, position + longest + 1)
    if colon < 0 or normalize(typed.text[position:colon]) not in prefixes():
        return None
    return _Token(_Kind.FIELD, position, colon + 1)


def _word_token(typed: _Typed, position: int, glued_to: _Kind | None) -> _Token:
    end = position + 1
    while (
        end < len(typed.signs) and typed.signs[end] not in " |" and end not in typed.quotes and end not in typed.closing
    ):
        end += 1
    alone = glued_to in (None, _Kind.OPEN, _Kind.CLOSE, _Kind.EXACT)
    kind = _Kind.OR if alone and typed.signs[position:end] == "OR" else _Kind.WORD
    return _Token(kind, position, end)


def _is_lone_sign(typed: _Typed, token: _Token, notes: _Notes) -> bool:
    """Tell a word that is nothing but an operator out of place: asking for it as text would find too little."""
    signs = typed.signs[token.start : token.end]
    if _LONE_SIGNS.fullmatch(signs):
        notes.add(f"单独的“{typed.text[token.start : token.end][:10]}”没有作用，已忽略", token.start, token.end)
        return True
    if signs.endswith(")") and token.end - 1 not in typed.paired:
        notes.add("括号没有成对，按普通文字处理", token.end - 1, token.end)
    return False


# Tree ----------------------------------------------------------------------------------------------------------------

_CONTENT = (_Kind.WORD, _Kind.EXACT, _Kind.OPEN)


def _sequence(text: str, tokens: list[_Token], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    """Read units up to the end or a closing parenthesis. OR joins its two neighbours before anything else."""
    units: list[Tree] = []
    waiting: _Token | None = None
    while at < len(tokens) and tokens[at].kind is not _Kind.CLOSE:
        token = tokens[at]
        if token.kind is _Kind.OR:
            at += 1
            if waiting or not units:
                _note_lone_or(text, token, notes)
            else:
                waiting = token
            continue
        unit, at = _unit(text, tokens, at, notes)
        if unit and waiting:
            units[-1] = _either(units[-1], unit)
            waiting = None
        elif unit:
            units.append(unit)
    if waiting:
        _note_lone_or(text, waiting, notes)
    return _all(units), at


def _unit(text: str, tokens: list[_Token], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    """Read one thing asked for, with its minus sign and its prefix if it has them."""
    token = tokens[at]
    if token.kind is _Kind.MINUS:
        if at + 1 == len(tokens) or tokens[at + 1].start != token.end:
            notes.add("减号后面没有内容，已忽略", token.start, token.end)
            return None, at + 1
        child, at = _unit(text, tokens, at + 1, notes)
        return child and Without(child), at
    if token.kind is not _Kind.FIELD:
        return _glued(text, tokens, at, notes)
    name = text[token.start : token.end]
    if at + 1 == len(tokens) or tokens[at + 1].kind not in _CONTENT:
        notes.add(f"“{name}”后面没有内容，按普通文字处理", token.start, token.end)
        return Word(name, token.start, token.end), at + 1
    value = tokens[at + 1]
    if text[value.start] in "-－–—" and value.start == token.end:
        notes.add(f"要排除请把减号写在“{name}”前面；这里的减号按普通文字处理", value.start, value.start + 1)
    child, at = _glued(text, tokens, at + 1, notes)
    return child and InField(prefixes()[normalize(name[:-1])], child), at


def _glued(text: str, tokens: list[_Token], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    """Read words, exact texts and groups that follow one another without white space."""
    parts: list[Tree] = []
    first = at
    while at < len(tokens) and tokens[at].kind in _CONTENT:
        token = tokens[at]
        if at > first and token.start != tokens[at - 1].end:
            break
        part, at = _content(text, tokens, at, notes)
        if part:
            parts.append(part)
    return _all(parts), at


def _content(text: str, tokens: list[_Token], at: int, notes: _Notes) -> tuple[Tree | None, int]:
    token = tokens[at]
    if token.kind is _Kind.WORD:
        return Word(text[token.start : token.end], token.start, token.end), at + 1
    if token.kind is _Kind.EXACT:
        return Exact(text[token.start + 1 : token.end - 1], token.start, token.end), at + 1
    child, closing = _sequence(text, tokens, at + 1, notes)
    if child is None:
        notes.add("括号里没有可查找的内容，已忽略", token.start, tokens[closing].end)
    return child, closing + 1


def _all(units: list[Tree]) -> Tree | None:
    if len(units) < 2:
        return units[0] if units else None
    return All(tuple(units))


def _either(left: Tree, right: Tree) -> Any:
    alternatives = left.children if isinstance(left, Any) else (left,)
    return Any((*alternatives, right))


def _note_lone_or(text: str, token: _Token, notes: _Notes) -> None:
    typed = text[token.start : token.end]
    notes.add(f"“{typed}”要写在两个词之间，这里已忽略", token.start, token.end)
