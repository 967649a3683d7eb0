"""The article of a web page, found by the containers portals use, else by where most of the prose stands."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.page.text import is_unseen, shown

# Publishing systems put the article, and nothing else, into these.
_ARTICLE_IDS = frozenset(
    (
        *("ucap-content", "zoom", "zwcontent", "article_content", "articlecontent", "contentregion"),
        *("newscontent", "news_content", "xxgk_content", "fontzoom", "textbox", "bodycontent"),
        *("maincontent_text", "artcontent", "art_content", "con_con", "vsb_content", "js_content"),
    )
)
_ARTICLE_CLASSES = frozenset(
    (
        *("trs_editor", "trs_ueditor", "trs_editor_view", "trs_preappend", "xxgkml-content", "pages_content"),
        *("article-content", "article_content", "articlecontent", "zwcontent", "zw_content", "zwxl-article"),
        *("xxgk_content", "news_content", "newscontent", "con_text", "article_con", "view-content"),
        *("text_content", "arc_cont", "arti_content", "wp_articlecontent", "custom_unionstyle", "bt_content"),
    )
)
# These hold the article and often more: they are trusted only with most of the page's prose in them.
_LIKELY = frozenset(
    (
        *("article", "content", "main", "maincontent", "main-content", "main_content", "detail", "con", "conbox"),
        *("cont", "zw", "xl", "text", "contents", "article-box", "articlebox", "arti"),
    )
)
_LIKELY_TAGS = frozenset(("article", "main"))

_CHROME_TAGS = frozenset(("nav", "footer", "header", "aside"))
_CHROME = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "topbar", "topnav", "header", "head", "foot", "footer"),
        *("bottom", "crumb", "crumbs", "breadcrumb", "breadcrumbs", "position", "location", "path", "loc", "wz"),
        *("dqwz", "dangqianweizhi", "leftmenu", "sidebar", "side", "relate", "related", "relation", "rel", "xg"),
        *("xgxx", "prevnext", "pager", "page_box", "pagination", "share", "bdsharebuttonbox", "bshare"),
        *("fenxiang", "copyright", "search", "searchbox", "toolbar", "tools", "qrcode", "qr", "qr_container"),
        *("ewm", "friendlink", "links", "banner", "left", "leftnav", "sx-navs", "sx-list", "logo"),
    )
)
_INNER_CHROME = frozenset(
    (
        *("bdsharebuttonbox", "bshare", "share", "fenxiang", "qrcode", "qr_container", "ewm", "prevnext"),
        *("pagination",),
    )
)

_MAX_NAMES = 1_000
"""Characters of the names of an element that are looked at; a dozen names have fewer."""

_PROSE_PIECE = 10
"""Shorter pieces of text are menus, dates and buttons."""

_CHROME_PROSE = 300
"""More prose than this is no navigation, whatever its class says."""

_MOST = 0.8
_NEARLY_ALL = 0.9
_SOME = 0.5
"""An article container with less than this share of the prose misses text: more of the page is taken."""

_SHOWN_ENOUGH = 2

_LITTLE_PROSE = 150
"""With less prose, on lists and forms, shares of it say nothing: all but the navigation is kept."""

Prose = dict[etree._Element, int]


def find_main(root: etree._Element) -> tuple[list[etree._Element], set[etree._Element]]:
    """Return the elements that hold the article, in order, and those inside them that are navigation."""
    chrome = set(_chrome(root, _measure(root, set())))
    prose = _measure(root, chrome)
    total = prose.get(root, 0)
    containers = [each for each in _outermost(root) if each not in chrome]
    held = sum(prose.get(each, 0) for each in containers)
    if containers and held >= max(_SHOWN_ENOUGH, _SOME * total):
        # Inside the article only what is sure to be navigation goes: its own headings may be called `header`.
        return containers, {each for each in chrome if _names(each) & _INNER_CHROME or each.tag == "nav"}
    if total < _LITTLE_PROSE:
        return [_body(root)], chrome
    likely = [each for each in _elements(root) if _is_likely(each) and prose.get(each, 0) >= _MOST * total]
    if likely:
        return [likely[-1]], chrome
    return [_deepest(root, prose, total)], chrome


def is_chrome(element: etree._Element) -> bool:
    """Return whether an element is by its tag or name the page's navigation, not its text."""
    return element.tag in _CHROME_TAGS or bool(_names(element) & _CHROME)


def _chrome(root: etree._Element, prose: Prose) -> Iterator[etree._Element]:
    for element in _elements(root):
        if element is not root and is_chrome(element) and prose.get(element, 0) < _CHROME_PROSE:
            yield element


def _names(element: etree._Element) -> set[str]:
    classes, own_id = element.get("class"), element.get("id")
    if not classes and not own_id:
        return set()
    return {name.lower() for name in f"{(classes or '')[:_MAX_NAMES]} {(own_id or '')[:_MAX_NAMES]}".split()}


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(etree.Element)


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the article containers that stand in no other one; a page may have one for the text and one for its annex."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if is_unseen(element) and element.get("style") is None:
            walk.skip_subtree()
        elif (element.get("id") or "").lower() in _ARTICLE_IDS or _names(element) & _ARTICLE_CLASSES:
            walk.skip_subtree()
            yield element


def _is_likely(element: etree._Element) -> bool:
    return element.tag in _LIKELY_TAGS or bool(_names(element) & _LIKELY)


def _deepest(root: etree._Element, prose: Prose, total: int) -> etree._Element:
    """Return the smallest element with nearly all the prose of the page: losing text is worse than a stray menu."""
    found = [each for each in _elements(root) if prose.get(each, 0) >= _NEARLY_ALL * total]
    block = [each for each in found if each.tag not in ("p", "span", "font", "strong", "b", "tr", "tbody")]
    return (block or [root])[-1]


def _body(root: etree._Element) -> etree._Element:
    body = root.find("body")
    return root if body is None else body


def _measure(root: etree._Element, without: set[etree._Element]) -> Prose:
    """Return the number of characters of prose, links aside, in each element."""
    prose: Prose = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    counts: list[int] = [0]
    for event, node in walk:
        if event == "start":
            if node is not root and (node in without or _is_never_shown(node)):
                walk.skip_subtree()
                counts.append(0)
                continue
            counts.append(0 if node.tag == "a" else _prose(node.text))
        else:
            count = 0 if node.tag == "a" else counts[-1]
            counts.pop()
            prose[node] = count
            counts[-1] += count + (_prose(node.tail) if node is not root else 0)
    return prose


def _is_never_shown(node: etree._Element) -> bool:
    # Articles are hidden until a script has loaded them; what is hidden counts here; `text_of` decides whether to show it.
    return node.get("style") is None and is_unseen(node)


def _prose(text: str | None) -> int:
    length = len(shown(text).strip())
    return length if length >= _PROSE_PIECE else 0
