"""A whole report for its page: metadata, text with highlights, neighbours in its series, reports of the same number."""

from __future__ import annotations

from urllib.parse import urlsplit

from corpus.report import Attachment
from indexer.analysis import compose
from indexer.engine import Engine
from service.browse.series import Neighbours, neighbours
from service.links import links_under, report_url
from service.query.compile import compile_query
from service.search.model import AttachmentView, ReportView
from service.snippets.snippets import highlight

_NO_NEIGHBOURS = Neighbours(None, None, (), ())


def report_view(engine: Engine, report_id: str, query: str) -> ReportView | None:
    """Return the report with this id, what `query` asks for highlighted; None when there is none."""
    report = engine.get([report_id]).get(report_id)
    if report is None:
        return None
    highlights = compile_query(query).highlights if query.strip() else ()
    number = report.index_number
    around = neighbours(engine, number) if number else _NO_NEIGHBOURS
    highlighted = highlight(compose(report.body), highlights)
    return ReportView(
        id=report.id,
        title=report.title,
        title_html=highlight(report.title, highlights),
        index_number=str(number or ""),
        category=report.category,
        topic=report.topic,
        issuer=report.issuer,
        document_number=str(report.document_number or ""),
        published=report.published.isoformat() if report.published else "",
        written=report.written.isoformat() if report.written else "",
        keywords=report.keywords,
        status=report.status,
        source=report.source,
        body=report.body,
        paragraphs_html=_paragraphs(highlighted),
        attachments=tuple(_attachment(each) for each in report.attachments),
        url=report_url(report.id),
        previous=next(iter(links_under(engine, around.before)), None),
        next=next(iter(links_under(engine, around.after)), None),
        same_number=tuple(link for link in links_under(engine, number.key if number else None) if link.id != report.id),
        missing_before=around.missing_before,
        missing_after=around.missing_after,
    )


def _paragraphs(highlighted: str) -> tuple[str, ...]:
    """Return the lines of a highlighted text; a `<mark>` that goes over a line end is closed and opened again."""
    paragraphs = []
    is_open = False
    for line in highlighted.split("\n"):
        paragraph = ("<mark>" if is_open else "") + line.strip()
        is_open = paragraph.count("<mark>") > paragraph.count("</mark>")
        paragraph += "</mark>" if is_open else ""
        if paragraph.replace("<mark>", "").replace("</mark>", ""):
            paragraphs.append(paragraph)
    return tuple(paragraphs)


def _attachment(attachment: Attachment) -> AttachmentView:
    """Return an attachment, without its address unless that is a web address or relative path (not javascript:, data:)."""
    try:
        scheme = urlsplit(attachment.url).scheme
    except ValueError:
        return AttachmentView(attachment.name, "")
    return AttachmentView(attachment.name, attachment.url if scheme in ("", "http", "https") else "")
