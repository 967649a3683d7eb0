"""What an index holds and what of it is damaged, as lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.fields import FIELD
from service.browse.status import OVERVIEW, ArchiveStatus
from service.cli.terminal import printable

if TYPE_CHECKING:
    from indexer.engine import Damage

_MEGABYTE = 2**20
SHOWN_REPORTS = 5
"""Ids of affected reports in a line; `--json` has them all."""

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
