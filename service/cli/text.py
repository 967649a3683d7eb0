"""Results as lines of text for people, safe to print. `colour` puts highlights in bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from indexer.fields import FIELD
from service.cli.terminal import from_html, printable
from service.search.model import (
    ArchiveStatus,
    FacetValue,
    HitView,
    LocateResult,
    Note,
    ReportLink,
    ReportView,
    SearchResult,
)

if TYPE_CHECKING:
    from indexer.build import BuildReport
    from service.query.explanation import Explanation

FACET_VALUES = 5
"""The number of a facet's values that a list of hits ends with: enough to see how to narrow a search, on a line."""
_MEGABYTE = 2**20


def search_lines(result: SearchResult, *, colour: bool) -> list[str]:
    """Return a page of hits: how the query was understood, what was found, and how it could be narrowed."""
    lines = [f"按此理解：{printable(result.interpretation.summary)}"]
    if result.relaxed:
        lines.append("没有信息同时包含全部词语，以下信息包含其中一部分，含得越多的越靠前。")
    lines.append(_found(result))
    first = (result.page - 1) * result.page_size + 1
    for rank, hit in enumerate(result.hits, start=first):
        lines += ["", *_hit_lines(rank, hit, colour=colour)]
    if len(result.hits) < result.total:
        lines += ["", *_facet_lines(result.facets)]
    return lines


def _found(result: SearchResult) -> str:
    took = f"{result.took_ms:.0f} 毫秒"
    if not result.hits or len(result.hits) == result.total:
        beyond = f"，没有第 {result.page} 页" if result.total and not result.hits else ""
        return f"共 {result.total} 条{beyond}，{took}"
    first = (result.page - 1) * result.page_size + 1
    last = first + len(result.hits) - 1
    shown = f"{first} 至 {last}" if last > first else f"{first}"
    return f"共 {result.total} 条，这是第 {shown} 条，{took}"


def _hit_lines(rank: int, hit: HitView, *, colour: bool) -> Iterator[str]:
    about = (hit.issuer, hit.published, hit.category, hit.index_number, hit.document_number, f"[{hit.id}]")
    yield f"{rank}. {from_html(hit.title_html, colour=colour) or '（无标题）'}"
    yield f"   {_joined(about)}"
    yield from (f"   {from_html(snippet, colour=colour)}" for snippet in hit.snippets)


def _facet_lines(facets: Mapping[str, tuple[FacetValue, ...]]) -> Iterator[str]:
    for field, values in facets.items():
        if len(values) > 1:
            shown = "，".join(f"{printable(value.value)} {value.count}" for value in values[:FACET_VALUES])
            more = f"，另有 {len(values) - FACET_VALUES} 个" if len(values) > FACET_VALUES else ""
            yield f"{FIELD[field].label}（{field}）：{shown}{more}"


def note_lines(notes: Iterable[Note]) -> list[str]:
    """Return what the writer of a query should know."""
    return [f"注意：{printable(note.message)}" for note in notes]


def locate_lines(result: LocateResult) -> list[str]:
    """Return what an index number leads to."""
    lines = [printable(result.message)]
    lines += [link_line(link) for link in result.exact]
    lines += [f"{link_line(each.report)}（{printable(each.reason)}）" for each in result.candidates]
    return lines + _labelled_links((("前一个", result.before), ("后一个", result.after)))


def report_lines(report: ReportView) -> list[str]:
    """Return a whole report: its metadata, its text, its attachments and its neighbours."""
    lines = [printable(report.title) or "（无标题）"]
    for label, value in (
        ("索引号", report.index_number),
        ("信息分类", report.category),
        ("主题分类", report.topic),
        ("发布机构", report.issuer),
        ("文号", report.document_number),
        ("发布日期", report.published),
        ("成文日期", report.written),
        ("主题词", "；".join(report.keywords)),
        ("有效性", report.status),
        ("来源文件", report.source),
    ):
        if value:
            lines.append(f"{label}：{printable(value)}")
    lines += ["", printable(report.body), ""]
    lines += [f"附件：{_joined((each.name, each.url))}" for each in report.attachments]
    lines += [f"同一索引号：{link_line(link)}" for link in report.same_number]
    lines += _labelled_links((("前一个", report.previous), ("后一个", report.next)))
    return lines if lines[-1] else lines[:-1]


def _labelled_links(links: Iterable[tuple[str, ReportLink | None]]) -> list[str]:
    return [f"{label}：{link_line(link)}" for label, link in links if link]


def link_line(link: ReportLink) -> str:
    """Return a report in one line."""
    return _joined((link.index_number or "（无索引号）", link.title, link.issuer, link.published, f"[{link.id}]"))


def _joined(values: Iterable[str]) -> str:
    return printable("  ".join(value for value in values if value))


def explanation_lines(explanation: Explanation) -> list[str]:
    """Return how a query is understood, tokenized and matched."""
    lines = [f"理解：{printable(explanation.interpretation.summary)}"]
    lines += note_lines(explanation.interpretation.notes)
    for heading, text in (
        ("语法", explanation.syntax),
        ("匹配", explanation.match),
        ("放宽", explanation.relaxed),
        ("排序用词", "  ".join(explanation.words)),
        ("排序用字对", "  ".join(explanation.grams)),
    ):
        if text:
            lines += ["", f"{heading}：", printable(text)]
    return lines


_HEALTH = {
    "green": "green：全部正常",
    "yellow": "yellow：可以检索，但有副本缺失，再有节点故障可能丢失数据",
    "red": "red：部分分片不可用，检索会报错",
}


def status_lines(status: ArchiveStatus) -> list[str]:
    """Return what the index holds."""
    size = f"{status.size / _MEGABYTE:.1f} MB"
    lines = [
        f"信息 {status.reports} 条，发布日期 {status.oldest or '不详'} 至 {status.newest or '不详'}",
        f"引擎 {status.engine}，第 {printable(status.generation)} 次提交，{status.segments} 段，{size}",
        *([f"集群状态 {_HEALTH.get(status.health, status.health)}"] if status.health else []),
    ]
    for field in ("category", "issuer"):
        values = status.facets.get(field, ())
        if values:
            lines += ["", f"{FIELD[field].label}：", *(f"{each.count:6} {printable(each.value)}" for each in values)]
    return lines


def build_lines(report: BuildReport) -> list[str]:
    """Return the summary of a build."""
    return [
        f"新增 {report.added} 条，更新 {report.changed} 条，未变 {report.unchanged} 条，移除 {report.removed} 条。",
        f"未能收录 {report.skipped} 处。索引现有 {report.reports} 条。",
    ]


def problem_lines(report: BuildReport) -> list[str]:
    """Return a line for each file or record that a build could not read or read only in part, with its file and reason."""
    return [f"{'未收录' if each.skipped else '注意'}：{printable(str(each))}" for each in report.problems]
