"""Docstrings open alike: functions with what they do, "Return …" where that is all, and properties with what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.modules import MODULES, module_name

NO_VERBS = (
    *(
        "A",
        "All",
        "An",
        "Each",
        "How",
        "If",
        "It",
        "Its",
        "No",
        "Nothing",
        "One",
        "Returns",
        "That",
        "The",
        "These",
        "This",
    ),
    *("What", "When", "Where", "Whether", "Which", "Who", "Yields"),
)
"""What the docstring of a function does not open with."""

VERBS = ("Return", "Returns", "Yield", "Yields")
"""What that of a property does not open with."""


def _opening_otherwise(tree: ast.AST) -> Iterator[str]:
    """Yield the functions and properties of a module whose docstrings open otherwise. What a test is for is a sentence of any kind."""
    for each in ast.walk(tree):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and not each.name.startswith("test_"):
            opening = (ast.get_docstring(each) or "").split(maxsplit=1)[:1]
            is_property = any("property" in ast.unparse(decorator) for decorator in each.decorator_list)
            misses = VERBS if is_property else NO_VERBS
            if opening and (opening[0] in misses or opening[0].startswith("`")):
                yield each.name


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_docstrings_open_alike(path: Path) -> None:
    """Who looks for what a function gives finds it at the same spot of each."""
    assert list(_opening_otherwise(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n    'Return it.'", []),
        ("def f():\n    'Index the files.'", []),
        ("def f():\n    'The file.'", ["f"]),
        ("def f():\n    '`name` is a name.'", ["f"]),
        ("def f():\n    ...", []),
        ("@property\ndef f(self):\n    'Return whether it is.'", ["f"]),
        ("@cached_property\ndef f(self):\n    'Whether it is.'", []),
        ("def test_it():\n    'A file is read.'", []),
    ],
)
def test_openings_are_told_apart(source: str, found: list[str]) -> None:
    """Functions from properties, and both from tests."""
    assert list(_opening_otherwise(ast.parse(source))) == found
