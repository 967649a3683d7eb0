"""The tests mirror the tree: `tests/a/test_b.py` is for `a/b.py` or the package `a/b/`."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("corpus", "indexer", "service")

JOURNEYS = (
    "tests/browser",  # the pages, in a browser
    "tests/deploy",  # units, proxy and image
    "tests/docs",  # the documentation
    "tests/hostile",  # hostile files, queries, sockets and segments
    "tests/opensearch",  # a cluster that loses nodes, moves between engines
    "tests/test_docstrings.py",
    "tests/test_layers.py",
    "tests/test_layout.py",
    "tests/test_sizes.py",
    "tests/test_words.py",
    "tests/test_sample_files.py",
    "tests/indexer/test_links.py",  # links lead to reports over whatever histories
    "tests/indexer/engines/test_contract.py",  # all engines give the same answers
    "tests/indexer/engines/test_bonuses_contract.py",
    "tests/indexer/engines/test_divisions_contract.py",
    "tests/indexer/engines/test_lookup_contract.py",
    "tests/indexer/engines/test_writer_contract.py",
    "tests/indexer/engines/test_differential.py",
    "tests/indexer/engines/opensearch/test_differential.py",
    "tests/indexer/engines/whoosh/test_durability.py",  # nothing committed is lost
    "tests/indexer/engines/whoosh/test_identity.py",  # no two states have one name
    "tests/indexer/engines/whoosh/test_mending.py",  # what is lost is read again
    "tests/service/cli/test_unreachable.py",  # commands and service before a cluster that isn't there
    "tests/service/ledger/test_killed.py",  # publishing is killed at random moments
    "tests/service/test_sample_site.py",  # the whole way over HTTP
    "tests/service/test_opensearch_site.py",
)
"""Tests of whole journeys, which mirror no module."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_journey(path: Path) -> bool:
    return any(f"{_name(path)}/".startswith(f"{journey}/") for journey in JOURNEYS)


MIRRORS = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if not _is_journey(path)]
PACKAGES = [
    init.parent
    for layer in LAYERS
    for init in sorted((ROOT / layer).rglob("__init__.py"))
    if len(list(init.parent.glob("*.py"))) > 1
]


@pytest.mark.parametrize("path", MIRRORS, ids=_name)
def test_each_test_file_mirrors_a_module(path: Path) -> None:
    """Where a test file stands and what it is called tell the module or package it is for."""
    folder, name = path.relative_to(ROOT / "tests").parent, path.stem.removeprefix("test_")
    assert (ROOT / folder / f"{name}.py").is_file() or (ROOT / folder / name / "__init__.py").is_file()


@pytest.mark.parametrize("package", PACKAGES, ids=_name)
def test_each_package_has_its_folder_of_tests(package: Path) -> None:
    """Every package with modules has a folder under tests/ with tests of some of them."""
    assert list((ROOT / "tests" / package.relative_to(ROOT)).glob("test_*.py"))


@pytest.mark.parametrize("journey", JOURNEYS)
def test_the_journeys_are_there(journey: str) -> None:
    """Nothing is excused that isn't there."""
    assert (ROOT / journey).exists()
