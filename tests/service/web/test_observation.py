"""What is told of answered requests."""

from __future__ import annotations

import pytest

from indexer.errors import IndexMissing
from service.web.app import create_app
from service.web.observation import Answered
from tests.service.web.fake_archive import WATER, FakeArchive


def observed(url: str, archive: FakeArchive | None = None, **headers: str) -> Answered:
    """Return what an observer is told of one request."""
    told: list[Answered] = []
    app = create_app(archive or FakeArchive(), site_name="档案", observers=[told.append])
    app.test_client().get(url, headers=headers)
    (answered,) = told
    return answered


@pytest.mark.parametrize(
    ("url", "endpoint", "status"),
    [
        ("/", "pages.home", 200),
        ("/search?q=水", "pages.search", 200),
        ("/api/v1/search?q=水", "api.search", 200),
        ("/api/v1/search?nope=1", "api.search", 400),
        ("/reports/none", "reports.report", 404),
        ("/nowhere", "", 404),
        ("/static/suoyin.css", "static", 200),
    ],
)
def test_every_request_is_told_once(url: str, endpoint: str, status: int) -> None:
    """Pages, API, files and errors alike."""
    answered = observed(url)
    assert (answered.endpoint, answered.status, answered.method) == (endpoint, status, "GET")
    assert answered.path == url.partition("?")[0]
    assert answered.seconds > 0


def test_what_a_search_found_is_told() -> None:
    """The result comes along, for pages and API, and for nothing else."""
    for url in ("/search?q=饮用水", "/api/v1/search?q=饮用水"):
        result = observed(url).result
        assert result
        assert result.total > 0
    assert observed("/").result is None


def test_the_report_and_the_size_are_told() -> None:
    """The id as the address has it, and the bytes that are sent."""
    answered = observed(f"/reports/{WATER.id}?q=水", **{"Accept-Encoding": "gzip"})
    assert (answered.report_id, answered.query_string.startswith("q=")) == (WATER.id, True)
    assert answered.bytes
    assert answered.bytes < 10_000


def test_a_broken_index_is_told_too() -> None:
    """Its error is an answer."""
    archive = FakeArchive()
    archive.broken = IndexMissing("index")
    assert observed("/search?q=水", archive).status == 503
