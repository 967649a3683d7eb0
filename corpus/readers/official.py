"""A report from an office document: from label lines where it has them, and from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from corpus.characters import clean_text, one_line
from corpus.problem import Problem
from corpus.readers.document import Document
from corpus.readers.labelled_values import build_report, first_title, is_attachment_label, plausible_title
from corpus.readers.margins import with_margins
from corpus.readers.official_head import find_head
from corpus.readers.plain_text import FIRST_LINE, labelled_text
from corpus.readers.standard_cover import find_cover
from corpus.report import Report

_PROGRAM_TITLE = re.compile(
    r"(?:Microsoft (?:Word|Excel|PowerPoint)|WPS (?:文字|Office)|PowerPoint)\s*(?:-\s*|演示文稿)|\.(?:docx?|xlsx?|od[ts]|wps|et|pdf|ofd|tmp|ps)$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"print job|untitled.*|无标题.*|未命名.*|(?:新建)?文档\s*\d*|document\s*\d*|演示文稿\s*\d*|幻灯片\s*\d*|(?:book|工作簿|sheet)\s*\d*|模板|题目|标题",
    re.IGNORECASE,
)
"""What programs and templates put where a title should be."""


def property_title(text: str) -> str:
    """Return the title among a file's properties, "" where a program or a template has put it there.

    >>> property_title("Microsoft Word - 关于防汛的通知.doc"), property_title("print job")
    ('关于防汛的通知', '')
    """
    title = one_line(_PROGRAM_TITLE.sub("", one_line(text)))
    return "" if _NO_TITLE.fullmatch(title) or is_attachment_label(title) else title


def _first_line(body: str) -> str:
    """Return the first line of a body that may be its title; the label of an attachment stands above it."""
    first, _, rest = body.partition("\n")
    return first_title(rest.lstrip("\n") if is_attachment_label(first) else body)


def read_document(document: Document, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that a document is, then notes about the values refused. One without text is known by its title."""
    values, body = labelled_text(clean_text(document.text))
    head = find_head(document.lines)
    values.fill("title", head.title, place="版面上的标题")
    values.fill("title", _first_line(body), place=FIRST_LINE)
    values.fill("title", plausible_title(property_title(document.title)), place="文件属性")
    values.fill("title", PurePath(source).stem, place="文件名")
    values.fill("document_number", head.document_number, place="版头")
    values.fill("issuer", head.issuer, place="版头")
    cover = find_cover(document.lines)
    for name in ("published", "in_force_from", "issuer"):
        values.fill(name, getattr(cover, name), place="标准封面")
    report, notes = build_report(values, source=source, body=body, attachments=document.attachments)
    yield replace(report, body=with_margins(body, report.title, document.margins)) if document.margins else report
    yield from (Problem(source, note, skipped=False) for note in notes)
