"""Compiling beforehand: everything the program does is done once on the sample archive, so that its loops are compiled and kept."""

from __future__ import annotations

import io
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.readers import dump_lines
from indexer.compiled import loops_compiled
from indexer.compiled_folders import code_folders, installation_folder, user_folder
from service.archive import Archive, open_archive
from service.errors import ServiceError
from service.indexing import IndexRequest
from service.search.parameters import parse_search
from service.settings import load_settings, shipped_config

_READABLE = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_SEARCHABLE = _READABLE | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH

QUERIES = (
    "通知",
    '"停水"',
    "水",
    "预算 -停水 OR 补贴",
    '"城区停水" OR "水务局"',
    "标题:通知 水*",
    "哪些人可以申请补贴？",
    "2023-66",
    "鼋鼍龘爨",
)
"""One query of each kind that is matched, ranked or shown by loops of its own."""

_REFINEMENTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("year", "2020..2023"),),
    (("sort", "newest"),),
    (("sort", "oldest"), ("page", "2")),
    (("issuer", "青禾市水务局"), ("published_from", "2020"), ("published_to", "2023-06")),
)


def advice() -> str:
    """Return what to do where code can be kept nowhere, so that each command compiles anew."""
    folders = " 或 ".join(str(each) for each in (installation_folder(), user_folder()) if each)
    return (
        "注意：正在编译，约需半分钟；结果无处保存，每个命令都要这样重来一次。"
        f"请让 {folders} 可写，或以安装本程序的用户（如 root）运行一次 suoyin compile。"
    )


class InstallationReadOnly(ServiceError):
    """The folder beside the program, which compiled code belongs into, can't be written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 不可写：请以安装本程序的用户（如 root）运行 suoyin compile")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was compiled: how many loops, 0 where all were there already, how long it took, and the folder they are in."""

    loops: int
    seconds: float
    folder: Path


def compile_loops() -> Compiled:
    """Compile every loop into the folder beside the program, readable for all. Raises `InstallationReadOnly`."""
    folder = installation_folder()
    written = code_folders(Path(__file__).parent).write
    if written is None or not written.is_relative_to(folder):
        raise InstallationReadOnly(folder)
    started, before = time.monotonic(), len(loops_compiled())
    with tempfile.TemporaryDirectory(prefix="suoyin-") as base:
        archive = open_archive(load_settings(shipped_config(), index=Path(base, "index"), environ={}))
        try:
            _use(archive)
        finally:
            archive.close()
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (_SEARCHABLE if path.is_dir() else _READABLE))
    return Compiled(len(loops_compiled()) - before, time.monotonic() - started, folder)


def _use(archive: Archive) -> None:
    """Build, rebuild, change and remove reports, and ask everything that can be asked after each."""
    for rebuild in (False, True):
        archive.index(IndexRequest(rebuild=rebuild))
        _ask(archive)
    lines = list(dump_lines(archive.export()))
    for count in (len(lines), 2, 1):  # a second segment; reports that are gone from it
        archive.index(
            IndexRequest(streams=[("stdin", io.BytesIO("".join(lines[:count]).encode()))], allow_removals=True)
        )
        _ask(archive)


def _ask(archive: Archive) -> None:
    archive.warmed()
    for query in QUERIES:
        archive.explain(query)
        archive.suggest(query)
        archive.locate(query)
        for refinement in _REFINEMENTS:
            for hit in archive.search(parse_search([("q", query), *refinement])).hits[:3]:
                archive.report(hit.report.id, query)
    archive.status()
