"""The title of a web page's report where no label tells it: a heading, or the page's own title without its site."""

from __future__ import annotations

import re

from lxml import etree

from corpus.characters import one_line, without_spaces
from corpus.labels import is_label
from corpus.readers.layout.characters import in_one_line
from corpus.readers.page.boilerplate import is_chrome
from corpus.readers.page.containers import names_of
from corpus.readers.page.text import brief_text_of, text_of

_TITLE_CLASSES = frozenset(
    (
        *("title", "tit", "bt", "article-title", "article_title", "arti_title", "arti-title", "xxgk_title"),
        *("news_title",),
    )
)
_SITE_SEPARATOR = re.compile(r"\s*[_|｜]\s*")
_LAST_DASH = re.compile(r"\s*[-–—]+\s*(?=[^-–—]*$)")
_COLUMN = re.compile(r"(?<=.{5})\s+[-–—]+\s+.{0,20}$")
"""The name of a column between a title and its site: `关于节水的通告 - 通知公告 - 青禾市水务局`."""

_SITE = re.compile(r"(?:网|网站|门户|平台|政府|局|厅|委|委员会|办公室|信息公开|網|網站)$")
_SITE_ALONE = re.compile(r"[^_|｜\-–—]{0,20}(?:网|网站|门户|平台|網|網站)")
_MIN_TITLE = 2
_MAX_HEADINGS = 500
"""Pages have a dozen headings, lists of links a few hundred."""

_MAX_TITLE = 200


def find_title(root: etree._Element) -> str:
    """Return the heading of the article, else the page's own title without the name of the site, else an empty string."""
    own_title = page_title(root)
    site = {one_line(meta.get("content") or "") for meta in root.iter("meta") if meta.get("name") == "SiteName"}
    headings = [
        element for element in root.iter("h1", "h2", "h3", "div", "p", "td", "span") if is_called_title(element)
    ]
    # An h1 is the article's more often than an element of the class `title`; sites put their own name into either.
    headings.sort(key=lambda element: element.tag != "h1")
    texts = [
        text
        for heading in headings[:_MAX_HEADINGS]
        if _is_fit(text := in_one_line(brief_text_of(heading)), site, own_title)
        and not any(is_chrome(above) for above in (heading, *heading.iterancestors()))
    ]
    article = "" if _SITE_ALONE.fullmatch(own_title) else _without_site(own_title, site)
    return next((text for text in texts if _is_bulk_of(text, article)), texts[0] if texts else article)


def page_title(root: etree._Element) -> str:
    """Return the page's own title, with all that it says of the site."""
    return next((one_line(text_of(title)) for title in root.iter("title")), "")


def is_called_title(element: etree._Element) -> bool:
    """Return whether an element is by its tag or name a title: the article's, or another one of the page."""
    return element.tag == "h1" or bool(names_of(element) & _TITLE_CLASSES)


def _is_fit(text: str, site: set[str], own_title: str) -> bool:
    is_title = _MIN_TITLE < len(text) <= _MAX_TITLE and not is_label(text)
    return is_title and text not in site and not _is_site_of(text, own_title)


def _is_bulk_of(text: str, article: str) -> bool:
    """Return whether a heading says most of what the page's own title says of the article: others name a column, or say 当前位置."""
    text, article = without_spaces(text), without_spaces(article)
    return text in article and 2 * len(text) >= len(article)


def _is_site_of(text: str, page_title: str) -> bool:
    """Return whether `text` is the end of the page's title that names the site."""
    return page_title != text and page_title.endswith(text) and _SITE.search(text) is not None


def _without_site(title: str, site: set[str]) -> str:
    """Return a page's own title without the names of column and site that follow it, or come first."""
    names = [name for name in _SITE_SEPARATOR.split(title) if name and name not in site]
    titles = [name for name in names if not _SITE.search(name)] if len(names) > 1 else names
    best = titles[0] if titles else max(names, key=len, default="")
    if len(best) > _MAX_TITLE:
        return best
    # A dash may belong to the title (`2021-2025年规划`): only a site behind it is removed.
    head, _, tail = _LAST_DASH.sub("\n", best, count=1).partition("\n")
    return _COLUMN.sub("", head) if head and (tail in site or _SITE.search(tail)) else best
