"""Files and folders of an archive that are not read, and why."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.problem import Problem

PASSED_OVER = {
    "suffix": "不认识的文件类型",
    "special": "不是普通文件（管道、套接字或设备）",
    "link_out": "链接指向收录路径之外",
    "link_broken": "链接已失效",
    "link_again": "链接指向的文件已收录",
    "hidden": "隐藏文件",
    "readme": "说明文件（README）",
    "ignored": "按 archive.ignore 略过",
    "list_page": "列表页（只列出别的页面，本身不是信息）",
}
"""Why a file is passed over, by kind."""

HARMLESS = frozenset({"link_again", "hidden", "readme", "ignored", "list_page"})
"""The kinds that hold nothing which anybody could miss."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not read; `kind` is a key of `PASSED_OVER`."""

    source: str
    kind: str

    def as_note(self) -> Problem:
        """Return the same as a note, for where files aren't counted."""
        return Problem(self.source, f"略过：{PASSED_OVER[self.kind]}", skipped=False)
