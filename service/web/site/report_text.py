"""A report's text as its page shows it: an address for each paragraph, highlights numbered through, and the contents."""

from __future__ import annotations

import hashlib
import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from service.browse.outline import Section, outline
from service.browse.report_page import ReportPage

MARK = "<mark>"
_FEWEST_SECTIONS_SHOWN = 3
_OPEN_UP_TO = 12
"""Sections of contents that are shown open: about what a phone shows at once."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as safe HTML; `id` is its address within the page, which stays while the paragraph stays as it is."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A section in the contents: `id` is the address of its first paragraph, `first_match` the number of the first highlight in it."""

    section: Section
    id: str
    matches: int
    first_match: int


@dataclass(frozen=True, slots=True)
class ReportText:
    """The text of a report and of its attachments, in the order of the page, which has `matches` highlights in them."""

    own: tuple[Paragraph, ...]
    attached: tuple[tuple[Paragraph, ...], ...]
    contents: tuple[Entry, ...]
    matches: int

    @property
    def contents_are_open(self) -> bool:
        """Whether the contents are few enough to be shown at once."""
        return len(self.contents) <= _OPEN_UP_TO


def report_text(page: ReportPage) -> ReportText:
    """Return the text of a report for its page."""
    texts = [page.paragraphs_html, *(each.paragraphs_html for each in page.attachments)]
    flat = [paragraph for text in texts for paragraph in text]
    plain = [html.unescape(each.replace(MARK, "").replace("</mark>", "")) for each in flat]
    before = list(accumulate((each.count(MARK) for each in flat), initial=0))
    shown = [
        Paragraph(address, _numbered(text, first))
        for address, text, first in zip(_addresses(plain), flat, before[:-1], strict=True)
    ]
    ends = list(accumulate(map(len, texts)))
    own, *attached = (tuple(shown[end - len(text) : end]) for text, end in zip(texts, ends, strict=True))
    return ReportText(own, tuple(attached), _contents(plain[: len(own)], own, before), before[-1])


def _contents(texts: Sequence[str], shown: Sequence[Paragraph], before: Sequence[int]) -> tuple[Entry, ...]:
    sections = outline(texts)
    if len(sections) < _FEWEST_SECTIONS_SHOWN:
        return ()
    return tuple(
        Entry(each, shown[each.paragraph].id, before[each.end] - before[each.paragraph], before[each.paragraph] + 1)
        for each in sections
    )


def _addresses(paragraphs: Sequence[str]) -> list[str]:
    """Return a name for each paragraph, made of what it says, so that it outlives changes elsewhere; equal ones are counted."""
    seen: Counter[str] = Counter()
    names = []
    for text in paragraphs:
        words = "".join(text.split())
        name = "p-" + hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _numbered(paragraph: str, before: int) -> str:
    """Return a paragraph with an id for each highlight, where `before` are above it."""
    first, *rest = paragraph.split(MARK)
    return first + "".join(f'<mark id="m{number}">{text}' for number, text in enumerate(rest, before + 1))
