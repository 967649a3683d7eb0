"""Everything is compiled beforehand, and only into the installation."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.compiled_folders import CodeFolders, installation_folder
from indexer.sources import ROOT
from service import compiling
from service.compiling import InstallationReadOnly, advice, compile_loops

_JOURNEY = """
import io, json, sys, tempfile
from pathlib import Path
from corpus.readers import dump_lines
from indexer.compiled import loops_compiled
from service.archive import open_archive
from service.indexing import IndexRequest
from service.settings import load_settings, shipped_config
from service.search.parameters import parse_search

with tempfile.TemporaryDirectory() as base:
    archive = open_archive(load_settings(shipped_config(), index=Path(base, "index"), environ={}))
    archive.index(IndexRequest())
    last = list(dump_lines(archive.export()))[-3:]
    archive.index(IndexRequest(streams=[("more", io.BytesIO("".join(last).encode()))]))
    for query in ("水利 OR 财政 -预算", '"工作报告"', "怎么申请公租房？", "停", "2022-5", "0154*", "关于印发办法的通知"):
        for more in ([], [("topic", "城乡建设")], [("sort", "newest"), ("year", "2021")], [("page_size", "50")]):
            for hit in archive.search(parse_search([("q", query), *more])).hits[:2]:
                archive.report(hit.report.id, query)
        archive.suggest(query), archive.explain(query), archive.locate(query)
    archive.close()
print(json.dumps(loops_compiled()))
"""


def test_after_compiling_nothing_is_left_to_compile() -> None:
    """A process that builds an index and asks it other things than `suoyin compile` does compiles no loop."""
    done = compile_loops()
    assert done.folder == installation_folder()
    ran = subprocess.run([sys.executable, "-c", _JOURNEY], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []


def test_compiled_code_is_readable_for_everybody() -> None:
    """The user that the service runs as reads what root compiled under a strict mask."""
    for path in list(installation_folder().rglob("*"))[:3]:
        path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    folder = compile_loops().folder
    assert all(path.stat().st_mode & stat.S_IROTH for path in (folder, *folder.rglob("*")))


@pytest.mark.parametrize("write", [None, Path("/home/u/.cache/suoyin/compiled/service-1")])
def test_only_the_installation_is_compiled_into(monkeypatch: pytest.MonkeyPatch, write: Path | None) -> None:
    """Where the installation can't be written, the user's folder is no replacement: nobody else would find it."""
    monkeypatch.setattr(compiling, "code_folders", lambda _: CodeFolders((), write))
    with pytest.raises(InstallationReadOnly, match="__pycache__/compiled 不可写"):
        compile_loops()


def test_the_advice_names_no_home_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home is told of the installation only."""
    monkeypatch.setattr(compiling, "user_folder", lambda: None)
    assert f"请让 {installation_folder()} 可写，或以" in advice()
