"""Words of the field have one meaning each: names that hold one stand only where that meaning is at home."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("corpus", "indexer", "service", "benchmarks")

HOMES = {
    "posting": ("indexer/engines/", "benchmarks/"),
    "segment": ("indexer/engine.py", "indexer/engines/", "service/browse/status.py", "service/cli/text.py"),
    "overflow": ("indexer/engines/whoosh/",),
    "gram": ("indexer/", "service/query/", "service/spelling/", "service/suggest.py", "service/cli/", "benchmarks/"),
    "scorer": ("indexer/engines/whoosh/",),
    "workload": ("benchmarks/",),
    "peer": ("benchmarks/",),
    "target": ("benchmarks/",),
    "fragment": ("service/snippets/",),
    "snippet": ("service/snippets/", "service/search/", "service/cli/text.py", "service/applications/matched.py"),
    "highlight": ("service/snippets/", "service/query/", "service/search/", "service/browse/report_page.py"),
    "place": (
        "corpus/report.py",
        "corpus/readers/",
        "corpus/isolation/messages.py",
        "service/reading.py",
        "service/desk/drafts.py",
        "service/cli/text.py",
    ),
    "cut": ("corpus/problem.py", "corpus/readers/", "indexer/build.py", "indexer/read_files.py"),
    "reading": (
        "corpus/isolation/",
        "corpus/readers/",
        "indexer/build.py",
        "indexer/read_files.py",
        "service/reading.py",
        "service/indexing.py",
        "service/cli/",
    ),
    "mark": (
        "corpus/readers/",
        "indexer/engines/whoosh/search/",
        "service/search/hit_snippets.py",
        "service/web/site/report_text.py",
        "service/export/comma_separated.py",
    ),
}
"""Where each word may stand, by what it means: see the glossary of `docs/architecture.md`."""

OF_OTHERS = ("OverflowError", "parts.fragment", "split.fragment")
"""Names that the standard library gives."""

PRIVATE_WORDS = ("course", "offices")
"""Words that nobody but their author understood; none may come back."""


def _words(name: str) -> set[str]:
    """Return the words of a name, those in the plural without their ending too.

    >>> sorted(_words("FolderPlaces_of"))
    ['folder', 'of', 'place', 'places']
    """
    found = {each.lower() for each in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}
    return found | {each.removesuffix("s") for each in found}


def _names(tree: ast.AST) -> Iterator[str]:
    for each in ast.walk(tree):
        match each:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                yield f"{owner}.{name}"
            case ast.Attribute(attr=name):
                yield name


MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_words_stand_where_their_meaning_is_at_home(path: Path) -> None:
    """Whoever finds one of them elsewhere would take it for what it isn't."""
    name = path.relative_to(ROOT).as_posix()
    words = set[str]().union(*map(_words, set(_names(ast.parse(path.read_text(encoding="utf-8")))) - set(OF_OTHERS)))
    assert {word for word, homes in HOMES.items() if word in words and not name.startswith(homes)} == set()
    assert not words & set(PRIVATE_WORDS)


@pytest.mark.parametrize("word", HOMES)
def test_the_glossary_says_what_each_word_means(word: str) -> None:
    """Under its heading, at the beginning of a line of a table."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    glossary = page.partition("## Words")[2].partition("\n## ")[0]
    assert re.search(rf"^\| [^|]*\b{word}\b[^|]* \|", glossary, re.MULTILINE)
