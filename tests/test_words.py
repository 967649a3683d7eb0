"""Words of the field have one meaning each: names that hold one stand only where that meaning is at home."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("corpus", "indexer", "service", "benchmarks")
CODE = (*LAYERS, "tests")

HOMES = {
    "posting": ("indexer/engines/", "benchmarks/"),
    "segment": (
        *(
            "indexer/engine.py",
            "indexer/engines/",
            "service/browse/status.py",
            "service/cli/status_text.py",
            "tests/hostile/",
        ),
    ),
    "overflow": ("indexer/engines/whoosh/",),
    "gram": (
        *("indexer/", "service/query/", "service/spelling/", "service/suggest.py", "service/cli/", "benchmarks/"),
        "tests/oracle_ranking.py",
    ),
    "scorer": ("indexer/engines/whoosh/", "tests/indexer/engines/test_differential.py"),
    "workload": ("benchmarks/",),
    "peer": ("benchmarks/",),
    "target": ("benchmarks/",),
    "fragment": ("service/snippets/",),
    "snippet": (
        "service/snippets/",
        "service/search/",
        "service/cli/search_text.py",
        "service/applications/matched.py",
    ),
    "highlight": (
        *("service/snippets/", "service/query/", "service/search/", "service/browse/report_page.py"),
        *("tests/docs/", "tests/hostile/"),
    ),
    "place": (
        "corpus/report.py",
        "corpus/readers/",
        "corpus/isolation/messages.py",
        "service/reading.py",
        "service/desk/drafts.py",
        "service/cli/report_text.py",
    ),
    "cut": ("corpus/problem.py", "corpus/isolation/", "corpus/readers/", "indexer/build.py", "indexer/read_files.py"),
    "reading": (
        "corpus/isolation/",
        "corpus/readers/",
        "indexer/build.py",
        "indexer/read_files.py",
        "service/reading.py",
        "service/indexing.py",
        "service/cli/",
        "tests/indexer/changing_archive.py",
        "tests/hostile/",
    ),
    "token": (
        *("indexer/", "service/query/", "service/search/", "service/snippets/", "service/suggest.py", "benchmarks/"),
        *("service/applications/answered.py", "service/best_bets/", "service/citations/", "service/vocabulary/"),
        *("service/desk/", "service/web/desk/", "tests/hostile/", "tests/oracle"),
    ),
    "ordinal": (
        *("indexer/engines/whoosh/", "indexer/fields.py", "corpus/values/partial_date.py"),
        *(
            "service/audit/working_days.py",
            "service/browse/same_text.py",
            "service/query/numbers.py",
            "service/search/",
        ),
    ),
    "offset": (
        *("corpus/in_force_sentences.py", "corpus/readers/", "indexer/analysis/", "indexer/engines/whoosh/store/"),
        *("service/browse/locate.py", "service/query/", "service/snippets/", "benchmarks/recall.py"),
    ),
    "collector": ("indexer/engines/whoosh/search/", "service/web/metrics.py"),
    "mark": (
        "corpus/readers/",
        "indexer/engines/whoosh/search/",
        "service/search/hit_snippets.py",
        "service/web/site/report_text.py",
        "service/export/comma_separated.py",
        "tests/browser/",
    ),
}
"""Where each word may stand, by what it means: see the glossary of `docs/architecture.md`."""

OF_OTHERS = (
    *(
        "OverflowError",
        "parts.fragment",
        "split.fragment",
        "secrets.token_bytes",
        "secrets.token_hex",
        "secrets.token_urlsafe",
    ),
    *("html.fragment_fromstring", "pytest.mark"),
)
"""Names that libraries give."""

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


def _is_at_home(path: Path, homes: tuple[str, ...]) -> bool:
    """Return whether a module is in one of the homes, or a test of what is in one."""
    name = path.relative_to(ROOT).as_posix()
    return name.startswith(homes) or name.removeprefix("tests/").replace("/test_", "/").startswith(homes)


MODULES = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_words_stand_where_their_meaning_is_at_home(path: Path) -> None:
    """Whoever finds one of them elsewhere would take it for what it isn't. What a test is called is a sentence, and may use plain words."""
    names = set(_names(ast.parse(path.read_text(encoding="utf-8")))) - set(OF_OTHERS)
    words = set[str]().union(*map(_words, (name for name in names if not name.startswith("test_"))))
    assert {word for word, homes in HOMES.items() if word in words and not _is_at_home(path, homes)} == set()
    assert not words & set(PRIVATE_WORDS)


@pytest.mark.parametrize("word", HOMES)
def test_the_glossary_says_what_each_word_means(word: str) -> None:
    """Under its heading, at the beginning of a line of a table."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    glossary = page.partition("## Words")[2].partition("\n## ")[0]
    assert re.search(rf"^\| [^|]*\b{word}\b[^|]* \|", glossary, re.MULTILINE)
