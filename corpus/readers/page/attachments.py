"""Files that a web page links to as attachments of its report."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml import etree

from corpus.characters import has_han, one_line
from corpus.readers.labelled_values import is_attachment_label
from corpus.readers.page.boilerplate import is_chrome
from corpus.readers.page.file_links import EMBEDDING, FILE_NAME, linked_file, shown_file
from corpus.readers.page.text import brief_text_of
from corpus.report import Attachment

_NO_NAMES = frozenset(
    (
        "下载",
        "下载原文",
        "原文下载",
        "查看原文",
        "点击下载",
        "点击查看",
        "查看",
        "附件下载",
        "下载附件",
        "打开",
        "预览",
        "这里",
        "此处",
        "点击此处",
    )
)
"""Texts of links that say what to do, and not what the file is."""

_MOST_SCRIPTS = 100
_LONGEST_SCRIPTS = 500_000
_MOST_IN_SCRIPTS = 20
"""Scripts of a page, their characters and the files that are looked for in them."""

_IN_SCRIPT = re.compile(r"""(?P<quote>['"])(?P<url>[^'"<>\s\\+]{1,300}\.(?:pdf|ofd|docx?))(?P=quote)""", re.IGNORECASE)


def find_attachments(root: etree._Element, main: Sequence[etree._Element]) -> Iterator[Attachment]:
    """Yield the files that the page links to or embeds, in the article and beside it, navigation aside, each once.

    What a link is called tells of a file as well as its address: systems give files out by number. Of several links to one file,
    the first that says what it is gives its name.
    """
    found: dict[str, Attachment] = {}
    nameless: set[str] = set()
    base = _base_of(root)
    surroundings = _Surroundings(frozenset(main))
    for element in root.iter("a", *EMBEDDING):
        is_link = element.tag == "a"
        text = one_line(brief_text_of(element)) if is_link else ""
        url = linked_file(element, text) if is_link else shown_file(element)
        url = _based(base, url)
        same = _same(url)
        if not url or (same in found and same not in nameless) or surroundings.are_navigation(element.getparent()):
            continue
        name = _name_of(element, url, text)
        if same not in found:
            found[same] = Attachment(name=name, url=url)
        elif name != _file_name(url):
            found[same] = replace(found[same], name=name)
        (nameless.add if name == _file_name(url) else nameless.discard)(same)
    yield from found.values()


def _same(url: str) -> str:
    """Return what the addresses of one file on a page have in common: `./a.pdf`, `a.pdf#toolbar=0`."""
    return url.partition("#")[0].removeprefix("./") or url


def files_of_scripts(root: etree._Element) -> Iterator[Attachment]:
    """Yield the documents whose addresses stand in the scripts of a page: one without text may show them by a script alone."""
    base = _base_of(root)
    scripts = "\n".join(itertools.islice((each.text for each in root.iter("script") if each.text), _MOST_SCRIPTS))
    urls = dict.fromkeys(found["url"] for found in _IN_SCRIPT.finditer(scripts[:_LONGEST_SCRIPTS]))
    for url in itertools.islice(urls, _MOST_IN_SCRIPTS):
        yield Attachment(name=_file_name(url), url=_based(base, url))


def _base_of(root: etree._Element) -> str:
    return next((each.get("href") or "" for each in root.iter("base")), "").strip()


def _based(base: str, url: str) -> str:
    """Return where an address leads on a page that says from where its addresses count."""
    try:
        return urljoin(base, url) if base and url else url
    except ValueError:
        return url


def _name_of(element: etree._Element, url: str, text: str) -> str:
    """Return what the file of an element is called: by the text of its link, by its attributes or by the address."""
    titles = [one_line(element.get(each) or "") for each in ("download", "title", "alt", "data-name")]
    if text and text not in _NO_NAMES and not is_attachment_label(text):
        return text
    told = next((title for title in titles if title and title not in _NO_NAMES and not is_attachment_label(title)), "")
    file = _file_name(url)
    # Systems call files by numbers (`P020240506.pdf`), of which even `附件1` says more.
    return told or (text if is_attachment_label(text) and not has_han(file) else file)


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
    """Return the name of a file in its address: the last of its path, or what a program is told (`down.jsp?filename=a.doc`)."""
    try:
        split = urlsplit(url)
        told = [] if FILE_NAME.search(split.path) else parse_qsl(split.query)
    except ValueError:
        return unquote(url.rsplit("/", 1)[-1])
    file = next((value for _, value in told if FILE_NAME.search(value)), unquote(split.path))
    return file.rsplit("/", 1)[-1]
