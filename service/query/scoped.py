"""A query asked of one field as a whole, and the same query asked of another, or of all text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.fields import FIELD
from service.query.parser import parse
from service.query.syntax import Exact, InField, Tree, Word

SCOPES = ("", "title", "body")
"""Where a whole query may be asked to stand: in all text, or in one field."""

_SCOPED = re.compile(r"[^:：]*[:：](.*)", re.DOTALL)
_IN_BRACKETS = re.compile(r"[(（](.*)[)）]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scoped:
    """A query by the field that it is asked of as a whole, "" for all text: its `text` and `tree` without that, and the `whole` tree."""

    scope: str
    text: str
    tree: Tree | None
    whole: Tree | None

    def asked_of(self, scope: str) -> str:
        """Return the query asked of another field, or of all text.

        >>> scoped("防汛 水库").asked_of("title"), scoped("标题:(防汛 水库)").asked_of("body"), scoped("标题:防汛").asked_of("")
        ('标题:(防汛 水库)', '正文:(防汛 水库)', '防汛')
        """
        if not scope:
            return self.text
        return f"{FIELD[scope].label}:{self.text if isinstance(self.tree, Word | Exact) else f'({self.text})'}"


def scoped(query: str) -> Scoped:
    """Return a query by the field that it is asked of as a whole.

    >>> scoped("标题:(防汛 水库)").scope, scoped("标题:防汛 水库").scope
    ('title', '')
    """
    text = query.strip()
    tree = parse(text).tree
    if not isinstance(tree, InField) or tree.field.name not in SCOPES or not (match := _SCOPED.fullmatch(text)):
        return Scoped("", text, tree, tree)
    inside = match[1].strip()
    inside = brackets[1].strip() if (brackets := _IN_BRACKETS.fullmatch(inside)) else inside
    return Scoped(tree.field.name, inside, tree.child, tree)
