"""What the `<title>` of a page says of its article: without the names of site and column, and only what the page shows, where it shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from lxml import etree

from corpus.characters import HAN, has_han, one_line, without_spaces
from corpus.readers.page.text import text_of

_SITE_SEPARATOR = re.compile(r"\s*[_|｜]\s*|\s*(?:>>|[»›])\s*")
_DASH = re.compile(r"\s*[-–—]+\s*")
_ANY_SEPARATOR = re.compile(r"[\s_|｜>»›\-–—]+")
_MOST_PARTS = 12
"""Parts of a title between separators: the names of site, channel and column are three or four."""

_SITE = re.compile(r"(?:网|网站|门户|平台|政府|局|厅|委|委员会|办公室|信息公开|網|網站)$")
_SITE_ALONE = re.compile(
    rf"[^_|｜\-–—]{{0,20}}(?:网|网站|门户|平台|網|網站)|(?!.*关于)[{HAN}]{{1,14}}(?:政府|局|厅|委员会|办公室|信息公开)"
)
_SITE_BEFORE = re.compile(r"\S{2,20}(?:网|网站|门户|平台|網|網站)\s+(?=\S{6})")
_COLUMN = re.compile(rf"[{HAN}]{{2,8}}")
_LEAST_LEFT = 5
"""Characters of a title that are left where a column beside it is taken away."""

_COLUMNS = re.compile(
    r"(?:政府|政务|重点领域)?信息公开(?:目录|专栏|平台|表)?|政务公开|(?:政府|政策|规范性|最新|相关)文件|政策(?:法规|解读|发布)|法规库"
    r"|(?:通知|公示|公告|通告){2}|(?:新闻|政务|工作|图片|部门|要闻)(?:中心|动态|新闻|资讯|快讯)|(?:文件|公开|基本|详细)信息|公开依据|网站首页|当前位置.*"
)
_UNTITLED = re.compile(
    r"无标题(?:文档|页面?)?|新建网页\s*\d*|untitled(?:\s*(?:document|page))?|new\s*page\s*\d*|document|index|home|title|首页|正文|标题"
    r"|(?:文章|新闻|信息|内容|页面|文件)*(?:内容|详细|详情|正文|细览)页?面?",
    re.IGNORECASE,
)
_MAX_TITLE = 200
_LEAST_PART = 4
"""Characters of the shortest title that is told by standing on the page: shorter ones may be a place or a column."""


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """A page's own title: all of it, the names of its site that the page gives elsewhere, and what it says of the article."""

    text: str
    site: frozenset[str]
    article: str


def own_title(root: etree._Element) -> OwnTitle:
    """Return the page's own title; its `article` is empty where it only names a site, a column or nothing at all."""
    metas = [
        (each.get("name") or each.get("property"), one_line(each.get("content") or "")) for each in root.iter("meta")
    ]
    site = frozenset(content for name, content in metas if name == "SiteName")
    # What a page tells programs that link to it says more where its title only names the site.
    texts = [page_title(root), *(content for name, content in metas if name == "og:title")]
    own = [OwnTitle(text, site, _article(text, site)) for text in texts]
    return next((each for each in own if each.article), own[0])


def _article(text: str, site: frozenset[str]) -> str:
    says_nothing = text in site or _SITE_ALONE.fullmatch(text) or names_no_article(text)
    return "" if says_nothing else _without_site(text, site)


def page_title(root: etree._Element) -> str:
    """Return the page's own title, with all that it says of the site."""
    return next((one_line(text_of(title)) for title in root.iter("title")), "")


def names_no_article(text: str) -> bool:
    """Return whether a text is the name of a column or what programs call a page without a title.

    >>> [names_no_article(text) for text in ("政府信息公开", "New Page 1", "详情页", "政府信息公开指南", "停水公告")]
    [True, True, True, False, False]
    """
    return _COLUMNS.fullmatch(text) is not None or _UNTITLED.fullmatch(text) is not None


def names_site(text: str, own: OwnTitle) -> bool:
    """Return whether `text` is the part of the page's title that names the site, or the site's name without its 网."""
    if text in own.site or (own.text != text and own.text.endswith(text) and _SITE.search(text) is not None):
        return True
    return (
        not own.article
        and own.text != text
        and own.text.startswith(text)
        and _SITE_ALONE.fullmatch(own.text) is not None
    )


def said_on_page(own: OwnTitle, lines: Set[str]) -> str:
    """Return the part of the page's title that is one of its `lines`, written without spaces: that is the article's title.

    Sites put their names last more often than first.
    """
    return next((part for part in _parts(own) if without_spaces(part) in lines), "")


def _parts(own: OwnTitle) -> Iterator[str]:
    """Yield the pieces of a title between separators that may be an article's: those that it begins with, behind a site the others."""
    text = own.text[:_MAX_TITLE]
    bounds = [(0, 0), *(match.span() for match in _ANY_SEPARATOR.finditer(text)), (len(text), len(text))]
    if len(bounds) > _MOST_PARTS:
        return
    starts, ends = [end for _, end in bounds[:-1]], [start for start, _ in bounds[1:]]
    runs = [(starts[0], end) for end in reversed(ends)]
    if own.site.intersection((text[: ends[0]],)) or _SITE.search(text[: ends[0]]):
        runs += [(start, ends[-1]) for start in starts[1:]]
    for start, end in runs:
        part = text[start:end]
        is_name = names_no_article(part) or part in own.site or _SITE_ALONE.fullmatch(part) is not None
        if end - start >= _LEAST_PART and not is_name and has_han(part):
            yield part


def _without_site(title: str, site: frozenset[str]) -> str:
    """Return a page's own title without the names of column and site that follow it, or come first."""
    names = [name for name in _SITE_SEPARATOR.split(title) if name and name not in site]
    titles = [name for name in names if not _SITE.search(name)] if len(names) > 1 else names
    best = titles[0] if titles else max(names, key=len, default="")
    return best if len(best) > _MAX_TITLE else _without_names_at_ends(_SITE_BEFORE.sub("", best, count=1), site)


def _without_names_at_ends(title: str, site: frozenset[str]) -> str:
    """Return a title without a site and a column behind or before dashes.

    A dash may belong to the title (`2021-2025年规划`): only where a site stands at one end, it and the column beside it go.
    """
    bounds = [(0, 0), *(match.span() for match in _DASH.finditer(title)), (len(title), len(title))]
    start, end = 0, len(bounds) - 1

    def is_site(index: int) -> bool:
        name = title[bounds[index][1] : bounds[index + 1][0]]
        return name in site or _SITE.search(name) is not None

    def is_column(index: int, left: int) -> bool:
        return left >= _LEAST_LEFT and _COLUMN.fullmatch(title[bounds[index][1] : bounds[index + 1][0]]) is not None

    if end - start > 1 and is_site(end - 1):
        end -= 1
        if end - start > 1 and is_column(end - 1, bounds[end - 1][0]):
            end -= 1
    elif end - start > 1 and is_site(0):
        start += 1
        if end - start > 1 and is_column(start, len(title) - bounds[start + 1][1]):
            start += 1
    return title[bounds[start][1] : bounds[end][0]].strip()
