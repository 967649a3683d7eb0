"""A whole report for its page: metadata, text with highlights, neighbours in its series, reports of the same number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from corpus.attached import text_parts
from corpus.report import Attachment, Report
from corpus.validity import Status, status_on
from indexer.analysis import compose
from indexer.engine import Engine
from indexer.former_ids import report_known_as
from service.browse.endings import EndedBy, ended_by
from service.browse.same_text import SameText, same_text
from service.browse.series import first_under, ids_under, neighbours, reports_without_bodies
from service.query.compile import compile_query
from service.snippets.occurrences import Highlights, find_occurrences
from service.snippets.snippets import highlight

SHOWN_CHARACTERS = 300_000
"""Characters of a body that a page shows; the longest laws have 100,000. What is longer is a data file rather than a text."""

MOST_OF_SAME_NUMBER = 20
"""Reports under the same index number that a page lists: a placeholder (无) may be the number of half an archive."""


@dataclass(frozen=True, slots=True)
class ShownAttachment:
    """An attachment and, where it was read along, the paragraphs of its text as safe HTML.

    `start` is the offset of its text in the report's body. `has_highlight` says that a query is answered in it.
    """

    name: str
    url: str
    start: int | None = None
    paragraphs_html: tuple[str, ...] = ()
    has_highlight: bool = False


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A whole report for its page. `title_html` and `paragraphs_html` are safe HTML, with `<mark>` where a query
    was given; `attachments` have an address only where that is a web address or a relative path; `previous` and `next` are
    its neighbours by index number in the same series; `same_number` are other reports under the same index number, without those of them that are `same_number_left_out`;
    `missing_before` and `missing_after` list serials missing between neighbours; `omitted` is how many characters at the end of the
    body are not among any paragraphs. `status` is whether it is in force today, `ended_by` the report that ends it, where the archive has
    one. `same_text` are the reports with the same text, itself included. `paragraphs_html` are the report's own text; each attachment has its own.
    """

    report: Report
    title_html: str
    paragraphs_html: tuple[str, ...]
    attachments: tuple[ShownAttachment, ...] = ()
    previous: Report | None = None
    next: Report | None = None
    same_number: tuple[Report, ...] = ()
    same_number_left_out: int = 0
    missing_before: tuple[str, ...] = ()
    missing_after: tuple[str, ...] = ()
    omitted: int = 0
    status: Status = Status.UNKNOWN
    ended_by: EndedBy | None = None
    same_text: SameText = field(default_factory=SameText)


def report_page(engine: Engine, report_id: str, query: str, today: date) -> ReportPage | None:
    """Return the report that has this id or had it, what `query` asks for highlighted; None when there is none."""
    report = report_known_as(engine, report_id)
    if report is None:
        return None
    highlights = _highlights(report, query) if query.strip() else ()
    number = report.index_number
    around = neighbours(engine, number)
    same_number = [each for each in ids_under(engine, number.key if number else None) if each != report.id]
    own, attachments = _shown(report, highlights)
    return ReportPage(
        report=report,
        title_html=highlight(report.title, highlights),
        paragraphs_html=own,
        attachments=attachments,
        previous=first_under(engine, around.before),
        next=first_under(engine, around.after),
        same_number=reports_without_bodies(engine, same_number[:MOST_OF_SAME_NUMBER]),
        same_number_left_out=max(len(same_number) - MOST_OF_SAME_NUMBER, 0),
        missing_before=around.missing_before,
        missing_after=around.missing_after,
        omitted=max(len(report.body) - SHOWN_CHARACTERS, 0),
        status=status_on(report, today),
        ended_by=ended_by(engine, report),
        same_text=same_text(engine, report),
    )


def _highlights(report: Report, query: str) -> Highlights:
    """Return what to highlight: of the ways in which the query is matched, by the first that finds anything in the report."""
    steps = compile_query(query).steps
    found = (step.highlights for step in steps if _occur(report, step.highlights))
    return next(found, steps[0].highlights)


def _occur(report: Report, highlights: Highlights) -> bool:
    texts = [report.title, report.body[:SHOWN_CHARACTERS]]
    return bool(find_occurrences(texts, highlights).occurrences.size)


def _shown(report: Report, highlights: Highlights) -> tuple[tuple[str, ...], tuple[ShownAttachment, ...]]:
    """Return the paragraphs of the report's own text, and its attachments with theirs."""
    own: tuple[str, ...] = ()
    texts: dict[int, tuple[str, ...]] = {}
    for part in text_parts(report.body[:SHOWN_CHARACTERS], report.attachments):
        paragraphs = _paragraphs(highlight(compose(part.text), highlights))
        if part.attachment is None:
            own = paragraphs
        else:
            texts[part.start] = paragraphs
    return own, tuple(
        _attachment(each, texts.get(-1 if each.start is None else each.start, ())) for each in report.attachments
    )


def _attachment(attachment: Attachment, paragraphs: tuple[str, ...]) -> ShownAttachment:
    return ShownAttachment(
        attachment.name,
        attachment.url if _is_safe_address(attachment.url) else "",
        attachment.start,
        paragraphs,
        any("<mark>" in each for each in paragraphs),
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


def _is_safe_address(url: str) -> bool:
    """Return whether an address is a web address or a relative path (not javascript:, data:)."""
    try:
        return urlsplit(url).scheme in ("", "http", "https")
    except ValueError:
        return False
