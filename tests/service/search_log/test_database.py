"""The file of a search log."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.errors import UnusableSearchLog
from service.search.parameters import parse_search
from service.search_log.database import append, forget_before, forget_queries, opened
from service.search_log.entries import PAGE, Entry, LoggedClick, LoggedSearch

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp()
DAY = 86_400


def search(query: str, at: float = NOON, corrected: str = "") -> Entry:
    """Return a search that found three reports."""
    request = parse_search([("q", query), ("issuer", "市水务局"), ("year", "2023"), ("sort", "newest"), ("page", "2")])
    return LoggedSearch(at, request, 3, 12.34, "typed", corrected, PAGE)


def held(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table."""
    return connection.execute(f"SELECT * FROM {table} ORDER BY at, query").fetchall()


def test_entries_are_held_without_who_asked(tmp_path: Path) -> None:
    """Time, query as typed and folded, filters and order; nothing else of an address is taken."""
    connection = opened(tmp_path / "log", create=True)
    append(
        connection,
        [search("房產　登記"), LoggedClick(NOON, "utm_source=a&page=3&q=%E6%B0%B4%E4%BB%B7&year=2023", "b1")],
    )
    filters = "issuer=%E5%B8%82%E6%B0%B4%E5%8A%A1%E5%B1%80&sort=newest&year=2023"
    assert held(connection, "searches") == [
        ("2026-11-27T12:00:00Z", "房產　登記", "房产 登记", filters, 2, 3, 12.3, "typed", "", "page")
    ]
    assert held(connection, "clicks") == [("2026-11-27T12:00:00Z", "水价", "水价", "year=2023", "b1")]


def test_a_strange_click_is_held_too(tmp_path: Path) -> None:
    """Whatever an address holds, writing it doesn't fail."""
    connection = opened(tmp_path / "log", create=True)
    append(connection, [LoggedClick(NOON, "q=%ff%00&year=x&page=0&q=2&%&=", "\x00")])
    assert len(held(connection, "clicks")) == 1


def test_what_is_old_is_forgotten(tmp_path: Path) -> None:
    """Searches and clicks from before a time go, later ones stay."""
    connection = opened(tmp_path / "log", create=True)
    old, new = NOON - 2 * DAY, NOON
    append(
        connection, [search("旧", old), search("新", new), LoggedClick(old, "q=旧", "1"), LoggedClick(new, "q=新", "1")]
    )
    forget_before(connection, datetime.fromtimestamp(NOON - DAY, UTC))
    assert [row[1] for table in ("searches", "clicks") for row in held(connection, table)] == ["新", "新"]


@pytest.mark.parametrize(
    ("text", "left"), [("張三", ["水价"]), ("张三", ["水价"]), ("李四", ["张三 房产", "水价"]), ("", [])]
)
def test_a_text_is_forgotten_however_it_is_written(tmp_path: Path, text: str, left: list[str]) -> None:
    """Queries that hold it, or were answered as if they did, and the clicks after them are in no file of the log any more."""
    connection = opened(tmp_path / "log", create=True)
    entries = [search("张三 房产"), search("水价"), search("李似", corrected="李四"), LoggedClick(NOON, "q=张三", "1")]
    append(connection, entries)
    before = len(held(connection, "searches")) + len(held(connection, "clicks"))
    removed = forget_queries(connection, text)
    assert [row[1] for row in held(connection, "searches") if row[1] != "李似"] == left
    assert before - removed == len(held(connection, "searches")) + len(held(connection, "clicks"))
    connection.close()
    bytes_held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert (text.encode() in bytes_held) == (text in ("", "張三") and not text)


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """The files are made for the service's user alone."""
    connection = opened(tmp_path / "log", create=True)
    append(connection, [search("水价")])
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("content", [b"this is no database, though it is long enough to be one" * 20, None])
def test_what_is_no_log_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """A file of something else, and one that isn't there, are errors that name the setting."""
    path = tmp_path / "log"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnusableSearchLog, match=r"log\.searches"):
        opened(path)


def test_a_log_of_another_version_is_refused(tmp_path: Path) -> None:
    """A later program may have other tables."""
    connection = opened(tmp_path / "log", create=True)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UnusableSearchLog, match="99"):
        opened(tmp_path / "log")
