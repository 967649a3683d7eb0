"""Which headers and footers of an ODT file are shown: those of the page styles (`style:master-page`) that it uses."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.office.word_xml import attribute
from corpus.readers.package import child, children

_KINDS = ("header-first", "header", "header-left", "footer-first", "footer", "footer-left")
"""That of the first page before the others, which it takes the place of there."""


def shown_headers(styles: etree._Element | None, content: etree._Element | None) -> Iterator[etree._Element]:
    """Yield the headers and footers that are shown, that of the first page first."""
    pages = {attribute(each, "name"): each for each in children(child(styles, "master-styles"), "master-page")}
    used = _named(styles) | _named(content)
    waiting = ["Standard" if "Standard" in pages else next(iter(pages), ""), *(name for name in pages if name in used)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in pages:
            continue
        seen.add(name)
        for kind in _KINDS:
            yield from (each for each in children(pages[name], kind) if attribute(each, "display") != "false")
        waiting.append(attribute(pages[name], "next-style-name"))


def _named(root: etree._Element | None) -> set[str]:
    """Return the page styles that the styles of paragraphs and tables begin."""
    groups = (child(root, group) for group in ("styles", "automatic-styles"))
    return {attribute(style, "master-page-name") for group in groups for style in children(group, "style")}
