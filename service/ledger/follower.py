"""Keeping the index in step with the ledger while the service runs: what others wrote, and what comes to count at its time."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from indexer.errors import IndexerError, IndexLocked
from indexer.publications import follow
from service.errors import UnusableLedger
from service.ledger.publishing import Publisher
from service.ledger.states import States

LOOK_SECONDS = 0.5
"""Between two looks at the ledger, which take some microseconds."""

_logger = logging.getLogger(__name__)


class Follower:
    """One worker's end; all workers look, and whoever comes first does it."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._number = -1
        self._time: datetime = publisher.ledger.now()
        self._is_failing = False

    def start(self) -> None:
        """Look from now on, in a thread of its own, as long as the process lives."""
        threading.Thread(target=self._look_for_ever, name="ledger-follower", daemon=True).start()

    def look(self) -> bool:
        """Bring the index in step; return False where another process is writing it. The first look compares everything.

        Raises `IndexMissing` until there is one: it would be of publications alone, and pass for the whole archive.
        """
        ledger = self._publisher.ledger
        time, number = ledger.now(), ledger.last_number()
        if self._number < 0:
            self._publisher.engine.generation()
            try:
                follow(self._publisher.engine, States(ledger))
            except IndexLocked:
                return False
        else:
            due = States(ledger, time).due(self._time, after=self._number)
            if due and not self._publisher.try_to_follow(due):
                return False
        self._time, self._number = time, number
        return True

    def _look_for_ever(self) -> None:
        pause = threading.Event()
        while not pause.wait(LOOK_SECONDS):
            try:
                self.look()
                self._is_failing = False
            except (IndexerError, UnusableLedger) as exc:
                if not self._is_failing:
                    _logger.warning("索引暂时跟不上公开台账，稍后再试：%s", exc)
                self._is_failing = True
