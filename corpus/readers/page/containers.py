"""The elements into which publishing systems put the article of a page, by their names."""

from __future__ import annotations

import functools
from collections.abc import Set

from lxml import etree

from corpus.readers.page.text import UNSEEN_TAGS, is_unseen

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
_MAX_NAMES = 1_000
"""Characters of the names of an element that are looked at; a dozen names have fewer."""


_NONE: frozenset[str] = frozenset()
_CACHED_NAMES = 1_024
"""The same few names stand on thousands of elements, each of which is asked for them ten times."""


def names_of(element: etree._Element) -> frozenset[str]:
    """Return the classes and the id of an element, in lower case."""
    classes, own_id = element.get("class"), element.get("id")
    if not classes and not own_id:
        return _NONE
    return _names((classes or "")[:_MAX_NAMES], (own_id or "")[:_MAX_NAMES])


@functools.lru_cache(_CACHED_NAMES)
def _names(classes: str, own_id: str) -> frozenset[str]:
    return frozenset(f"{classes} {own_id}".lower().split())


def is_container(element: etree._Element) -> bool:
    """Return whether an element is named as one that holds an article."""
    names = names_of(element)
    return bool(names) and (not names.isdisjoint(_ARTICLE_CLASSES) or (element.get("id") or "").lower() in _ARTICLE_IDS)


def holding_containers(root: etree._Element) -> frozenset[etree._Element]:
    """Return the containers of articles below `root`, and all that they stand in."""
    holding: set[etree._Element] = set()
    for element in root.iter(etree.Element):
        above: etree._Element | None = element if is_container(element) else None
        while above is not None and above not in holding:
            holding.add(above)
            above = above.getparent()
    return frozenset(holding)


def is_never_shown(element: etree._Element, holding: Set[etree._Element]) -> bool:
    """Return whether an element is neither visible nor, among `holding`, an article that a script unhides once it is loaded."""
    return is_unseen(element) and (element.tag in UNSEEN_TAGS or element not in holding)
