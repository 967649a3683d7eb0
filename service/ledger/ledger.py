"""The ledger itself: entries are appended with the records that they bring, and read."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.errors import UnusableLedger
from service.ledger.database import opened
from service.ledger.entries import Draft, Entry, canonical, chained, digest, is_whole
from service.ledger.errors import ChangedMeanwhile
from service.ledger.originals import Originals
from service.sqlite_file import sql

FIRST = "0" * 64
"""What stands for the hash of an entry before the first."""

Statement = tuple[str, tuple[object, ...]]
"""A statement of SQL, and what it is given."""

_COLUMNS = ", ".join(Entry.__slots__)
_APPENDED = sql(
    "INSERT INTO entries ({columns}) VALUES ({given})", columns=_COLUMNS, given=", ".join("?" * len(Entry.__slots__))
)


def now() -> datetime:
    """Return the time by which the ledger goes."""
    return datetime.now(UTC)


class Ledger:
    """A ledger in a file, which this owns a connection to. Safe to use from several threads; raises `UnusableLedger`."""

    def __init__(self, path: Path, *, create: bool = False, clock: Callable[[], datetime] = now) -> None:
        self._path = path
        self._connection = opened(path, create=create)
        self._lock = threading.RLock()
        self.now = clock

    @property
    def originals(self) -> Originals:
        """The files that publications were read from."""
        return Originals.beside(self._path)

    def append(
        self, drafts: Sequence[Draft], *, after: Mapping[str, int] | None = None, also: Sequence[Statement] = ()
    ) -> tuple[Entry, ...]:
        """Return drafts as entries at the end of the chain, after they are all on the disk, with what `also` changes elsewhere.

        Raises `ChangedMeanwhile` where a report's last entry isn't the one that `after` says, 0 for none.
        """
        with self.transaction() as connection:
            for subject, number in (after or {}).items():
                last = "SELECT coalesce(max(number), 0) FROM entries WHERE subject = ?"
                if connection.execute(last, [subject]).fetchone()[0] != number:
                    raise ChangedMeanwhile
            for statement, given in also:
                connection.execute(statement, given)
            return tuple(self._append(connection, draft) for draft in drafts)

    def entries(self, where: str = "1", given: Sequence[object] = ()) -> Iterator[Entry]:
        """Yield the entries that a condition of SQL chooses, in their order."""
        yield from self._read(
            sql("SELECT {columns} FROM entries WHERE {where} ORDER BY number", columns=_COLUMNS, where=where),
            given,
        )

    def newest(self, most: int, where: str = "1", given: Sequence[object] = ()) -> Iterator[Entry]:
        """Yield up to `most` of the entries that a condition of SQL chooses, the newest first."""
        chosen = "SELECT {columns} FROM entries WHERE {where} ORDER BY number DESC LIMIT ?"
        yield from self._read(sql(chosen, columns=_COLUMNS, where=where), [*given, most])

    def history(self, subject: str) -> tuple[Entry, ...]:
        """Return all entries of a report, the first one first."""
        return tuple(self.entries("subject = ?", [subject]))

    def count(self) -> int:
        """Return the number of entries."""
        return int(self.value("SELECT count(*) FROM entries"))

    def last_number(self) -> int:
        """Return the number of the last entry, 0 of an empty ledger; in microseconds."""
        return int(self.value("SELECT coalesce(max(number), 0) FROM entries"))

    def last(self) -> Entry | None:
        """Return the last entry, None of an empty ledger."""
        return next(self.entries("number = (SELECT max(number) FROM entries)"), None)

    def record(self, record_digest: str) -> dict[str, Any]:
        """Return the record with a digest."""
        found: dict[str, Any] = json.loads(self.value("SELECT record FROM records WHERE digest = ?", [record_digest]))
        return found

    def subjects_known_as(self, former: str) -> tuple[str, ...]:
        """Return the ids of the reports that had an id."""
        return tuple(row[0] for row in self.rows("SELECT subject FROM former_ids WHERE former = ?", [former]))

    def faults(self) -> Iterator[str]:
        """Yield what is not as it was written: an entry, the chain, or a record."""
        if (fault := self.value("PRAGMA integrity_check(1)")) != "ok":
            yield f"数据库文件已损坏（{fault}）"
        previous = FIRST
        for number, entry in enumerate(self.entries(), start=1):
            if entry.number != number or entry.previous != previous or not is_whole(entry):
                yield f"第 {entry.number} 条与写入时不同，或前面有缺失"
            previous = entry.hash
        for name, text in self.rows("SELECT digest, record FROM records"):
            if digest(text) != name:
                yield f"摘要为 {name} 的版本与写入时不同"
        missing = "SELECT number FROM entries WHERE digest <> '' AND digest NOT IN (SELECT digest FROM records)"
        yield from (f"第 {number} 条的版本不见了" for (number,) in self.rows(missing))

    def rows(self, query: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with self._lock, self._told():
            return self._connection.execute(query, given).fetchall()

    def value(self, query: str, given: Sequence[object] = ()) -> Any:
        """Return the single value that a query finds, None where it finds nothing."""
        found = self.rows(query, given)
        return found[0][0] if found else None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection for changes that are on the disk afterwards, all or none of them."""
        with self._lock, self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield self._connection

    def copy_to(self, database: sqlite3.Connection) -> None:
        """Make another database what this one is."""
        with self._lock, self._told():
            self._connection.backup(database)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _append(self, connection: sqlite3.Connection, draft: Draft) -> Entry:
        last = self.last()
        number, previous = (last.number, last.hash) if last else (0, FIRST)
        name = ""
        if draft.record is not None:
            text = canonical(draft.record)
            name = digest(text)
            connection.execute("INSERT OR IGNORE INTO records VALUES (?, ?)", (name, text))
        rows = [(each, draft.subject) for each in draft.former_ids]
        connection.executemany("INSERT OR IGNORE INTO former_ids VALUES (?, ?)", rows)
        entry = chained(draft, number=number + 1, at=self.now(), record_digest=name, previous=previous)
        connection.execute(_APPENDED, [getattr(entry, column) for column in Entry.__slots__])
        return entry

    def _read(self, query: str, given: Sequence[object]) -> Iterator[Entry]:
        return (Entry(*row) for row in self.rows(query, given))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as exc:
            raise UnusableLedger(self._path, str(exc)) from exc
