"""The visible text of a web page, as lines. lxml elements in, text out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection

from lxml import etree

from corpus.characters import clean_text

UNSEEN_TAGS = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "iframe", "frame"),
        *("object", "embed", "svg", "canvas", "audio", "video", "select", "option", "datalist", "button"),
        *("input", "textarea", "map", "rt", "rp"),
    )
)
"""Elements that are not read: those that show nothing, and pronunciations above characters, which would break the words that they stand over."""

BLOCK_TAGS = frozenset(
    (
        *("html", "body", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "ul"),
        *("ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote", "center", "form", "fieldset", "legend"),
        *("figure", "figcaption", "details", "summary", "address", "menu", "dir", "marquee"),
    )
)
_CELLS = frozenset(("td", "th"))
_BREAKING_TAGS = BLOCK_TAGS - _CELLS | {"br"}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_MAX_STYLE = 2_000
"""Characters of an element's style that are looked at, each time anew; written by hand it has a hundred."""

_MAX_BRIEF = 200
"""Elements in a heading or a link: each character in a `<font>` of its own, for a title of a hundred."""

WRAP = "\v"
"""A line end of the source, which is a space or nothing to the eye."""
_WHITE = re.compile(r"[ \t\n\f\v\xa0]+")
# A line of source that was wrapped between two Chinese characters is joined without a space; only Latin words need one.
_WRAPPED_CJK = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\v(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
_UNTIDY = re.compile(r"[\v\t]|  ")
_MANY_TABS = re.compile(r"\t\t+")
_MANY_SPACES = re.compile(r"  +")


def is_unseen(element: etree._Element) -> bool:
    """Return whether a browser shows nothing of `element`."""
    if element.tag in UNSEEN_TAGS:
        return True
    style = element.get("style")
    return element.get("hidden") is not None or (
        style is not None and _HIDDEN_STYLE.search(style[:_MAX_STYLE]) is not None
    )


def text_of(element: etree._Element, *, without: Collection[etree._Element] = ()) -> str:
    """Return the visible lines of `element`: blocks and breaks on lines of their own, cells of a row separated by tabs.

    The element is shown even when it is hidden itself: scripts unhide the article once it is loaded.
    """
    pieces: list[str] = []

    def skip(inner: etree._Element) -> bool:
        return inner is not element and (is_unseen(inner) or inner in without)

    walk_text(element, pieces.append, skip=skip)
    lines = (tidy_line(line) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def brief_text_of(element: etree._Element) -> str:
    """Return the visible text of an element that has few others in it, else an empty string.

    Headings and links are short; nested in one another, each with the text of all below it, they would be read again and again.
    """
    descendants = sum(1 for _ in itertools.islice(element.iterdescendants(), _MAX_BRIEF + 1))
    return text_of(element) if descendants <= _MAX_BRIEF else ""


def walk_text(root: etree._Element, put: Callable[[str], None], *, skip: Callable[[etree._Element], bool]) -> None:
    """Pass every piece of text below `root` to `put`, with line ends and tabs where the page shows them."""
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    preformatted = 0
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if skip(node):
                skipped = node
                walk.skip_subtree()
                continue
            preformatted += tag == "pre"
            if tag in _BREAKING_TAGS:
                put("\n")
            if text := node.text:
                put(shown(text, preformatted=preformatted > 0))
            continue
        if node is skipped:
            skipped = None
        else:
            preformatted -= tag == "pre"
            if tag in BLOCK_TAGS:
                put("\t" if tag in _CELLS else "\n")
        if node is not root and (text := node.tail):
            put(shown(text, preformatted=preformatted > 0))


def shown(text: str | None, *, preformatted: bool = False) -> str:
    """Return a text node with its white space as a browser shows it; line ends of the source become `WRAP`."""
    if not text:
        return ""
    if preformatted:
        return clean_text(text)
    return _WHITE.sub(lambda match: WRAP if "\n" in match[0] else " ", text)


def tidy_line(line: str) -> str:
    """Return a line joined from pieces with its wraps, gaps and ends tidied."""
    if not _UNTIDY.search(line):  # nine lines of ten, in a third of the time
        return line.strip()
    line = _WRAPPED_CJK.sub("", line).replace(WRAP, " ")
    cells = (_MANY_SPACES.sub(" ", cell).strip(" ") for cell in line.split("\t"))
    return _MANY_TABS.sub("\t", "\t".join(cells)).strip()
