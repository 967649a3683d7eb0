"""Which headers and footers of a DOCX file are shown: each section has three of each, of which most are switched off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from corpus.readers.office.relations import Relation
from corpus.readers.office.word_xml import attribute, is_on
from corpus.readers.package import child, children

MAX_SECTIONS = 1_000
MAX_HEADERS = 60
"""Sections of a document whose headers are looked at, and headers and footers that are read; a yearbook has some dozens."""


def shown_headers(
    body: etree._Element, relations: Mapping[str, Relation], settings: etree._Element | None
) -> Iterator[str]:
    """Yield the members of the headers and footers that are shown, that of the first page first, each once."""
    has_even = is_on(child(settings, "evenAndOddHeaders"))
    seen: set[str] = set()
    for number, section in enumerate(body.iter("{*}sectPr")):
        if number == MAX_SECTIONS or len(seen) >= MAX_HEADERS:
            return
        shown = {"first": is_on(child(section, "titlePg")), "default": True, "even": has_even}
        for kind, is_shown in shown.items():
            for each in children(section, "headerReference", "footerReference") if is_shown else ():
                found = relations.get(attribute(each, "id"))
                if found and attribute(each, "type") == kind and found.member not in seen:
                    seen.add(found.member)
                    yield found.member
