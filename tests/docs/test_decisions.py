"""docs/decisions/README.md lists every decision under its title."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, read

FOLDER = ROOT / "docs" / "decisions"


def test_every_decision_is_listed_under_its_title() -> None:
    """Once, with its number."""
    listed = re.findall(r"^- \[(\d+)\]\(([^)]+)\): (.+)$", read(FOLDER / "README.md"), re.MULTILINE)
    headings = {path.name: read(path).partition("\n")[0] for path in FOLDER.glob("[0-9]*.md")}
    assert sorted((name, f"# {number}. {title}") for number, name, title in listed) == sorted(headings.items())
