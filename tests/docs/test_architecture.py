"""docs/architecture.md names what is there: modules and folders, in its text and in its drawing, and every package."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT, blocks, code, read
from tests.test_layers import HOMES

TEXT = read(ROOT / "docs" / "architecture.md")
LAYERS = ("corpus", "indexer", "service")
PACKAGES = sorted(
    init.parent.relative_to(ROOT).as_posix() for layer in LAYERS for init in (ROOT / layer).rglob("__init__.py")
)


def _drawn() -> list[str]:
    """Return the paths that the drawing has; folders end in "/", and what is below one is indented by two spaces more."""
    (drawing,) = blocks(TEXT, "text")
    found: list[str] = []
    folders: list[str] = []
    for line in drawing.splitlines():
        names = re.split(r"(?<=\S) {2,}|(?<=\.py) (?=\w)", line.strip())[0].split(", ")
        depth = (len(line) - len(line.lstrip())) // 2
        paths = ["".join(folders[:depth]) + name for name in names]
        found += paths
        if names[-1].endswith("/"):
            folders[depth:] = [names[-1]]
    return found


NAMED = sorted({each for each in code(TEXT) if re.fullmatch(r"[\w./-]+", each) and re.search(r"/|\.py$", each)})


@pytest.mark.parametrize("path", sorted(_drawn()))
def test_everything_drawn_is_there(path: str) -> None:
    """Each module and folder of the drawing exists, folders as folders."""
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


@pytest.mark.parametrize("path", NAMED)
def test_everything_named_is_there(path: str) -> None:
    """Each path in backticks exists; it starts from the root of the project."""
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_drawn(package: str) -> None:
    """No package is missing in the drawing."""
    assert f"{package}/" in _drawn()


def test_the_page_names_and_draws_much() -> None:
    """The tests above saw the drawing and the text."""
    assert len(_drawn()) > 60
    assert len(NAMED) > 30


@pytest.mark.parametrize("library", HOMES)
def test_the_home_of_each_library_is_told(library: str) -> None:
    """By the path that the test of the layers knows, whatever people call the library; those of a whole layer are the standard library's."""
    homes = HOMES[library] if isinstance(HOMES[library], tuple) else (HOMES[library],)
    told = TEXT.partition("Each outside library has one home")[2].partition("\n\n")[0]
    assert all(f"`{home}`" in told or f"`{home}/`" in told or home in LAYERS for home in homes)
