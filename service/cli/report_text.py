"""A report as lines for people: whole, in a line, and as it was read of a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.attached import text_parts
from corpus.metadata import metadata
from corpus.report import Report
from indexer.fields import FIELD
from service.browse.report_page import ReportPage
from service.cli.terminal import printable
from service.listing import IN_LINKS, UNTITLED, listed

if TYPE_CHECKING:
    from service.reading import ReadFile


def report_lines(page: ReportPage) -> list[str]:
    """Return a whole report: its metadata, its text, its attachments and its neighbours."""
    report = page.report
    lines = [printable(report.title) or UNTITLED]
    lines += [f"{each.label}：{printable(each.text)}" for each in metadata(report)]
    lines += [f"{FIELD['source'].label}：{printable(report.source)}"] if report.source else []
    for part in text_parts(report.body, report.attachments):
        lines += ["", *([printable(f"附件：{part.attachment.name}")] if part.attachment else []), printable(part.text)]
    lines += ["", *(f"附件：{joined((each.name, each.url))}" for each in page.attachments)]
    lines += [f"同一索引号：{report_line(each)}" for each in page.same_number]
    lines += left_out(page.same_number_left_out)
    lines += labelled_reports((("前一个", page.previous), ("后一个", page.next)))
    return lines if lines[-1] else lines[:-1]


def reading_lines(read: ReadFile) -> list[str]:
    """Return what was read of a file: of each report its values and where they were found, and its text; then the problems."""
    lines: list[str] = []
    for report in read.reports:
        places = {each.field: f"（{each.place}）" for each in report.origins}
        lines += [printable(f"标题：{report.title}{places.get('title', '')}"), printable(f"编号：{report.id}")]
        lines += [printable(f"{each.label}：{each.text}{places.get(each.name, '')}") for each in metadata(report)]
        lines += [f"附件：{joined((each.name, each.url))}" for each in report.attachments]
        for part in text_parts(report.body, report.attachments):
            lines += ["", *([f"附件正文：{printable(part.attachment.name)}"] if part.attachment else [])]
            lines.append(printable(part.text) or "（没有文字）")
        lines.append("")
    return lines + [printable(f"{'未收录' if each.skipped else '注意'}：{each}") for each in read.problems]


def report_line(report: Report) -> str:
    """Return a report in one line, its number before its title."""
    texts = {each.name: each.text for each in listed(report, IN_LINKS)}
    number = texts.pop("index_number", "（无索引号）")
    return joined((number, report.title, *texts.values(), f"[{report.id}]"))


def labelled_reports(reports: Iterable[tuple[str, Report | None]]) -> list[str]:
    """Return those reports that there are in a line each, behind their labels."""
    return [f"{label}：{report_line(report)}" for label, report in reports if report]


def left_out(count: int) -> list[str]:
    """Return how many reports are not listed, where some are not."""
    return [f"另有 {count:,} 条没有列出。"] if count else []


def joined(values: Iterable[str]) -> str:
    """Return in one line those values that say something, safe to print."""
    return printable("  ".join(value for value in values if value))
