"""Whether a page lists other pages (a channel, an index, found results) and reports nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.boilerplate import find_boilerplate
from corpus.readers.page.containers import holding_containers, is_container, is_never_shown
from corpus.readers.page.file_links import is_file_link
from corpus.readers.page.text import brief_text_of, is_unseen
from corpus.values.partial_date import YEAR

_MANY_ROWS = 5
_MANY_LINKS = 40
"""Dated rows, and links on a page without any, from which on a page is a list; a report's neighbours are fewer."""

_MOST_LINKS = 1_000
"""Links that are looked at for rows."""

_TITLE = 8
_ROW_ELEMENTS = 40
_SENTENCE = 25
"""Characters of the shortest title of another page; elements of the largest row; characters that a menu hasn't in one piece."""

_ROOM = 100
_ROOM_WITH_PAGER = 300
"""Characters beside the rows that a list may have: names of columns, headings, a form."""

_WRITTEN = re.compile(
    rf"[（(]?{YEAR}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日[）)]?|[〇○零一二三四五六七八九]{{4}}年.{{1,3}}月.{{1,3}}日"
)

_ROWS = frozenset(("li", "tr", "dd", "p", "div"))
_DATE = re.compile(rf"(?:{YEAR}\s*[-./年]\s*)?\d{{1,2}}\s*[-./月]\s*\d{{1,2}}")
_NEXT_PAGE = re.compile(r"下\s*一?\s*页")
_OTHER_PAGE = re.compile(r"尾\s*页|末\s*页|上\s*一?\s*页|共\s*\d+\s*[页条]")
_OF_A_REPORT = re.compile(
    r"(?:时间|日期|来源|作者|索\s*引\s*号|文\s*号|字号|字体|责任编辑|责编|编辑|发布机构|发文机关|浏览次数|浏览量|点击数?|阅读量?)\s*[:：]|大\s*中\s*小"
)
_INVENTORY = re.compile(r"(?:目录|清单|名录|名单|一览表?|汇编|汇总表?)(?:[（(].*[）)])?$")


def is_list_page(root: etree._Element, *, title: str) -> bool:
    """Return whether the page gives a list of other pages and shows no sign of a report of its own.

    A report lost for a list is worse than a list taken for a report: files, sentences, containers of articles with text
    and the lines that publishing systems put under a title all say that it is a report. A report may also be an
    inventory of others; `title` tells it.
    """
    if any(meta.get("name", "").lower() == "articletitle" and meta.get("content") for meta in root.iter("meta")):
        return False
    links = [link for link in root.iter("a") if not is_unseen(link)]
    rows = set(_dated_rows(links))
    has_pager = _has_pager(root)
    looks_like_list = has_pager or len(rows) >= _MANY_ROWS or (not rows and len(links) >= _MANY_LINKS)
    if not looks_like_list or (not has_pager and _INVENTORY.search(title)):
        return False
    if has_pager and not rows and len(links) < _MANY_LINKS:
        return False
    room = _ROOM_WITH_PAGER if has_pager else _ROOM
    return not any(map(is_file_link, links)) and not _reports(root, rows, room=room)


def _has_pager(root: etree._Element) -> bool:
    words = [text for each in root.iter("a", "span", "div", "td", "p", "li") for text in (each.text, each.tail) if text]
    return any(map(_NEXT_PAGE.search, words)) and any(map(_OTHER_PAGE.search, words))


def _dated_rows(links: list[etree._Element]) -> Iterator[etree._Element]:
    """Yield the rows that consist of a link with the title of another page and a date."""
    for link in links[:_MOST_LINKS]:
        name = max(one_line(brief_text_of(link)), one_line(link.get("title") or ""), key=len)
        row = next((above for above in link.iterancestors() if above.tag in _ROWS), None)
        if len(name) < _TITLE or row is None:
            continue
        text = _text_around(row, link)
        if text is not None and _DATE.search(text):
            yield row


def _text_around(row: etree._Element, link: etree._Element) -> str | None:
    """Return the text of a row outside its link, None where it has other links with titles, or is no row."""
    pieces: list[str] = []
    for number, element in enumerate(row.iter(etree.Element)):
        if number > _ROW_ELEMENTS:
            return None
        if element.tag == "a" and element is not link and len(one_line(brief_text_of(element))) >= _TITLE:
            return None
        pieces += [
            element.text or "" if element is not link else "",
            (element.tail or "") if element is not row else "",
        ]
    return " ".join(pieces)


def _reports(root: etree._Element, rows: set[etree._Element], *, room: int) -> bool:
    """Return whether what stands outside rows and boilerplate is said as only a report says it, or has over `room` characters."""
    without = find_boilerplate(root).around | rows
    walk = etree.iterwalk(root, events=("start", "end"))
    holding = holding_containers(root)
    links = containers = 0
    for event, node in walk:
        is_start = event == "start"
        links += (node.tag == "a") * (1 if is_start else -1)
        containers += is_container(node) * (1 if is_start else -1)
        if is_start and node is not root and (node in without or is_never_shown(node, holding)):
            walk.skip_subtree()
            continue
        text = one_line((node.text if is_start else node.tail if node is not root else "") or "") if not links else ""
        room -= len(text)
        if room < 0 or (containers and (text or node.tag == "img")) or _says_a_report(text):
            return True
    return False


def _says_a_report(line: str) -> bool:
    if "。" in line or len(line) >= _SENTENCE or _OF_A_REPORT.search(line) or _WRITTEN.fullmatch(line):
        return True
    return len(line) >= _TITLE and line.endswith(("：", ":"))
