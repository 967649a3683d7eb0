"""Results as lines of text for people, safe to print. `colour` puts highlights in bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.attached import text_parts
from corpus.metadata import metadata
from corpus.report import Report
from indexer.fields import FIELD
from service.browse.locate import LocateResult
from service.browse.report_page import ReportPage
from service.browse.status import OVERVIEW, ArchiveStatus
from service.cli.terminal import from_html, printable
from service.listing import IN_HITS, IN_LINKS, UNTITLED, listed, unlabelled
from service.query.interpretation import Note
from service.search.facets import FACETS, Counts
from service.search.result import Further, Hit, SearchResult

if TYPE_CHECKING:
    from indexer.engine import Damage
    from service.compiling import Compiled
    from service.reading import ReadFile

FACET_VALUES = 5
"""The number of a facet's values that a list of hits ends with: enough to see how to narrow a search, on a line."""
_MEGABYTE = 2**20


def search_lines(result: SearchResult, *, colour: bool) -> list[str]:
    """Return a page of hits: how the query was understood, what was found, and how it could be narrowed."""
    lines = [f"按此理解：{printable(result.interpretation.summary)}"]
    if result.corrected:
        lines.append(
            f"没有信息含有所写的文字，已按“{printable(result.suggestion)}”查找（--filter step=typed 仍按所写的查）。"
        )
    elif result.suggestion:
        lines.append(f"您是不是要找：{printable(result.suggestion)}")
    if result.named_time:
        lines.append(f"--filter step=typed 只查所写的“{printable(result.named_time)}”")
    if result.widening:
        lines.append(f"{printable(result.widening)}（--filter step=typed 只查所写的文字）")
    about_number = result.number.message if result.number else ""
    lines += [printable(said) for said in (about_number, result.notice) if said]
    lines += [
        f"推荐：{printable(each.title)}（{printable(each.report.id if each.report else each.url)}）"
        for each in result.recommended
    ]
    lines.append(_found(result))
    if result.left_out:
        lines.append(f"另有 {result.left_out} 条含得少得多，没有列出（--filter step=most 也列出来）")
    for index, hit in enumerate(result.hits):
        if heading := result.heading_above(index):
            lines += ["", printable(heading)]
        rank = _first_rank(result) + index
        lines += ["", *_hit_lines(rank, hit, colour=colour, role=_role(result, hit))]
    for each in result.further:
        lines += ["", f"{each.heading}，另有 {_counted(each)}（--filter step={each.step.value} 按此放宽查找）"]
        for rank, hit in enumerate(each.hits, start=1):
            lines += ["", *_hit_lines(rank, hit, colour=colour, role="")]
    if len(result.hits) < result.listed:
        lines += ["", *_facet_lines(result.facets)]
    return lines


def _first_rank(result: SearchResult) -> int:
    return (result.request.page - 1) * result.request.page_size + 1


def _counted(found: SearchResult | Further) -> str:
    """Return how many reports were found, and how many hits they make."""
    return f"{found.total} 条{f'，按相同文本折叠为 {found.listed} 条' if found.folded else ''}"


def _found(result: SearchResult) -> str:
    took = f"{result.took_ms:.0f} 毫秒"
    total = f"共 {_counted(result)}"
    if not result.hits or len(result.hits) == result.listed:
        beyond = f"，没有第 {result.request.page} 页" if result.total and not result.hits else ""
        return f"{total}{beyond}，{took}"
    first = _first_rank(result)
    last = first + len(result.hits) - 1
    shown = f"{first} 至 {last}" if last > first else f"{first}"
    return f"{total}，这是第 {shown} 条，{took}"


def _role(result: SearchResult, hit: Hit) -> str:
    said = result.number.said_of(hit.number_role) if result.number else ""
    return f"【{said}】" if said else ""


def _hit_lines(rank: int, hit: Hit, *, colour: bool, role: str) -> Iterator[str]:
    about = [role, *map(unlabelled, listed(hit.report, IN_HITS))]
    yield f"{rank}. {from_html(hit.title_html, colour=colour) or UNTITLED}"
    yield f"   {_joined((*about, f'[{hit.report.id}]'))}"
    for attachment, snippet in hit.labelled_snippets:
        yield f"   {printable(f'附件：{attachment}：') if attachment else ''}{from_html(snippet, colour=colour)}"
    if hit.folded:
        yield f"   按相同文本折叠：另有 {hit.folded} 份（--filter fold=no 逐一列出）"
        yield from (f"     {report_line(each)}" for each in hit.twins)


def _facet_lines(facets: Mapping[str, Counts]) -> Iterator[str]:
    for field, counts in facets.items():
        if len(counts) > 1:
            shown = "，".join(f"{printable(value)} {count}" for value, count in counts[:FACET_VALUES])
            more = f"，另有 {len(counts) - FACET_VALUES} 个" if len(counts) > FACET_VALUES else ""
            yield f"{FACETS[field].field.label}（{field}）：{shown}{more}"


def note_lines(notes: Iterable[Note]) -> list[str]:
    """Return what the writer of a query should know."""
    return [f"注意：{printable(note.message)}" for note in notes]


def locate_lines(result: LocateResult) -> list[str]:
    """Return what an index number leads to."""
    lines = [printable(result.message)]
    lines += [report_line(report) for report in result.exact]
    lines += _left_out(result.exact_left_out)
    lines += [f"{report_line(each.report)}（{printable(each.reason)}）" for each in result.candidates]
    return lines + _labelled_reports((("前一个", result.before), ("后一个", result.after)))


def report_lines(page: ReportPage) -> list[str]:
    """Return a whole report: its metadata, its text, its attachments and its neighbours."""
    report = page.report
    lines = [printable(report.title) or UNTITLED]
    lines += [f"{each.label}：{printable(each.text)}" for each in metadata(report)]
    lines += [f"{FIELD['source'].label}：{printable(report.source)}"] if report.source else []
    for part in text_parts(report.body, report.attachments):
        lines += ["", *([printable(f"附件：{part.attachment.name}")] if part.attachment else []), printable(part.text)]
    lines += ["", *(f"附件：{_joined((each.name, each.url))}" for each in page.attachments)]
    lines += [f"同一索引号：{report_line(each)}" for each in page.same_number]
    lines += _left_out(page.same_number_left_out)
    lines += _labelled_reports((("前一个", page.previous), ("后一个", page.next)))
    return lines if lines[-1] else lines[:-1]


def reading_lines(read: ReadFile) -> list[str]:
    """Return what was read of a file: of each report its values and where they were found, and its text; then the problems."""
    lines: list[str] = []
    for report in read.reports:
        places = {each.field: f"（{each.place}）" for each in report.origins}
        lines += [printable(f"标题：{report.title}{places.get('title', '')}"), printable(f"编号：{report.id}")]
        lines += [printable(f"{each.label}：{each.text}{places.get(each.name, '')}") for each in metadata(report)]
        lines += [f"附件：{_joined((each.name, each.url))}" for each in report.attachments]
        for part in text_parts(report.body, report.attachments):
            lines += ["", *([f"附件正文：{printable(part.attachment.name)}"] if part.attachment else [])]
            lines.append(printable(part.text) or "（没有文字）")
        lines.append("")
    return lines + [printable(f"{'未收录' if each.skipped else '注意'}：{each}") for each in read.problems]


def _left_out(count: int) -> list[str]:
    return [f"另有 {count:,} 条没有列出。"] if count else []


def _labelled_reports(reports: Iterable[tuple[str, Report | None]]) -> list[str]:
    return [f"{label}：{report_line(report)}" for label, report in reports if report]


def report_line(report: Report) -> str:
    """Return a report in one line, its number before its title."""
    texts = {each.name: each.text for each in listed(report, IN_LINKS)}
    number = texts.pop("index_number", "（无索引号）")
    return _joined((number, report.title, *texts.values(), f"[{report.id}]"))


def _joined(values: Iterable[str]) -> str:
    return printable("  ".join(value for value in values if value))


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
        f"引擎 {status.engine}，提交 {printable(status.generation)}，{status.segments} 段，{size}",
        *([f"集群状态 {_HEALTH.get(status.health, status.health)}"] if status.health else []),
    ]
    for name in OVERVIEW:
        if counts := status.facets.get(name, ()):
            lines += ["", f"{FIELD[name].label}：", *(f"{count:6} {printable(value)}" for value, count in counts)]
    return lines


def compiled_lines(done: Compiled) -> list[str]:
    """Return what `suoyin compile` did."""
    what = f"已编译 {done.loops} 个循环" if done.loops else "没有需要编译的"
    return [f"{what}，用时 {done.seconds:.1f} 秒，存于 {done.folder}"]


SHOWN_REPORTS = 5
"""Ids of affected reports in a line; `--json` has them all."""


def damage_lines(found: Sequence[Damage]) -> list[str]:
    """Return a line for each damage, and how to mend it all."""
    if not found:
        return ["索引完好。"]
    lines = [f"{printable(each.where)}：{printable(each.reason)}{_affected(each)}" for each in found]
    # A rebuild mends everything.
    command = max((each.command for each in found), key=len)
    return [*lines, f"请运行 {command}。"]


def _affected(damage: Damage) -> str:
    if damage.count <= 0:
        return "（影响不详）" if damage.count else ""
    shown = "、".join(map(printable, damage.reports[:SHOWN_REPORTS]))
    return f"，受影响的信息 {damage.count} 条{f'：{shown}' if shown else ''}{'等' if len(damage.reports) > SHOWN_REPORTS else ''}"
