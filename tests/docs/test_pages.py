"""Links lead somewhere, and pages in two languages say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import CHINESE, PAGES, ROOT, TRANSLATED, blocks, code, name_of, read, rows

_LINK = re.compile(r"\]\(([^)#\s]*)#?([^)\s]*)\)")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_relative_links_resolve(path: Path) -> None:
    """Every relative link and image of every page is there, and so is the heading it leads to."""
    for link, anchor in _LINK.findall(read(path)):
        if "://" not in link and not link.startswith("mailto:"):
            page = path.parent / link if link else path
            assert page.exists(), link
            assert not anchor or anchor in _anchors(page), f"{link}#{anchor}"


def _anchors(page: Path) -> set[str]:
    """Return the names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ +(.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_rows_of_tables_have_the_cells_of_their_heading(path: Path) -> None:
    """A row with fewer is half lost, one with more loses them where it is shown; below the heading a line of dashes makes it a table."""
    for table in re.findall(r"(?:^\|.*\n)+", _prose(read(path)), re.MULTILINE):
        lines = table.splitlines()
        assert re.fullmatch(r"\|[|\-: ]+\|", lines[1]), lines[0]
        wanted = _cells(lines[0])
        assert [line for line in lines if _cells(line) != wanted or not line.endswith("|")] == []


def _cells(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row)) - 1


def _prose(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("english", "chinese"), TRANSLATED, ids=lambda page: page.name)
def test_both_languages_link_to_each_other(english: Path, chinese: Path) -> None:
    """From either page one link leads to the other."""
    assert f"]({chinese.name})" in read(english)
    assert f"]({english.name})" in read(chinese)


@pytest.mark.parametrize(("english", "chinese"), TRANSLATED, ids=lambda page: page.name)
def test_chinese_pages_lead_to_chinese_pages(english: Path, chinese: Path) -> None:
    """A link leads to the Chinese version of a page where there is one."""
    for link, _ in _LINK.findall(read(chinese)):
        if link and "://" not in link and link != english.name:
            page = (chinese.parent / link).resolve()
            assert not page.with_name(f"{page.stem}{CHINESE}").exists(), link


@pytest.mark.parametrize(("english", "chinese"), TRANSLATED, ids=lambda page: page.name)
def test_both_languages_have_the_same_shape(english: Path, chinese: Path) -> None:
    """The same sections, rows of tables and words in backticks, the same code but for its comments, links to the same pages."""
    assert _shape(read(english), english) == _shape(read(chinese), chinese)


def _shape(text: str, page: Path) -> dict[str, object]:
    prose = _prose(text)
    links = {link.replace(CHINESE, ".md") for link, _ in _LINK.findall(prose) if not link.startswith("#")}
    return {
        "headings": [len(signs) for signs in re.findall(r"^(#+) ", prose, re.MULTILINE)],
        "tables": [len(row) for row in rows(prose)],
        "words": set(code(text)),
        "code": [re.sub(r"[ \t]*#.*$", "", block, flags=re.MULTILINE).split("\n") for block in blocks(text)],
        "links": links - {page.name.replace(CHINESE, ".md")},
    }


def test_there_are_pages_in_two_languages() -> None:
    """The tests above saw the pages that people who run an archive read."""
    wanted = {"README.md", "docs/commands.md", "docs/configuration.md", "docs/operations.md"}
    assert {*wanted, "docs/operations-one-machine.md"} == {name_of(english) for english, _ in TRANSLATED}
    assert all(page.is_relative_to(ROOT) for page in PAGES)
