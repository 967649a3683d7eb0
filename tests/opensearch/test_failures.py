"""Three nodes, three shards with a copy each: what happens when a node hangs, dies, and when none is left."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.report import Report
from indexer.analysis import tokenize
from indexer.engines.opensearch import OpenSearchEngine
from indexer.engines.opensearch.connection import Connection
from indexer.errors import EngineUnavailable
from indexer.query import Contains, Everything, Plan, Sort
from service.archive import Archive
from service.settings import Settings
from service.web.app import create_app
from tests.opensearch.nodes import Cluster, cluster, opensearch_engine

TIMEOUT = 30
"""Seconds, the configured default, within which a lost node has to be made up for."""

QUERIES = 1_000
STEADY = 300
ASKERS = 2

PHRASES = {"法治政府": 100, "停水通知": 60, "预算公开": 140}
"""What is asked for, and in how many of the steady reports it stands."""


@pytest.fixture(scope="module")
def nodes() -> Iterator[Cluster]:
    """Yield three nodes."""
    with cluster(3) as started:
        yield started


@pytest.fixture(scope="module")
def engine(nodes: Cluster) -> Iterator[OpenSearchEngine]:
    """Yield an engine with the steady reports on three shards with a copy each, all of them allocated."""
    opened = opensearch_engine(nodes, "failures", shards=3, replicas=1, timeout=TIMEOUT)
    texts = [phrase for phrase, count in PHRASES.items() for _ in range(count)]
    with opened.write() as writer:
        for number, text in enumerate(texts):
            writer.put(Report(id=f"steady-{number:03}", source="steady", body=f"第{number}号，{text}。"))
    _wait_for(opened, "green")
    yield opened
    opened.close()


def _wait_for(engine: OpenSearchEngine, health: str) -> None:
    waited = {"wait_for_status": health, "timeout": "120s"}
    Connection(engine.options).retrying(
        lambda: Connection(engine.options).once("GET", "/_cluster/health", params=waited, timeout=130)
    )


def _ask(engine: OpenSearchEngine, number: int) -> str:
    """Ask one question, and return "" when the answer was complete and right, or else what the error says."""
    phrase = sorted(PHRASES)[number % len(PHRASES)]
    try:
        matches = engine.search(Plan(Contains(tokenize(phrase), ("body",)), sort=Sort.OLDEST, limit=200))
        reports = engine.get([hit.id for hit in matches.hits[:3]])
    except EngineUnavailable as error:
        return str(error)
    assert matches.total == PHRASES[phrase]
    assert len({hit.id for hit in matches.hits}) == PHRASES[phrase]
    assert len(reports) == 3
    return ""


def _full_service(engine: OpenSearchEngine) -> bool:
    """Return whether nothing fails any more within the timeout, asking until then."""
    end = time.monotonic() + TIMEOUT
    good = 0
    while good < 30 and time.monotonic() < end:
        good = 0 if _ask(engine, good) else good + 1
    return good == 30


def test_a_hung_node_gives_no_wrong_answer(engine: OpenSearchEngine, nodes: Cluster) -> None:
    """While a node hangs, questions end in time, whole or with an error; once it goes on, all are answered."""
    hasty = opensearch_engine(nodes, "failures", timeout=2, retries=1)
    nodes.freeze(3)
    try:
        for number in range(9):
            _ask(hasty, number)
    finally:
        nodes.thaw(3)
    hasty.close()
    assert _full_service(engine)


def _load(engine: OpenSearchEngine, count: int, stop: Callable[[], bool]) -> int:
    """Put numbered reports in sessions of several checkpoints until told to stop, and return how many. A session
    that failed is repeated, as a person would run the build again.
    """
    while not stop():
        try:
            with engine.write() as writer:
                for number in range(count, count + 60):
                    writer.put(Report(id=f"load-{number}", source="load", body=f"装载第{number}份。" * 50))
                    if number % 20 == 19:
                        writer.checkpoint()
        except EngineUnavailable:
            continue
        count += 60
    return count


def test_a_killed_node_loses_nothing(engine: OpenSearchEngine, nodes: Cluster) -> None:
    """The cluster manager dies during 1,000 queries and a load: answers are whole or honest errors, no report is
    lost, and within the timeout every question is answered again.
    """
    asked = threading.Event()
    loader = opensearch_engine(nodes, "failures", timeout=TIMEOUT, processes=2, bulk_bytes=100_000, retries=8)
    manager = Connection(engine.options).ask("GET", "/_cat/cluster_manager", params={"format": "json"})[0]["node"]

    def ask(number: int) -> str:
        if number == QUERIES // 4:
            nodes.kill(int(manager.removeprefix("n")))
        return _ask(engine, number)

    with ThreadPoolExecutor(ASKERS + 1) as pool:
        loading = pool.submit(_load, loader, 0, asked.is_set)
        try:
            errors = [each for each in pool.map(ask, range(QUERIES)) if each]
            recovered = _full_service(engine)
        finally:
            asked.set()
        loaded = loading.result()
    assert recovered, errors[-1:]
    assert len(errors) < QUERIES // 4
    assert loaded > 0
    expected = {f"load-{number}" for number in range(loaded)}
    found = engine.search(Plan(Everything(), sort=Sort.OLDEST, limit=STEADY + loaded + 100))
    assert {hit.id for hit in found.hits if hit.id.startswith("load-")} == expected
    assert found.total == STEADY + loaded
    assert engine.get(expected).keys() == expected
    loader.close()
    _wait_for(engine, "green")


def test_with_no_node_left_pages_say_so(engine: OpenSearchEngine, nodes: Cluster) -> None:
    """With the whole cluster gone in mid-flight, pages, API and monitoring say so and when to ask again."""
    for number in (1, 2, 3):
        with contextlib.suppress(ProcessLookupError):  # the one that the test above killed
            nodes.kill(number)
    hasty = opensearch_engine(nodes, "failures", timeout=2, retries=0)
    client = create_app(Archive(hasty, Settings(base=nodes.folder)), site_name="档案").test_client()
    for url in ("/", "/search?q=法治", "/reports/steady-001", "/locate?number=1"):
        page = client.get(url)
        assert page.status_code == 503
        assert page.headers["Retry-After"]
        assert "暂时不能" in page.text
    for url in ("/api/v1/search?q=法治", "/api/v1/status", "/healthz"):
        response = client.get(url)
        assert (response.status_code, response.mimetype) == (503, "application/problem+json")
        assert response.headers["Retry-After"]
    hasty.close()
