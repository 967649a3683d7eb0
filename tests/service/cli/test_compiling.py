"""`suoyin compile`, and what commands say where each of them compiles anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import compiled as loops
from indexer.compiled import compiled
from indexer.compiled_folders import CodeFolders
from indexer.sources import ROOT
from service import compiling
from service.cli.compiling import advise_where_to_compile
from service.cli.main import main
from service.compiling import Compiled, InstallationReadOnly

_WRITES_NOTHING = """
from pathlib import Path
from indexer import compiled_folders
compiled_folders._can_write = lambda folder: False
compiled_folders.installation_folder = lambda: Path("/nowhere")
compiled_folders.user_folder = lambda: None
from service.cli.main import main
main()
"""


def _increased(number: int) -> int:
    return number + 1


def _main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["suoyin", *arguments])
    with pytest.raises(SystemExit) as exit_:
        main()
    return int(exit_.value.code or 0)


def test_what_was_compiled_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """How many loops, where they are and how long it took; or that there was nothing to do."""
    done = Compiled(3, 1.25, Path("/opt/compiled"))
    monkeypatch.setattr(compiling, "compile_loops", lambda: done)
    assert _main(monkeypatch, "compile") == 0
    assert capsys.readouterr().out == "已编译 3 个循环，用时 1.2 秒，存于 /opt/compiled\n"
    assert _main(monkeypatch, "compile", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"loops": 3, "seconds": 1.25, "folder": "/opt/compiled"}
    monkeypatch.setattr(compiling, "compile_loops", lambda: Compiled(0, 1.0, done.folder))
    assert _main(monkeypatch, "compile") == 0
    assert "没有需要编译的" in capsys.readouterr().out


def test_an_installation_that_is_only_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the folder and who should run the command."""

    def refused() -> Compiled:
        raise InstallationReadOnly(Path("/opt/compiled"))

    monkeypatch.setattr(compiling, "compile_loops", refused)
    assert _main(monkeypatch, "compile") == 2
    assert "/opt/compiled 不可写：请以安装本程序的用户" in capsys.readouterr().err


def test_compiling_in_vain_is_said_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The first loop whose code can be kept nowhere brings one line on stderr: which folders, and which command."""
    monkeypatch.setattr(loops, "_in_vain", [])
    monkeypatch.setattr(loops, "code_folders", lambda _: CodeFolders((), None))
    advise_where_to_compile()
    assert capsys.readouterr().err == ""
    assert [compiled(_increased)(number) for number in (1, 2)] == [2, 3]
    (said,) = capsys.readouterr().err.splitlines()
    assert str(ROOT / "indexer" / "__pycache__" / "compiled") in said
    assert "suoyin compile" in said


def test_a_command_that_compiles_nothing_says_nothing(tmp_path: Path) -> None:
    """Where nothing can be written, only those who wait are told."""
    for arguments in (["--version"], ["--index", str(tmp_path / "none"), "status"]):
        command = [sys.executable, "-c", _WRITES_NOTHING, *arguments]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert "编译" not in ran.stderr
        assert "Traceback" not in ran.stderr
