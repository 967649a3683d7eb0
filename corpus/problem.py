"""Problems with a file or a line of the archive, reported to the person who maintains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A report that was lost (`skipped`), or something about a report that was kept.

    `reason` is in Chinese and says what to do; `line` counts from 1 and is None where lines mean nothing; `count` is how
    many problems of one kind this one stands for.

    >>> print(Problem("a.jsonl", "不是有效的 JSON，请修正这一行", line=3))
    a.jsonl 第 3 行：不是有效的 JSON，请修正这一行
    """

    source: str
    reason: str
    line: int | None = None
    skipped: bool = True
    count: int = 1

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source} 第 {self.line} 行"
        return f"{where}：{self.reason}"
