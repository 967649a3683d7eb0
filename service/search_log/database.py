"""The file of a search log: an SQLite database that several workers append to while commands read it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from service.errors import UnusableSearchLog
from service.search_log.entries import Entry, LoggedSearch, folded, written

_WAIT_SECONDS = 5.0
"""How long one worker waits for another that is writing; each writes for some milliseconds."""

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS searches (
    at TEXT NOT NULL, query TEXT NOT NULL, folded TEXT NOT NULL, filters TEXT NOT NULL, page INTEGER NOT NULL,
    total INTEGER NOT NULL, milliseconds REAL NOT NULL, step TEXT NOT NULL, corrected TEXT NOT NULL, origin TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS clicks (
    at TEXT NOT NULL, query TEXT NOT NULL, folded TEXT NOT NULL, filters TEXT NOT NULL, report TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS searches_at ON searches (at);
CREATE INDEX IF NOT EXISTS clicks_at ON clicks (at);
CREATE INDEX IF NOT EXISTS clicks_folded ON clicks (folded);
"""


def opened(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the log at a path; `create` makes one where none is, for its owner alone. Raises `UnusableSearchLog`."""
    try:
        if create:
            _create(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT_SECONDS)
        _prepare(connection, path)
    except OSError as exc:
        raise UnusableSearchLog(path, exc.strerror or str(exc)) from exc
    except sqlite3.Error as exc:
        raise UnusableSearchLog(path, str(exc)) from exc
    return connection


def _create(path: Path) -> None:
    """Make an empty file for its owner alone. One that is there is not touched: to close it would end this process's locks on it."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, _VERSION):
        raise UnusableSearchLog(path, f"它是另一个版本（{version}）写的")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    if version == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")


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
    searches = f"DELETE FROM searches WHERE {_HOLDS_TEXT} OR instr(corrected, :typed)"  # noqa: S608  # our own words
    clicks = f"DELETE FROM clicks WHERE {_HOLDS_TEXT}"  # noqa: S608  # our own words
    with connection:
        removed = sum(connection.execute(each, given).rowcount for each in (searches, clicks))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file beside the log holds copies until then
    return removed
