"""Sends changes to OpenSearch: several processes tokenize reports and send them in batches, and send again what is
refused for now. Every change is safe to make twice, so whatever has no certain answer is sent again too.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from corpus.report import Report
from indexer.engines.opensearch.connection import BUSY, Connection, Failure, pause
from indexer.engines.opensearch.documents import bulk_lines, delete_line
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.errors import EngineFailed, EngineUnavailable, IndexerError, IndexLocked, ReportRefused

BYTES_A_CHARACTER = 16
"""A Chinese character in a `_bulk` request: 3 bytes in the record, 7 in the grams, 5 in the words. Reports are dealt out
by it; batches are limited by their true size."""

LEAST_BYTES = 2_000
"""A report without any body."""

_LATER = 3
"""Pauses of a load start where those of questions get long: 0.8, 1.6, 3.2, 5 s. Nobody waits for an answer."""

_TOO_LARGE = 413
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Put:
    """Add or replace a report."""

    report: Report
    digest: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a report; an unknown one is no error."""

    id: str


Change = Put | Delete


class Loader:
    """Owns the processes that tokenize and send; they start with the first load that is large enough to need them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pool: ProcessPoolExecutor | None = None

    def load(self, alias: str, changes: Iterable[Change]) -> None:
        """Make `changes`, in any order, to the index behind `alias`, and return when all are made."""
        options = self._connection.options
        shares = list(_shares(changes, options.bulk_bytes))
        if options.process_count <= 1 or len(shares) <= 1:
            for share in shares:
                send(self._connection, alias, share)
            return
        pool = self._pool = self._pool or _start(options)
        try:
            errors = [each for each in pool.map(_send_share, [alias] * len(shares), shares) if each is not None]
        except BrokenProcessPool as exc:
            raise EngineFailed(self._connection.hosts, "写入进程意外结束，可能是内存不足") from exc
        if errors:
            kind, facts = errors[0]
            raise kind(**facts)

    def close(self) -> None:
        """Stop the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def send(connection: Connection, alias: str, changes: Iterable[Change]) -> None:
    """Make `changes` in batches, one after another."""
    batch: list[tuple[str, bytes]] = []
    size = 0
    for report_id, lines in map(_lines, changes):
        if batch and size + len(lines) > connection.options.bulk_bytes:
            _send_batch(connection, alias, batch)
            batch, size = [], 0
        batch.append((report_id, lines))
        size += len(lines)
    if batch:
        _send_batch(connection, alias, batch)


def _send_batch(connection: Connection, alias: str, batch: list[tuple[str, bytes]]) -> None:
    """Send until every change is made; only those refused for now are sent again."""
    retries = connection.options.retries
    waiting = batch
    for number in range(retries + 1):
        try:
            waiting, reason = _attempt(connection, alias, waiting)
        except Failure as failure:
            if failure.status == _TOO_LARGE:
                _send_halves(connection, alias, waiting, failure)
                return
            if number == retries or not (failure.may_pass or failure.timed_out):
                raise failure.as_error() from failure
            reason = ""
        if not waiting:
            return
        if number < retries:
            pause(number + _LATER)
    raise EngineUnavailable(
        connection.hosts, f"{len(waiting)} 份报告未能写入：{reason}", retry_after=connection.options.timeout
    )


def _send_halves(connection: Connection, alias: str, batch: list[tuple[str, bytes]], failure: Failure) -> None:
    if len(batch) == 1:
        raise ReportRefused(batch[0][0], "超过集群接受的请求大小（http.max_content_length）") from failure
    half = len(batch) // 2
    _send_batch(connection, alias, batch[:half])
    _send_batch(connection, alias, batch[half:])


def _attempt(connection: Connection, alias: str, batch: list[tuple[str, bytes]]) -> tuple[list[tuple[str, bytes]], str]:
    """Send once, and return what has to be sent again, and why.

    Raises IndexLocked where the alias is gone: another process's rebuild has removed it.
    """
    options = connection.options
    # A name that is no alias must never make a new index, with a mapping that was guessed.
    params = {"require_alias": "true", "timeout": f"{options.write_timeout // 2}s", "filter_path": "errors,items"}
    body = b"".join(lines for _, lines in batch)
    answer = connection.once("POST", f"/{alias}/_bulk", body, params=params, timeout=options.write_timeout)
    again: list[tuple[str, bytes]] = []
    reason = ""
    for each, item in zip(batch, answer["items"], strict=True):
        ((action, result),) = item.items()
        if refusal := _refusal(action, result):
            if result["status"] == _NOT_FOUND:
                raise IndexLocked(alias)
            if result["status"] not in BUSY:
                raise ReportRefused(each[0], refusal)
            again.append(each)
            reason = refusal
    return again, reason


def _refusal(action: str, result: dict[str, Any]) -> str:
    """Return why a change was not made; "" when it was."""
    error = result.get("error")
    if not error or (action == "delete" and result["status"] == _NOT_FOUND and "result" in result):
        return ""
    return f"{error.get('type', '')} {error.get('reason', '')}"[:300] if isinstance(error, dict) else str(error)[:300]


def _lines(change: Change) -> tuple[str, bytes]:
    match change:
        case Put(report, digest):
            return report.id, bulk_lines(report, digest)
        case Delete(report_id):
            return report_id, delete_line(report_id)


def _shares(changes: Iterable[Change], size: int) -> Iterator[list[Change]]:
    """Yield the changes in shares of about `size` bytes each."""
    share: list[Change] = []
    total = 0
    for change in changes:
        share.append(change)
        total += LEAST_BYTES + (len(change.report.body) * BYTES_A_CHARACTER if isinstance(change, Put) else 0)
        if total >= size:
            yield share
            share, total = [], 0
    if share:
        yield share


# In the processes ----------------------------------------------------------------------------------------------------

_connection: Connection | None = None


def _start(options: OpenSearchOptions) -> ProcessPoolExecutor:
    # Forking a process with threads and open connections is not safe.
    return ProcessPoolExecutor(options.process_count, get_context("spawn"), _connect, (options,))


def _connect(options: OpenSearchOptions) -> None:
    global _connection
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends us
    Thread(target=_end_with_parent, daemon=True).start()
    _connection = Connection(options)


def _end_with_parent() -> None:
    """End when the parent was killed: a pool's processes would wait for its next word for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _send_share(alias: str, share: Sequence[Change]) -> tuple[type[IndexerError], dict[str, Any]] | None:
    """Send one share, and return an error's class and facts, because errors with texts of their own don't travel."""
    assert _connection is not None
    try:
        send(_connection, alias, share)
    except IndexerError as exc:
        return type(exc), vars(exc)
    return None
