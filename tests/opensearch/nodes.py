"""Clusters for tests: real OpenSearch nodes on loopback ports, started by `cluster.sh` and stopped when done."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from indexer.engines.opensearch import OpenSearchEngine
from indexer.engines.options.opensearch import OpenSearchOptions
from service.archive import Archive, open_archive
from service.settings import load_settings, shipped_config

REQUIRED = "SUOYIN_REQUIRE_OPENSEARCH"
SKIPPED = f"tests on a real OpenSearch skipped: {REQUIRED}=1 fetches one and runs them (needs npm and Java 17)"
SCRIPT = Path(__file__).with_name("cluster.sh")


@dataclass(frozen=True)
class Cluster:
    """Running nodes: where they answer, and the folder that holds each one's files."""

    folder: Path
    hosts: tuple[str, ...]

    def kill(self, number: int) -> None:
        """End a node (they count from 1) as a power failure would."""
        os.kill(self._pid(number), signal.SIGKILL)

    def freeze(self, number: int) -> None:
        """Stop a node from answering, without closing its connections."""
        os.kill(self._pid(number), signal.SIGSTOP)

    def thaw(self, number: int) -> None:
        """Let a frozen node go on."""
        os.kill(self._pid(number), signal.SIGCONT)

    def _pid(self, number: int) -> int:
        return int((self.folder / f"n{number}" / "pid").read_text())


@contextmanager
def cluster(nodes: int) -> Iterator[Cluster]:
    """Yield a cluster, stopped at the end; skips, or fails where `SUOYIN_REQUIRE_OPENSEARCH` is 1, when there can be none."""
    if os.environ.get(REQUIRED) != "1":
        pytest.skip(SKIPPED)
    folder = Path(tempfile.mkdtemp(prefix="suoyin-opensearch-"))
    ports = _free_ports(2 * nodes)
    pairs = [f"{http}:{transport}" for http, transport in zip(ports[::2], ports[1::2], strict=True)]
    started = subprocess.run([SCRIPT, "up", folder, str(os.getpid()), *pairs], check=False, stderr=subprocess.PIPE)
    try:
        if started.returncode:
            pytest.fail(f"no OpenSearch, and {REQUIRED}=1 asks for it: {started.stderr.decode(errors='replace')}")
        yield Cluster(folder, tuple(f"http://127.0.0.1:{port}" for port in ports[::2]))
    finally:
        subprocess.run([SCRIPT, "down", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


_running = ExitStack()
_one: list[Cluster | str] = []
"""The single node that all tests of a run share, or why it could not be started: nobody waits for that twice."""


def one_node() -> Cluster:
    """Return the single node that all tests of a run share, starting it when it is first asked for."""
    if not _one:
        try:
            _one.append(_running.enter_context(cluster(1)))
        except pytest.fail.Exception as failed:
            _one.append(str(failed))
    if isinstance(_one[0], str):
        pytest.fail(_one[0])
    return _one[0]


def stop_one_node() -> None:
    """Stop the shared node, if it was started."""
    _running.close()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def opensearch_engine(nodes: Cluster, index: str, **options: Any) -> OpenSearchEngine:
    """Return an engine on a cluster, with short times: nothing on this machine takes long unless it never ends."""
    return OpenSearchEngine(
        OpenSearchOptions(hosts=nodes.hosts, index=index, **{"replicas": 0, "processes": 1, **options})
    )


def environment(nodes: Cluster) -> dict[str, str]:
    """Return the environment variables that put an index of its own on a cluster."""
    return {
        "SUOYIN_ENGINE_NAME": "opensearch",
        "SUOYIN_ENGINE_OPENSEARCH_HOSTS": ",".join(nodes.hosts),
        "SUOYIN_ENGINE_OPENSEARCH_INDEX": f"test-{uuid.uuid4().hex}",
        "SUOYIN_ENGINE_OPENSEARCH_REPLICAS": "0",
    }


@contextmanager
def sample_on(nodes: Cluster) -> Iterator[Archive]:
    """Yield the sample archive on a cluster, under an alias of its own, configured and indexed as a person would."""
    archive = open_archive(load_settings(shipped_config(), index=None, environ=environment(nodes)))
    archive.index()
    yield archive
    archive.close()
