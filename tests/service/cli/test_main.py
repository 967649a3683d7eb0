"""The program as a shell runs it: pipes, signals, encodings, warnings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "service"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return variables that point the program at an index of a small part of the sample archive."""
    index = tmp_path_factory.mktemp("index") / "index"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SUOYIN_", "PYTHON", "LC_"))}
    variables = {
        **inherited,
        "SUOYIN_ENGINE_WHOOSH_PATH": str(index),
        "SUOYIN_ARCHIVE_PATHS": str(ROOT / "sample" / "text"),
    }
    subprocess.run([*COMMAND, "index"], cwd=ROOT, env=variables, check=True, capture_output=True)
    return variables


def _run(environment: dict[str, str], *arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], cwd=ROOT, env={**environment, **more}, capture_output=True)


@pytest.mark.parametrize("command", ["search 的 --size 100", "export", "status"])
def test_a_closed_pipe_is_no_error(environment: dict[str, str], command: str) -> None:
    """A closed pipe (`| head`) ends a command without a word and without an error."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as pipe:
        ran = subprocess.run(
            [*COMMAND, *command.split()], cwd=ROOT, env=environment, stdout=pipe, stderr=subprocess.PIPE
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["search 的", "export"])
def test_a_full_disk_is_one_line(environment: dict[str, str], command: str) -> None:
    """Output that can't be written is an error that says so, once."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, *command.split()], cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE
        )
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("错误：输出：")
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_any_encoding_will_do(environment: dict[str, str], encoding: str) -> None:
    """Text is printed as well as an encoding allows, JSON is right in all."""
    assert _run(environment, "search", "的", PYTHONIOENCODING=encoding).returncode == 0
    result = json.loads(_run(environment, "search", "的", "--json", PYTHONIOENCODING=encoding).stdout)
    assert "的" in result["interpretation"]["words"]


@pytest.mark.parametrize("command", ["search", "locate", "show", "explain"])
def test_arguments_may_be_any_bytes(environment: dict[str, str], command: str) -> None:
    """An argument that is no text is an ordinary one that finds nothing, or at most a mistake."""
    ran = _run(environment, command, b"\xff\xfe\xb7\xc0\xd1\xb4")
    assert ran.returncode in (0, 1, 2)
    assert b"Traceback" not in ran.stderr


def test_no_warning_of_a_dependency_is_seen(environment: dict[str, str], tmp_path: Path) -> None:
    """Even the first run, which compiles everything, prints nothing but results: Whoosh and jieba would warn."""
    ran = _run(environment, "search", "的", PYTHONPYCACHEPREFIX=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_python_m_service_is_the_command(environment: dict[str, str]) -> None:
    """`python -m service` works like `suoyin`, and needs no argument to say how it is used."""
    assert _run(environment, "--version").stdout.startswith(b"suoyin ")
    ran = _run(environment)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("用法：")


@pytest.mark.parametrize(("option", "told"), [((), "再次运行会接着做"), (("--rebuild",), "原有的索引没有改动")])
def test_a_build_can_be_interrupted_and_run_again(
    environment: dict[str, str], tmp_path: Path, option: tuple[str, ...], told: str
) -> None:
    """Ctrl-C ends a build with one line and exit code 130, and the next one does the whole work."""
    archive = tmp_path / "archive.jsonl"
    lines = (json.dumps({"title": f"第{number}号通知", "body": "防汛抗旱工作安排。" * 300}) for number in range(600))
    archive.write_text("\n".join(lines), encoding="utf-8")
    variables = {**environment, "SUOYIN_ENGINE_WHOOSH_PATH": str(tmp_path / "index")}
    build = subprocess.Popen(
        [*COMMAND, "index", *option, str(archive)],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background jobs ignore SIGINT, and so would their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "index").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    build.send_signal(signal.SIGINT)
    _, errors = build.communicate(timeout=60)
    assert build.returncode == 130, errors.decode()
    assert errors.decode().strip().endswith(told + "。")
    assert errors.count(b"\n") == 1
    again = _run(variables, "index", "--json", str(archive))
    assert json.loads(again.stdout)["reports"] == 600
