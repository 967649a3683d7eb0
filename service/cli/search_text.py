"""A page of hits as lines for people. `colour` puts highlights in bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from service.cli.report_text import joined, report_line
from service.cli.terminal import from_html, printable
from service.listing import IN_HITS, UNTITLED, listed, unlabelled
from service.query.interpretation import Note
from service.search.facets import FACETS, Counts
from service.search.result import Further, Hit, SearchResult

FACET_VALUES = 5
"""The number of a facet's values that a list of hits ends with: enough to see how to narrow a search, on a line."""


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
    yield f"   {joined((*about, f'[{hit.report.id}]'))}"
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
