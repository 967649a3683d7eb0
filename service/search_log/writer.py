"""Writing a search log beside the requests: they hand over an entry and go on, whatever becomes of it."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, Full, Queue

from service.errors import UnusableSearchLog
from service.search_log.database import append, forget_before, opened
from service.search_log.entries import Entry

MOST_WAITING = 2_000
"""Entries that wait to be written; those that come when as many wait are lost, rather than anybody waiting."""

_GATHER_SECONDS = 1.0
"""How long entries are gathered, to be written in one transaction."""

_logger = logging.getLogger(__name__)


class SearchLog:
    """One worker's end of the log at a path, whose entries are removed after so many days. Safe to use from several threads.

    `on_loss`, where given, is told each time how many entries were lost: could not be written, or not be kept waiting.
    """

    def __init__(
        self,
        path: Path,
        *,
        days: int,
        gather_seconds: float = _GATHER_SECONDS,
        on_loss: Callable[[int], None] | None = None,
    ) -> None:
        self._path = path
        self._on_loss = on_loss
        self._days = timedelta(days=days)
        self._gather_seconds = gather_seconds
        self._waiting: Queue[Entry] = Queue(MOST_WAITING)
        self._connection: sqlite3.Connection | None = None
        self._tidied_on = ""
        self._is_failing = False
        threading.Thread(target=self._write_for_ever, name="search-log", daemon=True).start()

    def add(self, entry: Entry) -> None:
        """Have an entry written soon; returns at once and raises nothing."""
        try:
            self._waiting.put_nowait(entry)
        except Full:
            self._lose(1)

    def flush(self) -> None:
        """Wait until all that was added so far is written, or lost."""
        self._waiting.join()

    def _write_for_ever(self) -> None:
        while True:
            entries = self._gathered()
            try:
                self._write(entries)
                self._is_failing = False
            except (sqlite3.Error, UnusableSearchLog) as exc:
                self._give_up(entries, exc)
            for _ in entries:
                self._waiting.task_done()

    def _gathered(self) -> list[Entry]:
        """Return the next entries, once there are any."""
        entries = [self._waiting.get()]
        time.sleep(self._gather_seconds)
        with contextlib.suppress(Empty):
            while True:
                entries.append(self._waiting.get_nowait())
        return entries

    def _write(self, entries: Sequence[Entry]) -> None:
        if self._connection is None:
            self._connection = opened(self._path, create=True)
        append(self._connection, entries)
        now = datetime.now(UTC)
        if self._tidied_on != str(now.date()):
            forget_before(self._connection, now - self._days)
            self._tidied_on = str(now.date())

    def _give_up(self, entries: Sequence[Entry], reason: Exception) -> None:
        """Lose entries, and begin anew with the next; say so once until writing succeeds again."""
        self._lose(len(entries))
        if self._connection:
            self._connection.close()
            self._connection = None
        if not self._is_failing:
            _logger.warning("检索日志 %s 暂时写不进去，其间的记录会丢失：%s", self._path, reason)
        self._is_failing = True

    def _lose(self, number: int) -> None:
        if self._on_loss:
            self._on_loss(number)
