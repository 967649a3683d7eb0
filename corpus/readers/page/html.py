"""The reader of web pages: the one report that a page shows, put together from what the other modules find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from corpus.problem import Problem
from corpus.readers.labelled_values import FieldValues, build_report, first_title
from corpus.readers.page.attachments import files_of_scripts, find_attachments
from corpus.readers.page.lines import lines_at_top
from corpus.readers.page.list_page import is_list_page
from corpus.readers.page.main_text import find_main
from corpus.readers.page.meta_tags import read_meta_tags
from corpus.readers.page.metadata import read_metadata
from corpus.readers.page.own_title import page_title
from corpus.readers.page.pictures import holds_picture, says_nothing_beside
from corpus.readers.page.text import text_of
from corpus.readers.page.title import find_title
from corpus.readers.page.tree import MAX_TAGS, MAX_TAGS_LOOKED_AT, has_too_many_tags, page_tree
from corpus.readers.page.under_heading import subtitle_under
from corpus.readers.passed_over import PassedOver
from corpus.readers.plain_text import FIRST_LINE, labelled_text
from corpus.report import Attachment, Report

_BEGINNING = 1_000
"""Characters of a text among which its subtitle may stand."""

MAX_ATTACHMENTS = 10_000
"""Files of one page: the lists of whole departments have some hundreds."""


def read_html(text: str, *, source: str) -> Iterator[Report | Problem | PassedOver]:
    """Yield the report that one page shows, then notes about the values refused; a list of other pages is passed over."""
    if has_too_many_tags(text):
        yield Problem(source, f"页面的标签超过 {MAX_TAGS:,} 个，请拆分，或另存为纯文本")
        return
    root = page_tree(text)
    if root is None:
        yield Problem(source, "页面没有内容，请重新下载")
        return
    if text.count("<") > MAX_TAGS_LOOKED_AT:
        yield from _large_page(root, source)
        return
    page = lines_at_top(root)
    heading = find_title(root, page)
    if is_list_page(root, title=heading):
        yield PassedOver(source, "list_page")
        return
    values = FieldValues()
    metadata_elements = read_metadata(page, values, heading=heading)
    main, chrome = find_main(root, metadata_elements)
    body = "\n".join(filter(None, (text_of(element, without=chrome | metadata_elements) for element in main)))
    attachments, surplus = _attachments(root, main)
    is_bare = says_nothing_beside(values.texts.get("title") or heading, body)
    is_picture = is_bare and holds_picture(root, without=chrome)
    is_empty = not body and not values.texts and not attachments and not is_picture
    if is_bare and not attachments and not is_picture:
        attachments = list(files_of_scripts(root))
    read_meta_tags(root, values)
    if is_empty and not values.texts.keys() >= {"title", "published"}:
        yield Problem(source, _why_empty(root))
        return
    values.fill("title", heading, place="网页标题")
    values.fill("title", first_title(body), place=FIRST_LINE)
    values.fill("title", page_title(root), place="title 元素")
    body = "" if is_picture else _with_subtitle(body, subtitle_under(heading, page))
    if not values.texts.get("title"):
        yield Problem(source, "找不到标题：页面没有“信息名称”、h1 或 title，请核对页面是否完整")
        return
    report, notes = build_report(values, source=source, body=body, attachments=attachments)
    yield report
    if not body and (attachments or is_picture or is_empty):
        shown = f"文件“{attachments[0].name}”" if attachments else "图片" if is_picture else "标题和日期"
        yield Problem(source, f"页面没有文字，只有{shown}，正文没有收录", skipped=False)
    yield from (Problem(source, note, skipped=False) for note in (*notes, *surplus))


def _with_subtitle(body: str, subtitle: str) -> str:
    """Return a text with the subtitle that stands above it on the page, where it doesn't begin with that."""
    return f"{subtitle}\n{body}" if body and subtitle and subtitle not in body[:_BEGINNING] else body


def _large_page(root: etree._Element, source: str) -> Iterator[Report | Problem]:
    """Yield the report of a page with very many tags: all its text and files, with the label lines that it begins with."""
    values, body = labelled_text(text_of(root))
    values.fill("title", find_title(root) or page_title(root), place="网页标题")
    values.fill("title", first_title(body), place=FIRST_LINE)
    if not values.texts.get("title"):
        yield Problem(source, "找不到标题：页面没有 h1 或 title，首行也不像标题，请核对页面是否完整")
        return
    attachments, surplus = _attachments(root, [root])
    report, notes = build_report(values, source=source, body=body, attachments=attachments)
    yield report
    note = f"页面的标签超过 {MAX_TAGS_LOOKED_AT:,} 个，收录了文字和附件，没有分出正文，宜拆分"
    yield from (Problem(source, each, skipped=False) for each in (note, *notes, *surplus))


def _attachments(root: etree._Element, main: Sequence[etree._Element]) -> tuple[list[Attachment], list[str]]:
    """Return the first files that a page leads to, and a note where there are more."""
    found = list(islice(find_attachments(root, main), MAX_ATTACHMENTS + 1))
    if len(found) <= MAX_ATTACHMENTS:
        return found, []
    return found[:MAX_ATTACHMENTS], [f"页面链接的文件超过 {MAX_ATTACHMENTS:,} 个，其余没有列为附件"]


def _why_empty(root: etree._Element) -> str:
    if root.find(".//frameset") is not None or root.find(".//frame") is not None:
        return "页面只有框架（frameset），正文在别的文件里，请收录框架所指的页面"
    if root.find(".//iframe") is not None:
        return "页面正文在内嵌框架（iframe）里，请收录框架所指的页面"
    return "页面没有可见的文字（可能由脚本生成），请保存显示完整的页面"
