"""Failures, as a made-up server returns them: what is tried again, and what people are told."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from corpus.report import Report
from indexer.engines.opensearch import OpenSearchEngine, connection, loader
from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.mapping import meta
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.errors import EngineFailed, EngineRefused, EngineUnavailable, IndexMissing, ReportRefused
from indexer.query import Everything, Plan

MAPPING = {"suoyin-1": {"mappings": {"_meta": meta(3, {})}}}
FOUND = {
    "timed_out": False,
    "_shards": {"total": 3, "successful": 3, "skipped": 0, "failed": 0},
    "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []},
    "aggregations": {},
}
PARTIAL = {**FOUND, "_shards": {"total": 3, "successful": 2, "skipped": 0, "failed": 1}}
LATE = {**FOUND, "timed_out": True}
NO_INDEX = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}
NO_SHARD = {"error": {"root_cause": [{"type": "no_shard_available_action_exception", "reason": "all gone"}]}}

Reply = tuple[int, Any]


class _Server(ThreadingHTTPServer):
    """Answers each request with the next of `replies`, the last one for ever, and keeps what was asked."""

    replies: list[Reply]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, bytes]] = []
        self.headers: list[dict[str, str]] = []

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, body))
        self.server.headers.append(dict(self.headers))
        status, content = self.server.next_reply()
        sent = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(content, bytes) else "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  # the names that http.server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _serving(*replies: Reply, certificate: Path | None = None) -> Iterator[_Server]:
    server = _Server()
    server.replies = list(replies)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _options(server: _Server, **chosen: Any) -> OpenSearchOptions:
    return OpenSearchOptions(
        hosts=(f"http://127.0.0.1:{server.server_port}",), index="suoyin", **{"processes": 1, **chosen}
    )


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0)


@pytest.mark.parametrize(
    ("replies", "error", "said"),
    [
        ([(503, NO_SHARD)], EngineUnavailable, "all gone"),
        ([(429, {"error": "busy"})], EngineUnavailable, "10 秒后再试"),
        ([(500, {"error": {"type": "x", "reason": "Time exceeded"}})], EngineUnavailable, "Time exceeded"),
        ([(200, MAPPING), (200, PARTIAL)], EngineUnavailable, "部分分片"),
        ([(200, MAPPING), (200, LATE)], EngineUnavailable, "时限"),
        ([(401, {})], EngineRefused, "401"),
        ([(403, {"error": {"type": "security_exception", "reason": "no permissions"}})], EngineRefused, "403"),
        ([(404, NO_INDEX)], IndexMissing, "suoyin index"),
        ([(200, MAPPING), (400, {"error": {"type": "parsing_exception", "reason": "bad"}})], EngineFailed, "bad"),
        ([(200, b"<html>a router</html>")], EngineFailed, "JSON"),
    ],
)
def test_what_goes_wrong_is_reported(replies: list[Reply], error: type[Exception], said: str) -> None:
    """Every failure is an error of ours, in Chinese, and an incomplete answer is none."""
    with _serving(*replies) as server:
        engine = OpenSearchEngine(_options(server, retries=1))
        with pytest.raises(error, match=said):
            engine.search(Plan(Everything()))
        engine.close()


def test_what_may_pass_is_tried_again() -> None:
    """A cluster that is busy, or without a shard for a moment, is asked again, up to the configured number."""
    with _serving((503, {}), (429, {}), (200, MAPPING), (502, {}), (200, FOUND)) as server:
        engine = OpenSearchEngine(_options(server, retries=2))
        assert engine.search(Plan(Everything())).total == 0
        assert len(server.asked) == 5
        server.replies = [(503, {})]
        with pytest.raises(EngineUnavailable):
            engine.search(Plan(Everything()))
        assert len(server.asked) == 8
        engine.close()


def test_an_unreachable_cluster_is_reported() -> None:
    """Nothing listens: the error names the hosts and when to try again."""
    with _serving((200, {})) as server:
        options = _options(server, retries=1)
    engine = OpenSearchEngine(options)
    with pytest.raises(EngineUnavailable, match=options.hosts[0]) as raised:
        engine.search(Plan(Everything()))
    assert raised.value.retry_after > 0
    engine.close()


def test_another_host_is_asked() -> None:
    """With several hosts one that is down doesn't matter."""
    with _serving((200, {})) as gone:
        down = _options(gone).hosts
    with _serving((200, MAPPING), (200, FOUND)) as server:
        options = OpenSearchOptions(hosts=(*down, *_options(server).hosts), index="suoyin")
        engine = OpenSearchEngine(options)
        assert engine.search(Plan(Everything())).total == 0
        engine.close()


@pytest.mark.parametrize(
    ("secrets", "header"),
    [
        ({}, None),
        ({"user": "u", "password": "p"}, "Basic dTpw"),
        ({"api_key": "abc="}, "ApiKey abc="),
    ],
)
def test_who_we_are(secrets: dict[str, str], header: str | None) -> None:
    """User and password go as Basic, a key as ApiKey."""
    with _serving((404, NO_INDEX)) as server:
        engine = OpenSearchEngine(_options(server, **secrets))
        assert engine.files() == {}
        assert server.headers[0].get("Authorization", server.headers[0].get("authorization")) == header
        engine.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate that this machine signed itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    usable = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path.with_suffix(".crt")]
    subprocess.run(["openssl", *asked, *usable], check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


def test_certificates_are_verified(certificate: Path) -> None:
    """An unknown certificate is refused, one that `ca_file` names is not, and nothing is asked where we say so."""
    with _serving((404, NO_INDEX), certificate=certificate) as server:
        options = replace(_options(server), hosts=(f"https://127.0.0.1:{server.server_port}",))
        strict = OpenSearchEngine(options)
        with pytest.raises(EngineRefused, match="证书"):
            strict.files()
        assert server.asked == []
        for chosen in ({"ca_file": certificate.with_suffix(".crt")}, {"verify_certificates": False}):
            engine = OpenSearchEngine(replace(options, **chosen))
            assert engine.files() == {}
            engine.close()
        strict.close()
    with pytest.raises(EngineFailed, match="none"):
        OpenSearchEngine(replace(options, ca_file=certificate.with_name("none.pem")))


def _put(*ids: str) -> list[loader.Put]:
    return [loader.Put(Report(id=each, source="s"), "") for each in ids]


def _items(*statuses: int) -> Reply:
    items = [
        {"index": {"status": status, **({"error": {"type": "t", "reason": "why"}} if status >= 300 else {})}}
        for status in statuses
    ]
    return 200, {"errors": any(status >= 300 for status in statuses), "items": items}


def test_only_refused_reports_are_sent_again() -> None:
    """Of a batch that was taken in part, the rest is sent again."""
    with _serving(_items(201, 429, 503), _items(201, 429), (503, {}), _items(201)) as server:
        loader.send(Connection(_options(server)), "suoyin", _put("a", "b", "c"))
        ids = [[json.loads(line)["index"]["_id"] for line in body.split(b"\n")[:-1:2]] for _, _, body in server.asked]
        assert ids == [["a", "b", "c"], ["b", "c"], ["c"], ["c"]]
        assert all("require_alias=true" in path for _, path, _ in server.asked)


def test_a_report_that_is_refused_for_good_is_named() -> None:
    """Its id and the reason are told, and it isn't sent again."""
    with _serving(_items(201, 400)) as server:
        with pytest.raises(ReportRefused, match="b 的报告：t why"):
            loader.send(Connection(_options(server)), "suoyin", _put("a", "b"))
        assert len(server.asked) == 1


def test_refused_for_too_long() -> None:
    """After the configured number of attempts the load ends with an error that says how many reports are missing."""
    with _serving(_items(429, 429)) as server:
        with pytest.raises(EngineUnavailable, match="2 份报告未能写入"):
            loader.send(Connection(_options(server, retries=2)), "suoyin", _put("a", "b"))
        assert len(server.asked) == 3


def test_batches_are_limited_by_size() -> None:
    """A batch is never larger than configured; one that the cluster finds too large is halved, down to one report."""
    with _serving((413, {}), _items(201), _items(201), _items(201)) as server:
        reports = [loader.Put(Report(id=each, source="s", body="甲" * 3_000), "") for each in "abc"]
        loader.send(Connection(_options(server, bulk_bytes=120_000)), "suoyin", reports)
        assert [body.count(b'"index":{') for _, _, body in server.asked] == [2, 1, 1, 1]
    with _serving((413, {})) as server, pytest.raises(ReportRefused, match="max_content_length"):
        loader.send(Connection(_options(server)), "suoyin", _put("a"))
