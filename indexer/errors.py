"""What can go wrong with an index, said so that a person knows what to do next."""

from __future__ import annotations

from pathlib import Path

REBUILD_COMMAND = "suoyin index --rebuild"


class IndexerError(Exception):
    """Base of every error this layer raises on purpose; its text is fit to be shown to a user."""


class IndexMissing(IndexerError):
    """There is no index where one was expected."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"索引不存在：{path}。请先运行 suoyin index 建立索引。")


class IndexMismatch(IndexerError):
    """The index was made by other code, another dictionary or another field table than this one."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"索引 {path} 与当前程序不匹配（{reason}）。请运行 {REBUILD_COMMAND} 重建索引。")


class IndexDamaged(IndexerError):
    """The index is there but can't be read."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"索引 {path} 已损坏，无法读取（{reason}）。请运行 {REBUILD_COMMAND} 重建索引。")


class IndexLocked(IndexerError):
    """Another process is writing to the index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"另一个进程正在写入索引 {path}。请等它结束后再试。")


class IndexUnwritable(IndexerError):
    """The index can't be written: no permission, no space, or not a directory."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"无法写入索引 {path}：{reason}。请检查目录权限和磁盘空间；已提交的内容不受影响。")
