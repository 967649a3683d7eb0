"""The file of a ledger: an SQLite database whose entries and records can be added to and never changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from service import sqlite_file
from service.errors import UnusableLedger


def _frozen(table: str) -> tuple[str, str]:
    """Return the triggers that refuse every change of a table but additions."""
    refused, told = "SELECT RAISE(ABORT, 'nothing is changed in a ledger')", f"{table}_stay"
    return (
        f"CREATE TRIGGER {told}_unchanged BEFORE UPDATE ON {table} BEGIN {refused}; END",
        f"CREATE TRIGGER {told}_there BEFORE DELETE ON {table} BEGIN {refused}; END",
    )


MIGRATIONS = (
    (
        """CREATE TABLE entries (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
    reason TEXT NOT NULL, effective TEXT NOT NULL, digest TEXT NOT NULL, details TEXT NOT NULL, previous TEXT NOT NULL,
    hash TEXT NOT NULL
)""",
        "CREATE INDEX entries_subject ON entries (subject, number)",
        "CREATE TABLE records (digest TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE former_ids (former TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (former, subject)) WITHOUT ROWID",
        *_frozen("entries"),
        *_frozen("records"),
    ),
    (
        """CREATE TABLE users (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, disabled INTEGER NOT NULL,
    since TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE sessions (token TEXT PRIMARY KEY, user TEXT NOT NULL, began TEXT NOT NULL, seen TEXT NOT NULL)
    WITHOUT ROWID""",
        "CREATE TABLE failures (key TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE INDEX failures_key ON failures (key, at)",
        "CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        """CREATE TABLE drafts (name TEXT PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, record TEXT NOT NULL,
    details TEXT NOT NULL, origins TEXT NOT NULL, problems TEXT NOT NULL) WITHOUT ROWID""",
    ),
    (
        "DROP TABLE failures",
        """CREATE TABLE failures (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, account TEXT NOT NULL,
    address TEXT NOT NULL, pair TEXT NOT NULL)""",
        "CREATE INDEX failures_pair ON failures (pair, at)",
        "CREATE INDEX failures_at ON failures (at)",
        """CREATE TABLE known_places (account TEXT NOT NULL, address TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (account, address)) WITHOUT ROWID""",
        "CREATE INDEX entries_act ON entries (act, number)",
        "CREATE INDEX entries_by ON entries (by, number)",
    ),
    (
        """CREATE TABLE applications (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, by TEXT NOT NULL,
    asked TEXT NOT NULL, report TEXT NOT NULL)""",
        "CREATE INDEX applications_at ON applications (at)",
    ),
    (
        """CREATE TABLE audits (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, reports INTEGER NOT NULL,
    open TEXT NOT NULL, notes TEXT NOT NULL)""",
        """CREATE TABLE findings (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    report TEXT NOT NULL, title TEXT NOT NULL, issuer TEXT NOT NULL, year INTEGER, message TEXT NOT NULL,
    others TEXT NOT NULL, dismissed TEXT NOT NULL)""",
    ),
    ("CREATE INDEX entries_file ON entries (json_extract(details, '$.file_sha256'))",),
    ("ALTER TABLE drafts ADD COLUMN replaces TEXT NOT NULL DEFAULT ''",),
    ("ALTER TABLE known_places RENAME TO known_addresses",),
)
"""The versions of the schema: a change is one more, and none is ever edited."""


def opened(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the ledger at a path; `create` makes one where none is. Raises `UnusableLedger`.

    What is committed is on the disk.
    """
    connection = sqlite_file.opened(path, MIGRATIONS, UnusableLedger, create=create)
    connection.execute("PRAGMA synchronous = FULL")
    return connection
