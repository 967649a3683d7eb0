"""Addresses of the fake archive's pages, and those that a page links to."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import lxml.html

WATER = "/reports/b3c1f00d5a2e4471"
EVIL = f"/reports/{quote('evil/1?#%', safe='')}"


def links(text: str) -> set[str]:
    """Return every address a page links to."""
    return {str(each) for each in lxml.html.fromstring(text).xpath("//a/@href")}


def search(**parameters: object) -> str:
    """Return the address of a search."""
    return f"/search?{urlencode(parameters, doseq=True)}"
