"""The query language's parser: from the lexemes of a query to its tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis import normalize
from service.query.lexer import Lexeme, LexemeKind, Notes, lexemes, prefixes
from service.query.syntax import All, Any, Exact, InField, ParsedQuery, Tree, Without, Word

MAX_TEXTS = 64
"""Words and quoted texts of a query; a pasted paragraph has some 20. Each is looked for by itself, so that 500 single
characters cost a hundred times what an ordinary query does."""

_CONTENT = (LexemeKind.WORD, LexemeKind.EXACT, LexemeKind.OPEN)


@lru_cache(maxsize=64)
def parse(text: str) -> ParsedQuery:
    """Return the tree of a query. Any string is a query; what doesn't fit the language is ordinary text, with a note.

    >>> parse("法治 -预算").tree
    All(children=(Word(text='法治', start=0, end=2), Without(child=Word(text='预算', start=4, end=6))))
    """
    notes = Notes()
    tree, _ = _sequence(_Typed(text, _limited(lexemes(text, notes), len(text), notes), notes), 0)
    return ParsedQuery(tree, tuple(notes.values()))


def _limited(found: tuple[Lexeme, ...], length: int, notes: Notes) -> tuple[Lexeme, ...]:
    """Return the lexemes up to the last text that is still looked for; says in a note what is left out."""
    ranks = [rank for rank, lexeme in enumerate(found) if lexeme.kind in (LexemeKind.WORD, LexemeKind.EXACT)]
    if len(ranks) <= MAX_TEXTS:
        return found
    end = ranks[MAX_TEXTS - 1] + 1
    message = f"检索式太长：只看前 {MAX_TEXTS} 个词语，其余 {len(ranks) - MAX_TEXTS} 个已忽略"
    notes.add(message, found[end].start, length)
    return found[:end]


@dataclass(frozen=True, slots=True)
class _Typed:
    """The typed text, its lexemes, and the notes found so far."""

    text: str
    lexemes: tuple[Lexeme, ...]
    notes: Notes

    def spelled(self, lexeme: Lexeme) -> str:
        """Return a lexeme as it was typed."""
        return self.text[lexeme.start : lexeme.end]


def _sequence(typed: _Typed, at: int) -> tuple[Tree | None, int]:
    """Return the tree of the units up to the end or a closing parenthesis, and the index of the lexeme there.

    OR joins its two neighbours before anything else.
    """
    units: list[Tree] = []
    waiting: Lexeme | None = None
    while at < len(typed.lexemes) and typed.lexemes[at].kind is not LexemeKind.CLOSE:
        lexeme = typed.lexemes[at]
        if lexeme.kind is LexemeKind.OR:
            at += 1
            if waiting or not units:
                _note_lone_or(typed, lexeme)
            else:
                waiting = lexeme
            continue
        unit, at = _unit(typed, at)
        if unit and waiting:
            units[-1] = _any(units[-1], unit)
            waiting = None
        elif unit:
            units.append(unit)
    if waiting:
        _note_lone_or(typed, waiting)
    return _all(units), at


def _unit(typed: _Typed, at: int) -> tuple[Tree | None, int]:
    """Return the tree of one thing asked for, with its minus sign and prefix, and the index of the lexeme after it."""
    match typed.lexemes[at].kind:
        case LexemeKind.MINUS:
            return _exclusion(typed, at)
        case LexemeKind.FIELD:
            return _prefixed(typed, at)
        case _:
            return _glued(typed, at)


def _exclusion(typed: _Typed, at: int) -> tuple[Tree | None, int]:
    minus = typed.lexemes[at]
    if at + 1 == len(typed.lexemes) or typed.lexemes[at + 1].start != minus.end:
        typed.notes.add("减号后面没有内容，已忽略", minus.start, minus.end)
        return None, at + 1
    child, at = _unit(typed, at + 1)
    return child and Without(child), at


def _prefixed(typed: _Typed, at: int) -> tuple[Tree | None, int]:
    prefix = typed.lexemes[at]
    name = typed.spelled(prefix)
    if at + 1 == len(typed.lexemes) or typed.lexemes[at + 1].kind not in _CONTENT:
        typed.notes.add(f"“{name}”后面没有内容，按普通文字处理", prefix.start, prefix.end)
        return Word(name, prefix.start, prefix.end), at + 1
    value = typed.lexemes[at + 1]
    if typed.text[value.start] in "-－–—" and value.start == prefix.end:
        message = f"要排除请把减号写在“{name}”前面；这里的减号按普通文字处理"
        typed.notes.add(message, value.start, value.start + 1)
    child, at = _glued(typed, at + 1)
    return child and InField(prefixes()[normalize(name[:-1])], child), at


def _glued(typed: _Typed, at: int) -> tuple[Tree | None, int]:
    """Return the tree of what follows one another without white space, and the index of the lexeme after it."""
    children: list[Tree] = []
    first = at
    while at < len(typed.lexemes) and typed.lexemes[at].kind in _CONTENT:
        if at > first and typed.lexemes[at].start != typed.lexemes[at - 1].end:
            break
        child, at = _content(typed, at)
        if child:
            children.append(child)
    return _all(children), at


def _content(typed: _Typed, at: int) -> tuple[Tree | None, int]:
    lexeme = typed.lexemes[at]
    if lexeme.kind is LexemeKind.WORD:
        return Word(typed.spelled(lexeme), lexeme.start, lexeme.end), at + 1
    if lexeme.kind is LexemeKind.EXACT:
        return Exact(typed.spelled(lexeme)[1:-1], lexeme.start, lexeme.end), at + 1
    child, closing = _sequence(typed, at + 1)
    if child is None:
        typed.notes.add("括号里没有可查找的内容，已忽略", lexeme.start, typed.lexemes[closing].end)
    return child, closing + 1


def _all(units: list[Tree]) -> Tree | None:
    if len(units) < 2:
        return units[0] if units else None
    return All(tuple(units))


def _any(left: Tree, right: Tree) -> Any:
    alternatives = left.children if isinstance(left, Any) else (left,)
    return Any((*alternatives, right))


def _note_lone_or(typed: _Typed, lexeme: Lexeme) -> None:
    typed.notes.add(f"“{typed.spelled(lexeme)}”要写在两个词之间，这里已忽略", lexeme.start, lexeme.end)
