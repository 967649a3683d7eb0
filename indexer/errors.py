"""What can go wrong with an index, said so that a person knows what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

INDEX_COMMAND = "suoyin index"
REBUILD_COMMAND = "suoyin index --rebuild"
ALLOW_REMOVALS = "--allow-removals"
SOURCES_SHOWN = 3


class IndexerError(Exception):
    """Base of every error this layer raises on purpose; its text is fit to be shown to who runs the program."""

    @property
    def public_text(self) -> str:
        r"""The text for everybody: a folder is only named, and where it or a cluster is on this side stays untold.

        >>> IndexMissing(Path("/srv/suoyin/index")).public_text
        '索引不存在：index。请先运行 suoyin index 建立索引。'
        """
        text = str(self)
        if path := getattr(self, "path", None):
            text = text.replace(f"{path}", Path(path).name)
        hosts = getattr(self, "hosts", "")
        return text.replace(f" {hosts} ", "") if hosts else text


class IndexMissing(IndexerError):
    """There is no index where one was expected."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(f"索引不存在：{path}。请先运行 suoyin index 建立索引。")


class IndexMismatch(IndexerError):
    """The index was made by other code, another dictionary or another field table than this one."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"索引 {path} 与当前程序不匹配（{reason}）。请运行 {REBUILD_COMMAND} 重建索引。")


class IndexDamaged(IndexerError):
    """The index, or the piece of it that was asked for, is there but isn't what was written; `command` mends it."""

    def __init__(self, path: Path, reason: str, command: str = REBUILD_COMMAND) -> None:
        self.path = path
        self.reason = reason
        self.command = command
        super().__init__(self._text())

    def _text(self) -> str:
        return f"索引 {self.path} 已损坏，无法读取（{self.reason}）。{_MENDED_BY[self.command]}"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.path, self.reason, self.command)  # the processes of a build raise it too


class ReportDamaged(IndexDamaged):
    """A stored report isn't what was written; the others are not touched by it."""

    def __init__(self, path: Path, report_id: str, command: str = REBUILD_COMMAND) -> None:
        self.report_id = report_id
        super().__init__(path, report_id, command)

    def _text(self) -> str:
        return f"编号为 {self.report_id} 的信息在索引 {self.path} 里已损坏，不能显示。{_MENDED_BY[self.command]}"


_MENDED_BY = {
    INDEX_COMMAND: f"请运行 {INDEX_COMMAND}，缺少的内容会从原文件重新收录。",
    REBUILD_COMMAND: f"请运行 {REBUILD_COMMAND} 重建索引；suoyin check 列出受损之处。",
}


class IndexUntrusted(IndexerError):
    """The index belongs to somebody else, and reading its table of contents would run what they put there."""

    def __init__(self, path: Path, owner: int) -> None:
        self.path = path
        self.owner = owner
        super().__init__(
            f"索引的 {path} 属于编号为 {owner} 的用户，既不是运行本程序的用户，也不是 root；读取它等于运行对方写的代码，所以不读。"
            "请核实来历后用 chown 改回属主；确实可信时，可设 engine.whoosh.allow_foreign_owner = true。"
        )


class IndexLocked(IndexerError):
    """Another process is writing to the index."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(f"另一个进程正在写入索引 {path}。请等它结束后再试。")


class TooManyRemovals(IndexerError):
    """A build would remove more of the reports than is likely to be meant; nothing was removed."""

    def __init__(self, removals: int, reports: int, sources: Sequence[str]) -> None:
        self.removals = removals
        self.reports = reports
        self.sources = tuple(sources)
        named = "、".join(self.sources[:SOURCES_SHOWN]) + (" 等" if len(self.sources) > SOURCES_SHOWN else "")
        super().__init__(
            f"本次收录会移除 {reports} 条信息中的 {removals} 条（{named}），已停止，一条也没有移除。"
            f"请检查文件夹是否完整、磁盘是否挂载；确实要移除时请加 {ALLOW_REMOVALS}（限度见 archive.removal_percent）。"
        )


class IndexUnwritable(IndexerError):
    """The index can't be written: no permission, no space, or not a directory."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"无法写入索引 {path}：{reason}。请检查目录权限和磁盘空间；已提交的内容不受影响。")


class EngineUnavailable(IndexerError):
    """The cluster can't be reached, or can't answer in full just now; worth another try in `retry_after` seconds."""

    def __init__(self, hosts: str, reason: str, *, retry_after: int) -> None:
        self.hosts = hosts
        self.reason = reason
        self.retry_after = retry_after
        super().__init__(
            f"检索集群 {hosts} 暂时不能完整应答（{reason}）。请约 {retry_after} 秒后再试；若反复出现，请检查集群的状态。"
        )


class EngineRefused(IndexerError):
    """The cluster doesn't let us in, or we don't trust it."""

    def __init__(self, hosts: str, reason: str) -> None:
        self.hosts = hosts
        self.reason = reason
        super().__init__(f"检索集群 {hosts} 无法使用：{reason}。请检查 engine.opensearch 的用户、密钥和证书配置。")


class EngineFailed(IndexerError):
    """The cluster answered with an error that waiting won't mend."""

    def __init__(self, hosts: str, reason: str) -> None:
        self.hosts = hosts
        self.reason = reason
        super().__init__(f"检索集群 {hosts} 返回错误：{reason}。请检查集群的版本、日志和 engine.opensearch 的配置。")


class ReportRefused(IndexerError):
    """The cluster doesn't take a report, and won't take it another time either."""

    def __init__(self, report_id: str, reason: str) -> None:
        self.report_id = report_id
        self.reason = reason
        super().__init__(f"检索集群不接受编号为 {report_id} 的报告：{reason}。已写入的内容不受影响；改正后请再次运行。")
