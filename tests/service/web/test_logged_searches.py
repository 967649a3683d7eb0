"""Searches and clicks from requests into a search log."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.search_log.database import opened
from service.search_log.writer import SearchLog
from service.web.app import create_app
from service.web.logged_searches import recorder
from tests.service.web.fake_archive import WATER, FakeArchive


@pytest.fixture
def log(tmp_path: Path) -> SearchLog:
    """Return a log that writes soon."""
    return SearchLog(tmp_path / "log", days=36_500, gather_seconds=0.01)


@pytest.fixture
def client(log: SearchLog) -> FlaskClient:
    """Return a client of an application whose searches are recorded, somewhere else in the world."""
    client = create_app(FakeArchive(), site_name="档案", observers=[recorder(log)]).test_client()
    client.environ_base |= {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Browser/1", "HTTP_COOKIE": "elder=1"}
    return client


def held(log: SearchLog, path: Path, columns: str, table: str) -> list[tuple[object, ...]]:
    """Return columns of a table once everything is written."""
    log.flush()
    return opened(path / "log").execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()


def test_searches_are_recorded_as_they_were_answered(client: FlaskClient, log: SearchLog, tmp_path: Path) -> None:
    """Query, filters and what came of them, of pages and API; other pages and errors are no searches."""
    client.get("/search?q=饮用水&issuer=青禾市水务局&page=1&utm_source=x")
    client.get("/api/v1/search?q=没有这个词啊")
    for url in ("/", "/locate?number=1", "/api/v1/search?nope=1", "/search.atom?q=水", "/search.csv?q=水", "/browse"):
        client.get(url)
    client.head("/search?q=水")
    assert held(log, tmp_path, "query, total > 0, milliseconds > 0, origin", "searches") == [
        ("饮用水", 1, 1, "page"),
        ("没有这个词啊", 0, 1, "api"),
    ]


def test_a_hit_that_is_opened_is_recorded_with_its_query(client: FlaskClient, log: SearchLog, tmp_path: Path) -> None:
    """The link of a hit, as the page has it, makes a click; the report's own address doesn't."""
    page = client.get("/search?q=饮用水&year=2022").text
    link = next(piece.partition('"')[0] for piece in page.split('href="') if piece.startswith("/reports/"))
    etag = client.get(link.replace("&amp;", "&")).headers["ETag"]
    client.get(link.replace("&amp;", "&"), headers={"If-None-Match": etag})
    client.get(f"/reports/{WATER.id}")
    client.get(f"/reports/{WATER.id}?format=text")
    client.get("/reports/none?q=水")
    assert held(log, tmp_path, "query, filters, report", "clicks") == [("饮用水", "year=2022", WATER.id)] * 2


def test_nothing_of_who_asked_is_in_the_files(client: FlaskClient, log: SearchLog, tmp_path: Path) -> None:
    """Neither address nor browser nor cookie."""
    client.get("/search?q=饮用水", headers={"X-Forwarded-For": "198.51.100.9", "Referer": "/reports/secret"})
    client.get(f"/reports/{WATER.id}?q=水")
    held(log, tmp_path, "query", "clicks")
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "饮用水".encode() in files
    assert not any(word in files for word in (b"203.0.113", b"198.51", b"Browser", b"elder", b"secret"))
