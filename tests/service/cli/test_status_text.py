"""What an index holds and what of it is damaged, as lines for people."""

from __future__ import annotations

from indexer.engine import Damage
from service.browse.status import ArchiveStatus
from service.cli.status_text import damage_lines, status_lines


def test_an_empty_index_has_a_status() -> None:
    """An index without reports has no span of dates and no facets."""
    status = ArchiveStatus(0, "whoosh", "0", 2**20, 0, oldest="", newest="", facets={})
    assert status_lines(status) == ["信息 0 条，发布日期 不详 至 不详", "引擎 whoosh，提交 0，0 段，1.0 MB"]


def test_status_of_a_cluster_tells_what_its_colour_means() -> None:
    """Where a cluster keeps the index, its health is told in words."""
    status = ArchiveStatus(1, "opensearch", "1.1", 2**20, 1, oldest="", newest="", facets={}, health="yellow")
    assert "集群状态 yellow：可以检索" in "\n".join(status_lines(status))


def test_damage_is_told_with_what_it_affects_and_what_mends_it_all() -> None:
    """Each damage is a line; a rebuild mends what the ordinary command mends too."""
    found = [
        Damage("a.suoyin", "文件不见了", "suoyin index", count=3),
        Damage("b.suoyin", "存档的校验和不符", "suoyin index --rebuild", tuple(f"r{number}" for number in range(7)), 7),
        Damage("rebuild", "中断的写入留下的，已无用处", "suoyin index"),
    ]
    assert damage_lines(found) == [
        "a.suoyin：文件不见了，受影响的信息 3 条",
        "b.suoyin：存档的校验和不符，受影响的信息 7 条：r0、r1、r2、r3、r4等",
        "rebuild：中断的写入留下的，已无用处",
        "请运行 suoyin index --rebuild。",
    ]
    assert damage_lines(found[:1])[-1] == "请运行 suoyin index。"
    assert damage_lines([]) == ["索引完好。"]
