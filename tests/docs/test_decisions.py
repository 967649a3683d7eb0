"""docs/decisions/README.md lists every decision under its title, and no number is missing unsaid."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, read

FOLDER = ROOT / "docs" / "decisions"


def test_every_number_is_a_decision_or_said_to_be_none() -> None:
    """Whoever misses one is told that it was never there."""
    numbers = {int(path.name[:4]) for path in FOLDER.glob("[0-9]*.md")}
    unused = {int(number) for number in re.findall(r"The number (\d+) was never used", read(FOLDER / "README.md"))}
    assert unused == set(range(1, max(numbers) + 1)) - numbers


def test_every_decision_is_listed_under_its_title() -> None:
    """Once, with its number."""
    listed = re.findall(r"^- \[(\d+)\]\(([^)]+)\): (.+)$", read(FOLDER / "README.md"), re.MULTILINE)
    headings = {path.name: read(path).partition("\n")[0] for path in FOLDER.glob("[0-9]*.md")}
    assert sorted((name, f"# {number}. {title}") for number, name, title in listed) == sorted(headings.items())
