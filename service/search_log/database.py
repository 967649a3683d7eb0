"""The file of a search log: an SQLite database that several workers append to while commands read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from service import sqlite_file
from service.errors import UnusableSearchLog
from service.search_log.entries import Entry, LoggedSearch, folded, written
from service.sqlite_file import sql

_SCHEMA = (
    """CREATE TABLE searches (
    at TEXT NOT NULL, query TEXT NOT NULL, folded TEXT NOT NULL, filters TEXT NOT NULL, page INTEGER NOT NULL,
    total INTEGER NOT NULL, milliseconds REAL NOT NULL, step TEXT NOT NULL, corrected TEXT NOT NULL, origin TEXT NOT NULL
)""",
    """CREATE TABLE clicks (
    at TEXT NOT NULL, query TEXT NOT NULL, folded TEXT NOT NULL, filters TEXT NOT NULL, report TEXT NOT NULL
)""",
    "CREATE INDEX searches_at ON searches (at)",
    "CREATE INDEX clicks_at ON clicks (at)",
    "CREATE INDEX clicks_folded ON clicks (folded)",
)


def opened(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the log at a path; `create` makes one where none is, for its owner alone. Raises `UnusableSearchLog`."""
    connection = sqlite_file.opened(path, [_SCHEMA], UnusableSearchLog, create=create)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    return connection


def append(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Write entries, all or none of them."""
    rows: dict[str, list[tuple[object, ...]]] = {"searches": [], "clicks": []}
    for each in entries:
        rows["searches" if isinstance(each, LoggedSearch) else "clicks"].append(each.row())
    with connection:
        connection.executemany("INSERT INTO searches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows["searches"])
        connection.executemany("INSERT INTO clicks VALUES (?, ?, ?, ?, ?)", rows["clicks"])


def forget_before(connection: sqlite3.Connection, time: datetime) -> None:
    """Remove what is older than a time."""
    with connection:
        connection.execute("DELETE FROM searches WHERE at < ?", (written(time),))
        connection.execute("DELETE FROM clicks WHERE at < ?", (written(time),))


_HOLDS_TEXT = "(instr(folded, :folded) OR instr(query, :typed))"


def forget_queries(connection: sqlite3.Connection, text: str) -> int:
    """Remove all queries that hold a text, with the clicks after them, and return how many entries that were."""
    given = {"folded": folded(text), "typed": text}
    searches = sql("DELETE FROM searches WHERE {holds} OR instr(corrected, :typed)", holds=_HOLDS_TEXT)
    clicks = sql("DELETE FROM clicks WHERE {holds}", holds=_HOLDS_TEXT)
    with connection:
        removed = sum(connection.execute(each, given).rowcount for each in (searches, clicks))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file beside the log holds copies until then
    return removed
