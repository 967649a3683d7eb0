"""Figures for monitoring."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from indexer.errors import IndexMissing
from service.web.app import create_app
from service.web.environ import parse_networks
from service.web.metrics import FOLDER_VARIABLE, Metrics
from tests.service.web.fake_archive import REPORTS, FakeArchive

ROOT = Path(__file__).parents[3]
READERS = parse_networks(["127.0.0.1", "10.0.0.0/8"])


def application(archive: FakeArchive, metrics: Metrics | None = None) -> Flask:
    """Return an application that this machine and a network may read the figures of."""
    return create_app(archive, site_name="档案", metrics=metrics or Metrics(READERS))


def samples(text: str) -> dict[tuple[str, ...], float]:
    """Return the samples by name and values of labels."""
    found = (each for family in text_string_to_metric_families(text) for each in family.samples)
    return {(each.name, *each.labels.values()): each.value for each in found}


def test_requests_and_searches_are_counted() -> None:
    """By endpoint and status, with how long they took; searches by what came of them."""
    client = application(FakeArchive()).test_client()
    for url in ("/search?q=饮用水", "/search?q=没有这个词啊", "/api/v1/search?q=饮用水", "/nowhere", "/nowhere/else"):
        client.get(url)
    found = samples(client.get("/metrics").text)
    assert found["suoyin_http_requests_total", "pages.search", "200"] == 2
    assert found["suoyin_http_requests_total", "none", "404"] == 2
    assert found["suoyin_http_request_seconds_count", "pages.search"] == 2
    assert found["suoyin_http_request_seconds_sum", "pages.search"] > 0
    assert found["suoyin_searches_total", "typed"] == 3
    assert found["suoyin_searches_without_result_total",] == 1


def test_lost_entries_of_the_search_log_are_counted() -> None:
    """As whoever writes it says."""
    metrics = Metrics(READERS)
    metrics.lose(3)
    found = samples(application(FakeArchive(), metrics).test_client().get("/metrics").text)
    assert found["suoyin_search_log_lost_total",] == 3


def test_the_index_is_told_of() -> None:
    """How much is in it and which state it has; of one that can't be asked, just that."""
    archive = FakeArchive()
    client = application(archive).test_client()
    found = samples(client.get("/metrics").text)
    assert (found["suoyin_index_up",], found["suoyin_index_reports",]) == (1, len(REPORTS))
    archive.broken = IndexMissing("index")
    response = client.get("/metrics")
    assert response.status_code == 200
    assert samples(response.text)["suoyin_index_up",] == 0


@pytest.mark.parametrize(
    ("address", "forwarded", "status"),
    [
        ("127.0.0.1", None, 200),
        ("10.1.2.3", None, 200),
        ("203.0.113.5", None, 404),
        ("127.0.0.1", "203.0.113.5", 404),
        ("127.0.0.1", "127.0.0.1", 404),
        ("", None, 404),
    ],
)
def test_only_its_readers_get_them(address: str, forwarded: str | None, status: int) -> None:
    """Not whom a proxy on this machine forwards, whatever it says."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    client = application(FakeArchive()).test_client()
    assert client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == status


def test_nobody_gets_them_by_default() -> None:
    """Without metrics the address has nothing."""
    client = create_app(FakeArchive(), site_name="档案").test_client()
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).status_code == 404


START = """
from service.web.app import create_app
from service.web.environ import parse_networks
from service.web.metrics import Metrics
from service.web.server import serve
from tests.service.web.fake_archive import FakeArchive

readers = parse_networks(["127.0.0.1"])
serve(
    lambda: create_app(FakeArchive(), site_name="档案", metrics=Metrics(readers)),
    host="127.0.0.1", port=0, workers=2, threads=1,
)
"""


def test_workers_are_counted_together(tmp_path: Path) -> None:
    """Whichever worker is asked tells what all have answered."""
    environment = {**os.environ, FOLDER_VARIABLE: str(tmp_path)}
    command = [sys.executable, "-c", START]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            port = int(re.findall(r":(\d+)/", server.stdout.readline())[0])
            for _ in range(20):
                get(port, "/healthz")
            found = [samples(get(port, "/metrics"))["suoyin_http_requests_total", "healthz", "200"] for _ in range(6)]
        finally:
            server.terminate()
    assert found == [20.0] * 6
    assert len({path.name.rpartition("_")[2] for path in tmp_path.glob("counter_*.db")}) == 2


def get(port: int, path: str) -> str:
    """Return the text of an answer over a connection of its own, which any worker may take."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text
