"""The report of a build as lines for people: totals, what was lost and passed over by kind, the first problems of each kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.problem import Problem
from corpus.readers import PASSED_OVER, kind_of
from service.cli.terminal import printable
from service.index_record import OUTCOMES, UNKNOWN_FORMAT, lost_by_kind

if TYPE_CHECKING:
    from indexer.build_report import BuildReport

SHOWN_OF_A_KIND = 10
SHOWN_KINDS = 20
SHOWN_SUFFIXES = 5


def build_lines(report: BuildReport) -> list[str]:
    """Return the summary of a build."""
    lines = [
        f"新增 {report.added} 条，更新 {report.changed} 条，未变 {report.unchanged} 条，移除 {report.removed} 条。",
        f"未能收录 {report.skipped} 处。索引现有 {report.reports} 条。",
    ]
    lines += [f"  {printable(kind)}：{count} 处" for kind, count in _most(lost_by_kind(report))]
    if report.forgotten:
        lines.append(f"已不在的文件 {len(report.forgotten)} 个：{_named(report.forgotten)}。")
    if report.passed_over:
        lines.append(f"略过 {len(report.passed_over)} 个：{_passed_over(report)}。")
    return [*lines, *_format_lines(report)]


def _format_lines(report: BuildReport) -> Iterator[str]:
    """Yield the table of all files by format, with what came of them."""
    if report.formats:
        yield "各格式的文件数："
    for each in report.formats:
        counts = ((label, getattr(each, outcome)) for outcome, label in OUTCOMES.items())
        yield f"  {each.format or UNKNOWN_FORMAT}：{'，'.join(f'{label} {count}' for label, count in counts)}"


def problem_lines(report: BuildReport) -> list[str]:
    """Return lines for what a build could not read, read only in part or passed over, with its reason: the first of each kind.

    A note that many files share, such as one about a key that nobody reads, is one line.
    """
    losses = [each for each in report.problems if each.skipped]
    return [
        *_bounded((kind_of(each.reason), f"未收录：{each}", each.count) for each in losses),
        *_bounded(_notes(each for each in report.problems if not each.skipped)),
        *_bounded((each.kind, f"略过：{each.source}：{PASSED_OVER[each.kind]}", 1) for each in report.unwanted),
    ]


def _notes(problems: Iterable[Problem]) -> Iterator[tuple[str, str, int]]:
    """Yield kind, line and count of each note, those with one reason as one."""
    by_reason: defaultdict[str, list[Problem]] = defaultdict(list)
    for each in problems:
        by_reason[each.reason].append(each)
    for reason, alike in by_reason.items():
        count = sum(each.count for each in alike)
        where = str(alike[0]) if count == 1 else f"{reason}：共 {count} 处（{_named(_sources(alike))}）"
        yield kind_of(reason), f"注意：{where}", count


def _sources(problems: Iterable[Problem]) -> Sequence[str]:
    return list(dict.fromkeys(each.source for each in problems))


def _bounded(lines: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """Yield lines, given with their kinds and what they count for: the first of each kind and how many more there are."""
    by_kind: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for kind, line, count in lines:
        by_kind[kind].append((line, count))
    for kind in list(by_kind)[:SHOWN_KINDS]:
        found = by_kind.pop(kind)
        yield from (printable(line) for line, _ in found[:SHOWN_OF_A_KIND])
        if len(found) > SHOWN_OF_A_KIND:
            yield f"　　另有 {sum(count for _, count in found[SHOWN_OF_A_KIND:])} 处同类问题，加 --report FILE 列出全部"
    if by_kind:
        more = sum(count for found in by_kind.values() for _, count in found)
        yield f"　　另有 {more} 处其他问题，加 --report FILE 列出全部"


def _most(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Yield the most frequent kinds, and the others together."""
    yield from counts.most_common(SHOWN_KINDS)
    if others := counts.total() - sum(count for _, count in counts.most_common(SHOWN_KINDS)):
        yield "其他", others


def _passed_over(report: BuildReport) -> str:
    kinds = Counter(each.kind for each in report.passed_over)
    named = {kind: f"{PASSED_OVER[kind]} {count} 个" for kind, count in kinds.most_common()}
    if "suffix" in named:
        suffixes = Counter(_suffix(each.source) for each in report.passed_over if each.kind == "suffix")
        named["suffix"] += (
            f"（{'，'.join(f'{suffix} {count}' for suffix, count in suffixes.most_common(SHOWN_SUFFIXES))}）"
        )
    return printable("，".join(named.values()))


def _suffix(source: str) -> str:
    return PurePath(source).suffix.lower() or "无后缀"


def _named(sources: Sequence[str]) -> str:
    """Return the first of some sources, and that there are more."""
    shown = "、".join(sources[:3])
    return printable(f"{shown} 等 {len(sources)} 个文件" if len(sources) > 3 else shown)
