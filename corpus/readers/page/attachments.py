"""Files that a web page links to as attachments of its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.main_text import is_chrome
from corpus.readers.page.text import brief_text_of
from corpus.report import Attachment

_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|ofd|zip|rar|7z|wps|et|dps|rtf|ceb)(?=$|[?#&])", re.IGNORECASE)


def find_attachments(root: etree._Element, main: Sequence[etree._Element]) -> Iterator[Attachment]:
    """Yield the links to files in the article and beside it, navigation aside, each once."""
    seen: set[str] = set()
    surroundings = _Surroundings(frozenset(main))
    for link in root.iter("a"):
        url = (link.get("href") or "").strip()
        if url in seen or not _ATTACHMENT.search(url) or url.lower().startswith(("javascript:", "data:")):
            continue
        if surroundings.are_navigation(link.getparent()):
            continue
        seen.add(url)
        name = one_line(brief_text_of(link)) or link.get("title") or _file_name(url)
        yield Attachment(name=name, url=url)


@dataclass(slots=True)
class _Surroundings:
    """What elements stand in, each looked at once: pages of many links nest them deep."""

    main: frozenset[etree._Element]
    known: dict[etree._Element | None, tuple[bool, bool]] = field(default_factory=lambda: {None: (False, False)})

    def are_navigation(self, element: etree._Element | None) -> bool:
        """Return whether `element` is navigation, or stands in it, and not in the article."""
        path: list[etree._Element] = []
        while element is not None and element not in self.known:
            path.append(element)
            element = element.getparent()
        in_main, in_chrome = self.known[element]
        for each in reversed(path):
            in_main, in_chrome = in_main or each in self.main, in_chrome or is_chrome(each)
            self.known[each] = (in_main, in_chrome)
        return in_chrome and not in_main


def _file_name(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        path = url
    return unquote(path.rsplit("/", 1)[-1])
