"""Requests that cost as much as many: lists of numbers, drafts. Each process answers one at a time, and they count as many of their client's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from flask import Flask, current_app, request

from corpus.readers.office.table import Table
from service.bulk_locate.located import LocatedNumbers
from service.citations.checked import CheckedDraft
from service.web.environ import Network, client_of
from service.web.port import SearchArchive
from service.web.problems import ListBusy
from service.web.rate import RateLimit

NUMBERS_A_REQUEST = 100
"""Numbers of a list that count as a request, since they cost up to twenty ordinary searches, as a request may."""

CITATIONS_A_REQUEST = 25
"""Citations of a draft that count as a request, as above."""

_EXTENSION = "suoyin.charge"
_one_at_a_time = threading.Semaphore()


def install(app: Flask, limit: RateLimit, proxies: Sequence[Network]) -> None:
    """Let the heavy requests of `app` count as many against a limit."""

    def charge(requests: int) -> None:
        limit.charge(client_of(request.environ, proxies), requests)

    app.extensions[_EXTENSION] = charge


def located(archive: SearchArchive, tables: Iterable[Table]) -> LocatedNumbers:
    """Return what became of each number in the lines of some tables. Raises `ListBusy`."""
    with _turn():
        found = archive.locate_all(tables)
    _charge(len(found.numbers) // NUMBERS_A_REQUEST)
    return found


def checked(archive: SearchArchive, draft: str) -> CheckedDraft:
    """Return what became of each citation of a draft. Raises `ListBusy`."""
    with _turn():
        found = archive.check_citations(draft)
    _charge(len(found.citations) // CITATIONS_A_REQUEST)
    return found


def _charge(requests: int) -> None:
    charge: Callable[[int], None] | None = current_app.extensions.get(_EXTENSION)
    if charge:
        charge(requests)


@contextmanager
def _turn() -> Iterator[None]:
    """Hold the turn of this process, so that its other threads go on answering everybody else."""
    if not _one_at_a_time.acquire(blocking=False):
        raise ListBusy
    try:
        yield
    finally:
        _one_at_a_time.release()
