"""How elements of a page lead to files or show them: links, scripts of links, viewers, embedded documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.text import brief_text_of

FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|docm|xlsx?|xlsm|csv|pptx?|ofd|odt|ods|zip|rar|7z|wps|et|dps|rtf|ceb|tiff?)(?=$|[?#&;）)】\]\s'\"])",
    re.IGNORECASE,
)

EMBEDDING = ("embed", "object", "iframe", "frame", "img", "div", "span", "p", "section", "input", "button", "li")
"""Elements that show a file in the page, by an attribute of `_FILE_ATTRIBUTES`."""

_FILE_ATTRIBUTES = (
    *("data-powerurl", "data-url", "data-file", "data-fileurl", "data-file-url", "data-filepath", "data-pdf"),
    *("data-pdf-url", "data-pdfurl", "data-src", "data-original", "data-href", "data-link", "data-path"),
    *("data", "src", "value"),
)
_VIEWER_PARAMETERS = frozenset(("file", "url", "src", "fileurl", "filepath", "path", "pdf", "pdfurl", "doc", "link"))
_NO_ADDRESSES = ("javascript:", "data:", "about:", "#", "mailto:", "blob:")

_OPENED = re.compile(r"""(?P<call>[\w.$]{0,40})\s*\(\s*(?P<quote>['"])(?P<url>[^'"()<>\s]{1,1000})(?P=quote)""")
"""The first argument of what a script calls: `window.open('a.pdf')`, `openFile("/up/a.doc")`."""

_CALLED_ATTACHMENT = re.compile(
    r"[【\[（(]?\s*附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*(?:[】\])）:：.、．\s].*|$|下载.*)"
)
"""What a link to a file without a suffix is called."""

_LABEL = re.compile(r"附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*[:：]\s*$")
_LONGEST_LABEL = 30
_DOWNLOADING = re.compile(r"down|attach|file|fujian|/fj|upload|blob|resource", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:s?html?|jspx?|aspx?|php)(?=$|[?#])", re.IGNORECASE)


def is_file_link(link: etree._Element) -> bool:
    """Return whether an `a` leads to a file rather than to another page."""
    if FILE_NAME.search(url := (link.get("href") or "").strip()) and not url.lower().startswith(_NO_ADDRESSES):
        return True
    return bool(linked_file(link, one_line(brief_text_of(link))))


def linked_file(link: etree._Element, name: str) -> str:
    """Return the address of the file that an `a` called `name` leads to, else an empty string.

    Systems give files out by number (`down.jsp?id=7`): what a link is called tells of a file as well as its address.
    """
    url = (link.get("href") or "").strip()
    if not url or url.lower().startswith(_NO_ADDRESSES):
        return _opened(link)
    if FILE_NAME.search(url):
        return viewed(url)
    told = (
        name,
        link.get("title") or "",
        link.get("alt") or "",
        link.get("download") or "",
        link.get("data-name") or "",
    )
    if any(map(FILE_NAME.search, told)) or link.get("download") is not None:
        return url
    is_download = _DOWNLOADING.search(url) and (not _PAGE.search(url) or "?" in url)
    is_attachment = _CALLED_ATTACHMENT.fullmatch(name) or _is_behind_label(link)
    return url if is_download and is_attachment else _opened(link, "onclick")


def _is_behind_label(link: etree._Element) -> bool:
    """Return whether the text right before a link announces an attachment: `附件：<a href="/down.do?id=3">名单</a>`."""
    before, parent = link.getprevious(), link.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return _LABEL.search((text or "")[-_LONGEST_LABEL:]) is not None


def _opened(link: etree._Element, *attributes: str) -> str:
    """Return the file that the script of an element opens."""
    for attribute in attributes or ("onclick", "href"):
        for call in _OPENED.finditer((link.get(attribute) or "")[:4_000]):
            # Of other calls than of the browser's own, a mere name may be anything: `down('a.pdf')`.
            is_address = "/" in call["url"] or call["call"].endswith("open")
            if is_address and FILE_NAME.search(call["url"]) and not call["url"].lower().startswith(_NO_ADDRESSES):
                return viewed(call["url"])
    return next(_of_attributes(link), "")


def shown_file(element: etree._Element) -> str:
    """Return the address of the file that an element of `EMBEDDING` shows, else an empty string."""
    return next(_of_attributes(element), "") or ("" if element.get("onclick") is None else _opened(element, "onclick"))


def _of_attributes(element: etree._Element) -> Iterator[str]:
    for attribute in _FILE_ATTRIBUTES if element.keys() else ():  # most elements have none
        url = (element.get(attribute) or "").strip()
        if url and FILE_NAME.search(url) and not url.lower().startswith(_NO_ADDRESSES):
            yield viewed(url)
    if element.tag == "object":
        # Old pages name the file in a child: `<param name="src" value="a.pdf">`.
        for parameter in element.iterchildren("param"):
            if FILE_NAME.search(url := (parameter.get("value") or "").strip()):
                yield viewed(url)


def viewed(url: str) -> str:
    """Return the address of the file that a viewer is told to show (`viewer.html?file=/a.pdf`), else the address itself."""
    try:
        split = urlsplit(url)
        if FILE_NAME.search(split.path):
            return url
        asked = parse_qsl(split.query) + parse_qsl(split.fragment)
    except ValueError:
        return url
    return next((value for name, value in asked if name.lower() in _VIEWER_PARAMETERS and FILE_NAME.search(value)), url)
