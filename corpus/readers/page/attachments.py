"""Files that a web page links to as attachments of its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.main_text import is_chrome
from corpus.readers.page.text import brief_text_of
from corpus.report import Attachment

_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|ofd|zip|rar|7z|wps|et|dps|rtf|ceb)(?=$|[?#&])", re.IGNORECASE)

_EMBEDDING = ("embed", "object", "iframe", "frame", "img", "div", "span", "p")
"""Elements that show a file in the page, by an attribute of `_FILE_ATTRIBUTES`."""

_FILE_ATTRIBUTES = (
    "data-powerurl",
    "data-url",
    "data-file",
    "data-fileurl",
    "data-pdf",
    "data-src",
    "data-href",
    "data",
    "src",
)
_VIEWER_PARAMETERS = frozenset(("file", "url", "src", "fileurl", "path"))
_NO_ADDRESSES = ("javascript:", "data:", "about:", "#")


def find_attachments(root: etree._Element, main: Sequence[etree._Element]) -> Iterator[Attachment]:
    """Yield the files that the page links to or embeds, in the article and beside it, navigation aside, each once.

    What a link is called tells of a file as well as its address: systems give files out by number.
    """
    seen: set[str] = set()
    surroundings = _Surroundings(frozenset(main))
    for element in root.iter("a", *_EMBEDDING):
        name = one_line(brief_text_of(element)) if element.tag == "a" else ""
        url = _file_url(element, name)
        if not url or url in seen or surroundings.are_navigation(element.getparent()):
            continue
        seen.add(url)
        yield Attachment(name=name or element.get("title") or _file_name(url), url=url)


def _file_url(element: etree._Element, name: str) -> str:
    """Return the address of the file that an element leads to or shows, else an empty string."""
    if element.tag == "a":
        url = (element.get("href") or "").strip()
        is_file = _ATTACHMENT.search(url) or _ATTACHMENT.search(name)
        return url if url and is_file and not url.lower().startswith(_NO_ADDRESSES) else ""
    for attribute in _FILE_ATTRIBUTES:
        url = (element.get(attribute) or "").strip()
        if _ATTACHMENT.search(url) and not url.lower().startswith(_NO_ADDRESSES):
            return _shown_by_viewer(url)
    return ""


def _shown_by_viewer(url: str) -> str:
    """Return the address of the file that a viewer is told to show (`viewer.html?file=/a.pdf`), else the address itself."""
    try:
        asked = parse_qsl(urlsplit(url).query)
    except ValueError:
        return url
    return next(
        (value for name, value in asked if name.lower() in _VIEWER_PARAMETERS and _ATTACHMENT.search(value)), url
    )


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
