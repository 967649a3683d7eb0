"""The program before a cluster that isn't there: one line from commands, a 503 from the service, which starts all the same."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "service"]


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """Return variables that point the program at a loopback port on which nothing listens."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SUOYIN_", "OPENSEARCH_"))}
    return {
        **inherited,
        "PYTHONIOENCODING": "utf-8",
        "SUOYIN_ENGINE_NAME": "opensearch",
        "SUOYIN_ENGINE_OPENSEARCH_HOSTS": f"http://127.0.0.1:{_free_port()}",
        "SUOYIN_ENGINE_OPENSEARCH_RETRIES": "0",
        "SUOYIN_WEB_WORKERS": "1",
    }


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("command", ["search 停水", "locate 2023-66", "show x", "status", "export", "index"])
def test_commands_say_so_in_one_line(environment: dict[str, str], command: str) -> None:
    """Exit code 2, one line on stderr, nothing on stdout."""
    ran = subprocess.run([*COMMAND, *command.split()], cwd=ROOT, env=environment, capture_output=True, check=False)
    said = ran.stderr.decode()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "连接不上" in said.splitlines()[-1]
    assert "Traceback" not in said


def test_the_service_starts_and_answers_503(environment: dict[str, str]) -> None:
    """Pages and monitoring say that the archive can't be asked, and when to ask again."""
    port = _free_port()
    command = [*COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        try:
            assert "服务已启动" in server.stdout.readline().decode()
            for path in ("/", "/search?q=1", "/healthz", "/api/v1/search?q=1"):
                with pytest.raises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30)
                with refused.value as answer:
                    text = answer.read().decode()
                assert answer.status == 503
                assert answer.headers["Retry-After"] == "10"
                assert "连接不上" in text
                if not path.startswith(("/search", "/?")) and path != "/":
                    assert json.loads(text)["status"] == 503
        finally:
            server.send_signal(signal.SIGTERM)
        said = server.stderr.read().decode()
    assert "Traceback" not in said
    assert "连接不上" in said
