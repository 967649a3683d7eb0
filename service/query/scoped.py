"""A query asked of one field as a whole, and the same query asked of another, or of all text."""

from __future__ import annotations

import re

from indexer.fields import FIELD
from service.query.parser import parse
from service.query.syntax import Exact, InField, Word

SCOPES = ("", "title", "body")
"""Where a whole query may be asked to stand: in all text, or in one field."""

_SCOPED = re.compile(r"[^:：]*[:：](.*)", re.DOTALL)
_IN_BRACKETS = re.compile(r"[(（](.*)[)）]", re.DOTALL)


def scope_of(query: str) -> str:
    """Return the field that a whole query is asked of, "" for all text.

    >>> scope_of("标题:(防汛 水库)"), scope_of("标题:防汛 水库")
    ('title', '')
    """
    tree = parse(query).tree
    return tree.field.name if isinstance(tree, InField) and tree.field.name in SCOPES else ""


def in_scope(query: str, scope: str) -> str:
    """Return a query asked of another field, or of all text.

    >>> in_scope("防汛 水库", "title"), in_scope("标题:(防汛 水库)", "body"), in_scope("标题:防汛", "")
    ('标题:(防汛 水库)', '正文:(防汛 水库)', '防汛')
    """
    text = query.strip()
    if scope_of(text) and (scoped := _SCOPED.fullmatch(text)):
        text = scoped[1].strip()
        text = brackets[1].strip() if (brackets := _IN_BRACKETS.fullmatch(text)) else text
    if not scope:
        return text
    return f"{FIELD[scope].label}:{text if isinstance(parse(text).tree, Word | Exact) else f'({text})'}"
