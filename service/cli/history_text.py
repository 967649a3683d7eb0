"""The history of a report as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from service.cli.terminal import printable
from service.ledger.entries import in_beijing
from service.ledger.history import Change, History, Step

_SHOWN_CHARACTERS = 60


def history_lines(found: History) -> list[str]:
    """Return a report's title and id, and each entry with what it changed."""
    lines = [f"{found.title}  [{found.report_id}]", *(line for step in found.steps for line in _step_lines(step))]
    if not found.steps:
        lines.append("台账里没有它的记录：它只在档案的文件里。")
    return [printable(line) for line in lines]


def _step_lines(step: Step) -> Iterator[str]:
    entry = step.entry
    later = f"，自 {in_beijing(entry.effective)} 起" if entry.effective > entry.at else ""
    yield f"第 {entry.number} 条  {in_beijing(entry.at)}  {entry.label}{later}  {entry.by}"
    if entry.reason:
        yield f"    {entry.reason}"
    yield from (_change_line(each) for each in step.changes)
    if entry.digest:
        yield f"    版本摘要 {entry.digest}"
    yield f"    记录摘要 {entry.hash}"


def _change_line(change: Change) -> str:
    if "\n" in change.before + change.after or len(change.before + change.after) > 2 * _SHOWN_CHARACTERS:
        return f"    {change.label}：{len(change.before)} 字改为 {len(change.after)} 字"
    return f"    {change.label}：{change.before or '（无）'} → {change.after or '（无）'}"
