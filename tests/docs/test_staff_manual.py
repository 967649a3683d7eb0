"""The manual for staff: what it names in 【】 stands on a page, and its pictures are those that are taken."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT

MANUAL = (ROOT / "docs" / "staff-manual.zh-CN.md").read_text(encoding="utf-8")
PAGES = ROOT / "service" / "web"


def test_what_it_names_is_there() -> None:
    """Links, buttons and headings are called what the manual calls them."""
    shown = "".join(
        path.read_text(encoding="utf-8")
        for path in (*(PAGES / "site" / "templates").rglob("*.html"), *(PAGES / "desk").glob("*.py"))
    )
    named = set(re.findall("【(.+?)】", MANUAL))
    assert len(named) > 25
    assert {each for each in named if each not in shown} == set()


def test_its_pictures_are_taken() -> None:
    """Each picture that it shows is one of those that the script takes, and the other way round."""
    shown = set(re.findall(r"images/staff-(.+?)\.png", MANUAL))
    taken = re.findall(r'take\("(.+?)"\)', (ROOT / "tests" / "browser" / "staff_pictures.py").read_text("utf-8"))
    assert shown == set(taken) == {each.stem.removeprefix("staff-") for each in (ROOT / "docs/images").glob("staff-*")}
