"""A folder of files that is changed and indexed again, by readers in this process: starting others takes longer than a test may."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest.mock import patch

from corpus.isolation import ReadingLimits
from corpus.readers import Item, Root, SourceFile, discover, read_file
from corpus.report import Report
from indexer.build import BuildOptions, build
from indexer.build_report import BuildReport
from indexer.engine import Engine
from indexer.former_ids import report_known_as
from indexer.query import Everything, Plan

TEXT = "信息名称：{title}\n索引号：{number}\n\n{body}"


class _Pool:
    """Reads where a `ReaderPool` would have it read."""

    room = 0
    format = ""

    def __init__(self, limits: ReadingLimits, processes: int) -> None:
        self._asked: deque[tuple[str, str]] = deque()

    def ask(self, path: str, source: str) -> None:
        self._asked.append((path, source))

    def read(self) -> Iterator[Item]:
        path, source = self._asked.popleft()
        return read_file(Path(path), source=source)

    def close(self) -> None:
        self._asked.clear()


class ChangingArchive:
    """An index, and the folder whose files it holds."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine

    def write(self, name: str, title: str = "关于防汛的通知", number: str = "无", body: str = "请储水。") -> None:
        """Write a file that holds one report."""
        (self.folder / name).write_text(TEXT.format(title=title, number=number, body=body), encoding="utf-8")

    def build(self, *, rebuild: bool = False) -> BuildReport:
        """Index all files."""
        files = [each for each in discover([Root("", self.folder)]) if isinstance(each, SourceFile)]
        with patch("indexer.build.ReaderPool", _Pool):
            return build(self.engine, files, in_scope=lambda source: True, options=BuildOptions(rebuild=rebuild))

    def reports(self) -> list[Report]:
        """Return every report."""
        ids = [hit.id for hit in self.engine.search(Plan(Everything(), limit=1000)).hits]
        return list(self.engine.get(ids).values())

    def by_file(self) -> dict[str, Report]:
        """Return the report of each file, where each has one."""
        return {report.source: report for report in self.reports()}

    def follow(self, id: str) -> Report | None:
        """Return the report that a link leads to."""
        return report_known_as(self.engine, id)

    def bodies_behind(self, ids: Iterable[str]) -> list[str]:
        """Return the body of the report that each link leads to, "" where it leads to none."""
        return [found.body if (found := self.follow(each)) else "" for each in ids]
