"""Files that a web page links to as attachments of its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.main_text import is_chrome
from corpus.readers.page.text import text_of
from corpus.report import Attachment

_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|ofd|zip|rar|7z|wps|et|dps|rtf|ceb)(?=$|[?#&])", re.IGNORECASE)


def find_attachments(root: etree._Element, main: Sequence[etree._Element]) -> Iterator[Attachment]:
    """Yield the links to files in the article and beside it, navigation aside, each once."""
    seen: set[str] = set()
    for link in root.iter("a"):
        url = (link.get("href") or "").strip()
        if url in seen or not _ATTACHMENT.search(url) or url.lower().startswith(("javascript:", "data:")):
            continue
        above = list(link.iterancestors())
        if not any(element in main for element in above) and any(is_chrome(element) for element in above):
            continue
        seen.add(url)
        name = one_line(text_of(link)) or link.get("title") or _file_name(url)
        yield Attachment(name=name, url=url)


def _file_name(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        path = url
    return unquote(path.rsplit("/", 1)[-1])
