"""The article of a web page, found by the containers portals use, else by where most of the prose stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from lxml import etree

from corpus.readers.page.boilerplate import find_boilerplate, is_chrome
from corpus.readers.page.containers import holding_containers, is_container, is_never_shown, names_of
from corpus.readers.page.file_links import EMBEDDING, is_file_link, shown_file
from corpus.readers.page.text import is_unseen, shown, text_of
from corpus.readers.page.title import is_called_title
from corpus.values.partial_date import YEAR

# These hold the article and often more: they are trusted only with most of the page's prose in them.
_LIKELY = frozenset(
    (
        *("article", "content", "main", "maincontent", "main-content", "main_content", "detail", "con", "conbox"),
        *("cont", "zw", "xl", "text", "contents", "article-box", "articlebox", "arti"),
    )
)
_LIKELY_TAGS = frozenset(("article", "main"))

_PROSE_PIECE = 10
"""Shorter pieces of text are menus, dates and buttons."""

_CHROME_PROSE = 300
"""More prose than this is no navigation, whatever its class says."""

_MOST_PROSE = 0.5
"""Share of the page's prose, without what is around an article, from which on an element is no navigation."""

_LONGEST_LABEL = 20

_MOST = 0.8
_NEARLY_ALL = 0.9
_SOME = 0.5
"""An article container with less than this share of the text misses some: more of the page is taken."""

_SHOWN_ENOUGH = 2

_HARDLY_ANY = 30
_LITTLE_TEXT = 150
"""With less text the likely containers say nothing: title and date outside are too large a share of all."""

_ENDS_OF_SENTENCES = ("。", "！", "。）", "。)")
_DAY = re.compile(rf"(?:{YEAR}\s?[-./年]\s?)?\d{{1,2}}\s?[-./月]\s?\d{{1,2}}(?!\d)")

Characters = dict[etree._Element, int]


def find_main(
    root: etree._Element, metadata: Set[etree._Element] = frozenset()
) -> tuple[list[etree._Element], set[etree._Element]]:
    """Return the elements that hold the article, in order, and those inside them that are navigation.

    Neither `metadata` nor titles tell where the article is.
    """
    boilerplate = find_boilerplate(root)
    called_chrome = set(_chrome(root, boilerplate.around))
    chrome = called_chrome | boilerplate.around
    text = _measure(root, chrome | metadata | {each for each in _elements(root) if is_called_title(each)})
    total = text.get(root, 0)
    holds_titles = total < _HARDLY_ANY and boilerplate.titles and not any(map(_is_file, root.iter("a", *EMBEDDING)))
    if holds_titles and not (all(map(_lists_news, boilerplate.titles)) and _says_a_sentence(root, chrome | metadata)):
        # A guide, an inventory: the titles it lists are what it says.
        return [_body(root)], called_chrome | (boilerplate.around - boilerplate.titles)
    containers = [each for each in _outermost(root) if each not in chrome]
    held = sum(text.get(each, 0) for each in containers)
    if containers and held >= max(_SHOWN_ENOUGH, _SOME * total):
        # Inside the article only what is sure to be navigation goes: its own headings may be called `header`.
        return containers, set(boilerplate.everywhere)
    likely = [each for each in _elements(root) if _is_likely(each) and text.get(each, 0) >= _MOST * total]
    if likely and total >= _LITTLE_TEXT:
        return [likely[-1]], chrome
    return [_deepest(root, text, total)], chrome


def _lists_news(element: etree._Element) -> bool:
    """Return whether most of the titles that an element lists have a day beside them, as those of other notices below one have."""
    links = sum(1 for _ in element.iter("a"))
    return 2 * sum(1 for _ in _DAY.finditer(text_of(element))) >= links


def _says_a_sentence(root: etree._Element, without: Set[etree._Element]) -> bool:
    """Return whether a page says more than titles: a line outside `without` that ends as a sentence does."""
    lines = text_of(_body(root), without=without).split("\n")
    return any(len(line) >= _PROSE_PIECE and line.endswith(_ENDS_OF_SENTENCES) for line in lines)


def _is_file(element: etree._Element) -> bool:
    return is_file_link(element) if element.tag == "a" else bool(shown_file(element))


def _chrome(root: etree._Element, around: Set[etree._Element]) -> Iterator[etree._Element]:
    """Yield what is called navigation and holds no article: neither a container of one nor most of the page's prose.

    Names say little: the column of a notice is called `left` or `banner` as well as what stands beside it.
    """
    prose = _measure(root, frozenset(), shortest=_PROSE_PIECE)
    besides = _measure(root, around, shortest=_PROSE_PIECE)
    most = max(_PROSE_PIECE, _MOST_PROSE * besides.get(root, 0))
    holding = holding_containers(root)
    for element in _elements(root):
        if element is root or not is_chrome(element) or element in holding:
            continue
        if prose.get(element, 0) < _CHROME_PROSE and besides.get(element, 0) < most:
            yield element


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(etree.Element)


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the article containers that stand in no other one; a page may have one for the text and one for its annex."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if is_unseen(element) and element.get("style") is None:
            walk.skip_subtree()
        elif is_container(element):
            walk.skip_subtree()
            yield element


def _is_likely(element: etree._Element) -> bool:
    return element.tag in _LIKELY_TAGS or bool(names_of(element) & _LIKELY)


def _deepest(root: etree._Element, text: Characters, total: int) -> etree._Element:
    """Return the smallest element with nearly all the text of the page: losing text is worse than a stray menu."""
    found = [each for each in _elements(root) if text.get(each, 0) >= max(1, _NEARLY_ALL * total)]
    block = [each for each in found if each.tag not in ("p", "span", "font", "strong", "b", "tr", "tbody")]
    return block[-1] if block else _body(root)


def _body(root: etree._Element) -> etree._Element:
    body = root.find("body")
    return root if body is None else body


def _measure(root: etree._Element, without: Set[etree._Element], *, shortest: int = 1) -> Characters:
    """Return the number of characters of text, links aside, in each element, of pieces that have `shortest` at least."""
    text: Characters = {}
    holding = holding_containers(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    counts: list[int] = [0]
    for event, node in walk:
        if event == "start":
            if node is not root and (node in without or is_never_shown(node, holding)):
                walk.skip_subtree()
                counts.append(0)
                continue
            counts.append(0 if node.tag == "a" else _length(node.text, shortest))
        else:
            count = 0 if node.tag == "a" else counts[-1]
            counts.pop()
            text[node] = count
            counts[-1] += count + (_length(node.tail, shortest) if node is not root else 0)
    return text


def _length(text: str | None, shortest: int) -> int:
    if not text:
        return 0
    visible = shown(text).strip()
    is_bare_label = len(visible) <= _LONGEST_LABEL and visible.endswith(("：", ":"))
    return len(visible) if len(visible) >= shortest and not is_bare_label else 0
