"""Nothing is larger than can be read at once: the lines of a module, the positional parameters of a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.modules import MODULES, module_name

MOST_LINES = 350
MOST_POSITIONAL = 5
"""Functions that are compiled have no keyword parameters and no objects to put theirs into, and may have more."""


def _too_many(tree: ast.AST) -> Iterator[str]:
    for each in ast.walk(tree):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and not any(map(_is_compiled, each.decorator_list)):
            names = [one.arg for one in (*each.args.posonlyargs, *each.args.args)]
            if len(names) - (names[:1] in (["self"], ["cls"])) > MOST_POSITIONAL:
                yield each.name


def _is_compiled(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Name) and decorator.id in ("compiled", "allocation_free")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_and_signatures_are_short(path: Path) -> None:
    """A module that outgrows it has two subjects, and a function with so many parameters takes an object or keywords."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert list(_too_many(ast.parse(text))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(a, b, c, d, e, g): ...", ["f"]),
        ("def f(a, b, c, d, e, *, g): ...", []),
        ("class C:\n    def f(self, a, b, c, d, e): ...", []),
        ("@compiled\ndef f(a, b, c, d, e, g): ...", []),
        ("@cache\ndef f(a, b, c, d, e, g): ...", ["f"]),
    ],
)
def test_positional_parameters_are_counted(source: str, found: list[str]) -> None:
    """Neither the object itself nor keywords count, nor what is compiled."""
    assert list(_too_many(ast.parse(source))) == found
