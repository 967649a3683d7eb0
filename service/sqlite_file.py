"""An SQLite database in a file that several processes write: made for its owner alone, in WAL mode, its schema brought up to date."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import reason_of
from service.operator_files import Refusal

_WAIT_SECONDS = 5.0
"""How long one process waits for another that is writing; each writes for some milliseconds."""

Migrations = Sequence[Sequence[str]]
"""The statements that lead from each version of a schema to the next, the first from an empty database."""


def opened(path: Path, migrations: Migrations, refusal: Refusal, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the database at a path, for several threads in turn; `create` makes one where none is.

    Raises what `refusal` returns for a file that is missing, is no database, or has a newer schema.
    """
    try:
        if create:
            _create(path)
        address = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, check_same_thread=False)
        if fault := _fault_of(connection, len(migrations)):
            connection.close()
            raise refusal(path, fault)
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection, migrations)
    except OSError as exc:
        raise refusal(path, reason_of(exc)) from exc
    except sqlite3.Error as exc:
        raise refusal(path, str(exc)) from exc
    return connection


def sql(text: str, **pieces: str) -> str:
    """Return a statement of SQL with pieces of our own, columns and conditions, where it names them in braces.

    What people typed is bound to a `?` and never put in. Raises ValueError for what can't be ours: what isn't ASCII, or ends a statement.

    >>> sql("SELECT {columns} FROM entries WHERE {where}", columns="number, at", where="at > ?")
    'SELECT number, at FROM entries WHERE at > ?'
    """
    for piece in pieces.values():
        if not piece.isascii() or ";" in piece:
            raise ValueError(f"no SQL of ours: {piece!r}")
    return text.format(**pieces)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the schema of a database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _create(path: Path) -> None:
    """Make an empty file for its owner alone. One that is there is not touched: to close it would end this process's locks on it."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _fault_of(connection: sqlite3.Connection, newest: int) -> str:
    version = version_of(connection)
    return "" if 0 <= version <= newest else f"它是另一个版本（{version}）写的"


def _migrate(connection: sqlite3.Connection, migrations: Migrations) -> None:
    """Bring the schema up to date, all or nothing; another process may be about to do the same."""
    if version_of(connection) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for statements in migrations[version_of(connection) :]:
            for each in statements:
                connection.execute(each)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
