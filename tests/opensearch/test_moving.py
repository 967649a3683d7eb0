"""Moving an archive between the engines, and going on after a build that was killed, by the commands people use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.opensearch.nodes import one_node

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "service"]


@pytest.fixture
def cluster_variables() -> dict[str, str]:
    """Return variables that point the program at an alias of the test's own."""
    return {
        "SUOYIN_ENGINE_NAME": "opensearch",
        "SUOYIN_ENGINE_OPENSEARCH_HOSTS": ",".join(one_node().hosts),
        "SUOYIN_ENGINE_OPENSEARCH_INDEX": f"moving-{uuid.uuid4().hex}x",
        "SUOYIN_ENGINE_OPENSEARCH_REPLICAS": "0",
        "SUOYIN_ENGINE_OPENSEARCH_PROCESSES": "2",
        "SUOYIN_ENGINE_OPENSEARCH_BULK_BYTES": "100000",
    }


def _environment(**more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SUOYIN_", "OPENSEARCH_"))}
    return {**inherited, "PYTHONIOENCODING": "utf-8", **more}


def _run(arguments: list[str], environment: dict[str, str], given: bytes = b"") -> bytes:
    ran = subprocess.run(
        [*COMMAND, *arguments], cwd=ROOT, env=environment, input=given, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout


def _without_source(exported: bytes) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in exported.splitlines()]
    return [{key: value for key, value in record.items() if key != "source"} for record in records]


def test_an_archive_moves_to_the_cluster_and_back(cluster_variables: dict[str, str], tmp_path: Path) -> None:
    """Exported from one engine and indexed by the other, every report stays as it was, in both directions; only the
    source is the pipe now.
    """
    embedded, back = (_environment(SUOYIN_ENGINE_WHOOSH_PATH=str(tmp_path / name)) for name in ("first", "second"))
    _run(["index"], embedded)
    exported = _run(["export"], embedded)
    cluster = _environment(**cluster_variables)
    _run(["index", "-"], cluster, exported)
    moved = _run(["export"], cluster)
    assert _without_source(moved) == _without_source(exported)
    _run(["index", "-"], back, moved)
    assert _run(["export"], back) == moved


def test_a_killed_load_is_resumed(cluster_variables: dict[str, str], tmp_path: Path) -> None:
    """A build that was killed with its processes is run again: what it left is completed, and nothing is there twice."""
    lines = [
        f'{{"id": "r{number}", "title": "第{number}号", "body": "{"推进法治政府建设。" * 100}"}}\n'
        for number in range(1_500)
    ]
    for name in ("a", "b"):
        half = lines[:750] if name == "a" else lines[750:]
        (tmp_path / f"{name}.jsonl").write_text("".join(half), encoding="utf-8")
    environment = _environment(**cluster_variables, SUOYIN_ARCHIVE_PATHS=str(tmp_path))
    with subprocess.Popen(
        [*COMMAND, "index"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as build:
        time.sleep(3)
        build.send_signal(signal.SIGKILL)
    _run(["index"], environment)
    exported = _run(["export"], environment).decode().splitlines()
    assert len(exported) == len(lines)
    assert "未变 1500 条" in _run(["index"], environment).decode()
