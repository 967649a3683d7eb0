"""A whole report for its page: metadata, text with highlights, neighbours in its series, reports of the same number."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.report import Attachment, Report
from indexer.analysis import compose
from indexer.engine import Engine
from service.browse.series import neighbours, reports_under
from service.query.compile import compile_query
from service.snippets.snippets import highlight

SHOWN_CHARACTERS = 300_000
"""Characters of a body that a page shows; the longest laws have 100,000. What is longer is a data file rather than a text."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A whole report for its page. `title_html` and `paragraphs_html` are safe HTML, with `<mark>` where a query
    was given; `attachments` have an address only where that is a web address or a relative path; `previous` and `next` are
    its neighbours by index number in the same series; `same_number` are other reports under the same index number;
    `missing_before` and `missing_after` list serials missing between neighbours; `omitted` is how many characters at the end of the
    body are not among the paragraphs.
    """

    report: Report
    title_html: str
    paragraphs_html: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()
    previous: Report | None = None
    next: Report | None = None
    same_number: tuple[Report, ...] = ()
    missing_before: tuple[str, ...] = ()
    missing_after: tuple[str, ...] = ()
    omitted: int = 0


def report_page(engine: Engine, report_id: str, query: str) -> ReportPage | None:
    """Return the report that has this id or had it, what `query` asks for highlighted; None when there is none."""
    report = report_known_as(engine, report_id)
    if report is None:
        return None
    highlights = compile_query(query).highlights if query.strip() else ()
    number = report.index_number
    around = neighbours(engine, number)
    same_number = reports_under(engine, number.key if number else None)
    return ReportPage(
        report=report,
        title_html=highlight(report.title, highlights),
        paragraphs_html=_paragraphs(highlight(compose(report.body[:SHOWN_CHARACTERS]), highlights)),
        attachments=tuple(map(_with_safe_address, report.attachments)),
        previous=next(iter(reports_under(engine, around.before)), None),
        next=next(iter(reports_under(engine, around.after)), None),
        same_number=tuple(each for each in same_number if each.id != report.id),
        missing_before=around.missing_before,
        missing_after=around.missing_after,
        omitted=max(len(report.body) - SHOWN_CHARACTERS, 0),
    )


def report_known_as(engine: Engine, report_id: str) -> Report | None:
    """Return the report with this id, else one that had it: its own id tells which. None when there is none."""
    if found := engine.get([report_id]).get(report_id):
        return found
    # Of reports that are alike several may have had it: always the same one answers.
    now = min(engine.lookup("former_id", [report_id]).get(report_id, ()), default="")
    return engine.get([now]).get(now) if now else None


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


def _with_safe_address(attachment: Attachment) -> Attachment:
    """Return an attachment, without its address unless that is a web address or relative path (not javascript:, data:)."""
    try:
        is_safe = urlsplit(attachment.url).scheme in ("", "http", "https")
    except ValueError:
        is_safe = False
    return attachment if is_safe else Attachment(attachment.name, "")
