"""Web pages of portals: metadata, main text, title and attachments of the one report a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HTMLParser

from corpus.characters import clean_text, one_line
from corpus.problem import Problem
from corpus.readers.labelled_values import FieldValues, build_report, first_title, is_placeholder
from corpus.readers.page.main_text import find_main, is_chrome
from corpus.readers.page.metadata import read_metadata
from corpus.readers.page.text import text_of
from corpus.report import Attachment, Report, report_id

_META_FIELDS = {
    "articletitle": "title",
    "pubdate": "published",
    "contentsource": "issuer",
    "indexnumber": "index_number",
    "keywords": "keywords",
}
"""Names of `<meta>` the guidelines for government sites prescribe, by field."""

# Pages composed of templates end several times; libxml2 reads to the first end, browsers to the last.
_EARLY_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_FONT_TAGS = re.compile(r"</?(?:font|span|b|i|u|em|strong|big|small|o:p|center)(?:\s[^<>]*)?>", re.IGNORECASE)
_STRUCTURE_TAGS = re.compile(r"</?(?!(?:title|script|style|h1|a|meta|head)\b)[a-z][^<>]*>", re.IGNORECASE)
_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|ofd|zip|rar|7z|wps|et|dps|rtf|ceb)(?=$|[?#&])", re.IGNORECASE)
_TITLE_CLASSES = frozenset(
    (
        *("title", "tit", "bt", "article-title", "article_title", "arti_title", "arti-title", "xxgk_title"),
        *("news_title",),
    )
)
_SITE_SEPARATOR = re.compile(r"\s*[_|｜]\s*")
_LAST_DASH = re.compile(r"\s*[-–—]+\s*(?=[^-–—]*$)")
_SITE = re.compile(r"(?:网|网站|门户|平台|政府|局|厅|委|委员会|办公室|信息公开|網|網站)$")
_MIN_TITLE = 2


def read_html(text: str, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that one page shows, then notes about the values refused."""
    root = _parse(text)
    if root is None:
        yield Problem(source, "页面没有内容，请重新下载")
        return
    values = FieldValues()
    metadata_elements = read_metadata(root, values)
    main, chrome = find_main(root)
    body = "\n".join(filter(None, (text_of(element, without=chrome | metadata_elements) for element in main)))
    if not body and not values.texts:
        yield Problem(source, _why_empty(root))
        return
    _offer_meta(root, values)
    title = values.texts.get("title") or _title(root, main) or first_title(body)
    if not title:
        yield Problem(source, "找不到标题：页面没有“信息名称”、h1 或 title，请核对页面是否完整")
        return
    values.texts["title"] = title
    report, notes = build_report(
        values, id=report_id(source), source=source, body=body, attachments=_attachments(root, main)
    )
    yield report
    yield from (Problem(source, note, skipped=False) for note in notes)


def _parse(text: str) -> etree._Element | None:
    source = _EARLY_END.sub("", _without_server_code(clean_text(text)))
    for flatten in (_as_it_is, _without_fonts, _without_structure):
        # Bytes and a fixed encoding: text with a declaration of its own makes lxml refuse or decode twice.
        parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
        try:
            root = etree.fromstring(flatten(source).encode("utf-8"), parser)
        except (etree.XMLSyntaxError, ValueError):
            return None
        if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            break
    return root if isinstance(root, etree._Element) else None


# libxml2 gives up at 256 levels and drops the rest of the page. Old editors leave a `<font>` open in each paragraph.
def _as_it_is(source: str) -> str:
    return source


def _without_fonts(source: str) -> str:
    return _FONT_TAGS.sub("", source)


def _without_structure(source: str) -> str:
    return _STRUCTURE_TAGS.sub("<br>", source)


def _without_server_code(text: str) -> str:
    """Return `text` without `<% … %>`, which saved JSP and ASP pages still hold; a browser never shows it."""
    first, *rest = text.split("<%")
    split = (piece.partition("%>") for piece in rest)
    return first + "".join(after if end else f"<%{before}" for before, end, after in split)


def _why_empty(root: etree._Element) -> str:
    if root.find(".//frameset") is not None or root.find(".//frame") is not None:
        return "页面只有框架（frameset），正文在别的文件里，请收录框架所指的页面"
    if root.find(".//iframe") is not None:
        return "页面正文在内嵌框架（iframe）里，请收录框架所指的页面"
    return "页面没有可见的文字（可能由脚本生成），请保存显示完整的页面"


def _offer_meta(root: etree._Element, values: FieldValues) -> None:
    """Fill fields the visible page left empty from `<meta>`; keywords only of pages that name their article."""
    metas = {(meta.get("name") or "").lower(): meta.get("content") or "" for meta in root.iter("meta")}
    for name, field in _META_FIELDS.items():
        usable = field not in values.texts and not is_placeholder(metas.get(name, ""))
        if usable and (field != "keywords" or metas.get("articletitle")):
            values.offer(field, metas[name])


def _title(root: etree._Element, main: Sequence[etree._Element]) -> str:
    """Return the heading of the article, else the page's own title without the name of the site."""
    page_title = next((one_line(text_of(title)) for title in root.iter("title")), "")
    site = {one_line(meta.get("content") or "") for meta in root.iter("meta") if meta.get("name") in ("SiteName",)}
    headings = [element for element in root.iter("h1", "h2", "h3", "div", "p", "td", "span") if _may_be_title(element)]
    # An h1 is the article's more often than an element of the class `title`; sites put their own name into either.
    headings.sort(key=lambda element: element.tag != "h1")
    for heading in headings:
        text = one_line(text_of(heading))
        if _MIN_TITLE < len(text) <= 200 and text not in site and not _is_site_of(text, page_title):
            return text
    return _without_site(page_title, site)


def _may_be_title(element: etree._Element) -> bool:
    classes = set((element.get("class") or "").lower().split()) | {(element.get("id") or "").lower()}
    if element.tag != "h1" and not classes & _TITLE_CLASSES:
        return False
    return not any(is_chrome(above) for above in (element, *element.iterancestors()))


def _is_site_of(text: str, page_title: str) -> bool:
    """Return whether `text` is the end of the page's title that names the site."""
    return page_title != text and page_title.endswith(text) and _SITE.search(text) is not None


def _without_site(title: str, site: set[str]) -> str:
    """Return a page's own title without the names of column and site that follow it, or come first."""
    names = [name for name in _SITE_SEPARATOR.split(title) if name and name not in site]
    titles = [name for name in names if not _SITE.search(name)] if len(names) > 1 else names
    best = titles[0] if titles else max(names, key=len, default="")
    # A dash may belong to the title (`2021-2025年规划`): only a site behind it is removed.
    head, _, tail = _LAST_DASH.sub("\n", best, count=1).partition("\n")
    return head if head and (tail in site or _SITE.search(tail)) else best


def _attachments(root: etree._Element, main: Sequence[etree._Element]) -> Iterator[Attachment]:
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
