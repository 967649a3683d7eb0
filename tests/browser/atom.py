"""The rules of Atom (RFC 4287) that a feed has to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_ONCE = ("id", "title", "updated")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def breaches(feed: bytes) -> list[str]:
    """Return which rules a feed breaks."""
    root = etree.fromstring(feed)
    if root.tag != f"{ATOM}feed":
        return ["the root is no feed (4.1.1)"]
    return list(_breaches(root))


def _breaches(root: etree._Element) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in _ONCE:
            if len(element.findall(f"{ATOM}{name}")) != 1:
                yield f"{element.tag} needs one {name} (4.1.1, 4.1.2)"
        yield from _breaches_of_values(element)
    for entry in entries:
        if root.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            yield "an entry has no author (4.1.2)"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield "two entries have one id (4.2.6)"
    relations = [link.get("rel", "alternate") for link in root.findall(f"{ATOM}link")]
    if relations.count("self") != 1:
        yield "a feed should lead to itself (4.1.1)"


def _breaches_of_values(element: etree._Element) -> Iterator[str]:
    if not _MOMENT.fullmatch(element.findtext(f"{ATOM}updated", "")):
        yield "updated is no moment (3.3)"
    if not urlsplit(element.findtext(f"{ATOM}id", "")).scheme:
        yield "an id is no absolute IRI (4.2.6)"
    if not element.findtext(f"{ATOM}title", "").strip():
        yield "a title says nothing"
    for author in element.findall(f"{ATOM}author"):
        if len(author.findall(f"{ATOM}name")) != 1:
            yield "an author has no name (3.2.1)"
    links = element.findall(f"{ATOM}link")
    if any(not link.get("href") for link in links):
        yield "a link leads nowhere (4.2.7.1)"
    alternates = [link.get("type") for link in links if link.get("rel", "alternate") == "alternate"]
    if len(set(alternates)) < len(alternates) or not alternates:
        yield "alternate links of one type are several, or none (4.1.1, 4.1.2)"
