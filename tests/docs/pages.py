"""The pages of the documentation, and what the tests read of them: code blocks and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "sample").glob("*.md")])
CHINESE = ".zh-CN.md"
ONLY_CHINESE = ("staff-manual.zh-CN.md",)
"""Pages for people who read pages in Chinese all day."""
TRANSLATED = [
    (page.with_name(page.name.replace(CHINESE, ".md")), page)
    for page in PAGES
    if page.name.endswith(CHINESE) and page.name not in ONLY_CHINESE
]
"""Pages that are there in both languages, the English one first."""


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    """Return a page's path in the project."""
    return page.relative_to(ROOT).as_posix()


def in_both_languages(name: str) -> list[Path]:
    """Return the page `docs/<name>.md` and its Chinese version."""
    return [ROOT / "docs" / f"{name}{suffix}" for suffix in (".md", CHINESE)]


def blocks(text: str, language: str = r"\w*") -> list[str]:
    """Return the code blocks of a page that are in `language` (a pattern)."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row of every table of a page, headings included."""
    for line in text.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|\-: ]+", line):
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def code(text: str) -> list[str]:
    """Return what stands in backticks, outside of code blocks, on one line."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [" ".join(piece.split()) for piece in re.findall(r"`([^`]+)`", prose)]
