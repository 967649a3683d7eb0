"""The pages of the site and of the desk, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

SITE = Path(__file__).parents[3] / "service" / "web" / "site"


def test_every_class_is_given_and_looked_after() -> None:
    """What templates or the script call an element, a style sheet knows; a star stands for what a template puts in."""
    given, styled = {*_of_templates(), *_of_the_script()}, set(_of_style_sheets())
    assert {name for name in styled if not any(fnmatchcase(name, each) for each in given)} == set()
    assert {each for each in given if not any(fnmatchcase(name, each) for name in styled)} == set()


def _of_templates() -> Iterator[str]:
    for path in SITE.parent.rglob("*.html"):
        text = re.sub(r"\{\{.*?\}\}", "*", re.sub(r"\{%.*?%\}", " ", path.read_text("utf-8")))
        for value in re.findall(r'class="([^"]*)"', text):
            yield from value.split()


def _of_the_script() -> Iterator[str]:
    text = (SITE / "static" / "suoyin.js").read_text("utf-8")
    for value in re.findall(r'(?:className = |classList\.\w+\()"([^"]+)"', text):
        yield from value.split()


def _of_style_sheets() -> Iterator[str]:
    for path in (SITE / "static").glob("*.css"):
        for selector in re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)):
            yield from re.findall(r"\.([A-Za-z][\w-]*)", selector)
