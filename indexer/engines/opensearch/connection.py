"""The connection to a cluster: one request at a time, tried again where that is safe, its failures in our words.

Requests are plain REST and use nothing but what Elasticsearch has as well, points in time apart.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any, TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Disconnected
from opensearchpy.exceptions import (
    ConnectionTimeout,
    ImproperlyConfigured,
    SerializationError,
    SSLError,
    TransportError,
)

from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.errors import EngineFailed, EngineRefused, EngineUnavailable, IndexerError, IndexMissing

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
"""Seconds before a request is tried again: doubled each time, so that five attempts span 1.5 s, as long as a shard
takes to move to another node's copy."""

RETRY_AFTER = 10
"""Seconds after which a cluster that was in trouble is worth another question."""

BUSY = frozenset({429, 502, 503, 504})
"""Statuses of a cluster that would answer later: too many requests, or a shard without a copy just now."""

NOT_FOUND = 404
_PASSING = frozenset({*BUSY, 404, 408})
"""Where our index is not gone, 404 means that a node took the point in time of a walk with it; 408 ends a wait."""
_DENIED = (401, 403)
_SERVER_ERROR = 500

_T = TypeVar("_T")


class Connection:
    """Owns the client library's connections. Safe to use from several threads, not across a fork."""

    def __init__(self, options: OpenSearchOptions) -> None:
        self.options = options
        self.hosts = "、".join(options.hosts)
        if options.ca_file is not None and not options.ca_file.is_file():
            raise EngineFailed(self.hosts, f"没有证书文件 {options.ca_file}")
        # The library warns of every failed attempt; we tell of those that matter by raising.
        logging.getLogger("opensearch").setLevel(logging.ERROR)
        try:
            self._client = OpenSearch(
                hosts=list(options.hosts),
                http_auth=(options.user, options.password) if options.user else None,
                headers={"Authorization": f"ApiKey {options.api_key}"} if options.api_key else None,
                verify_certs=options.verify_certificates,
                ssl_show_warn=False,
                ca_certs=str(options.ca_file) if options.ca_file else None,
                timeout=options.timeout,
                # We try again ourselves; this makes the pool turn to another host after each failure.
                max_retries=0,
                retry_on_timeout=True,
            )
        except (ImproperlyConfigured, OSError, ValueError) as exc:
            raise EngineFailed(self.hosts, f"连接设置有误：{exc}") from exc

    def ask(self, method: str, path: str, body: Any = None, *, params: Mapping[str, Any] | None = None) -> Any:
        """Return the answer to a request that does no harm when made twice; tried again after a failure that may pass.

        A request that ran into its timeout is not tried again: the time that a person waits is spent.
        """
        return self.retrying(lambda: self.once(method, path, body, params=params))

    def find(self, path: str, *, params: Mapping[str, Any] | None = None) -> Any:
        """Return what is at `path`, or None where nothing is."""

        def attempt() -> Any:
            try:
                return self.once("GET", path, params=params)
            except Failure as failure:
                if failure.status == NOT_FOUND:
                    return None
                raise

        return self.retrying(attempt)

    def once(
        self, method: str, path: str, body: Any = None, *, params: Mapping[str, Any] | None = None, timeout: int = 0
    ) -> Any:
        """Return the decoded answer to a request, made once. Raises Failure."""
        try:
            return self._client.transport.perform_request(
                method, path, params=dict(params or {}), body=body, timeout=timeout or self.options.timeout
            )
        except TransportError as exc:
            raise Failure(self.hosts, self.options.index, exc) from exc
        except SerializationError as exc:
            raise EngineFailed(self.hosts, "应答不是 JSON，地址可能不是 OpenSearch") from exc

    def retrying(self, attempt: Callable[[], _T]) -> _T:
        """Return what `attempt` returns, trying again after failures that may pass, with a growing pause."""
        for number in range(self.options.retries):
            try:
                return attempt()
            except Failure as failure:
                if not failure.may_pass:
                    raise failure.as_error() from failure
                pause(number)
        try:
            return attempt()
        except Failure as failure:
            raise failure.as_error() from failure

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class Failure(Exception):
    """A request that failed: what the client library raised, and what it means to us."""

    def __init__(self, hosts: str, index: str, cause: TransportError) -> None:
        super().__init__(str(cause))
        self.hosts = hosts
        self.index = index
        self.cause = cause
        self.status = cause.status_code if isinstance(cause.status_code, int) else 0

    @property
    def may_pass(self) -> bool:
        """Whether the same request may succeed a little later, or at another host."""
        if self.timed_out or isinstance(self.cause, SSLError):
            return False
        return isinstance(self.cause, Disconnected) or self.status in BUSY

    @property
    def timed_out(self) -> bool:
        """Whether there was no answer in time; the request may or may not have been carried out."""
        return isinstance(self.cause, ConnectionTimeout)

    @property
    def kind(self) -> str:
        """OpenSearch's name for the error, such as `index_not_found_exception`."""
        info = self.cause.info
        error = info.get("error") if isinstance(info, dict) else None
        return str(error.get("type", "")) if isinstance(error, dict) else ""

    def as_error(self) -> IndexerError:
        """Return the error that tells a person what to do."""
        if isinstance(self.cause, SSLError):
            return EngineRefused(self.hosts, f"证书验证失败（{_reason(self.cause)}）")
        if self.timed_out:
            return EngineUnavailable(self.hosts, "超时没有应答", retry_after=RETRY_AFTER)
        if isinstance(self.cause, Disconnected):
            return EngineUnavailable(self.hosts, "连接不上", retry_after=RETRY_AFTER)
        if self.status in _DENIED:
            return EngineRefused(self.hosts, f"拒绝访问（{self.status}）")
        if self.status == NOT_FOUND and self.kind == "index_not_found_exception":
            return IndexMissing(self.index)
        if self.status in _PASSING or self.status >= _SERVER_ERROR:
            return EngineUnavailable(self.hosts, _reason(self.cause), retry_after=RETRY_AFTER)
        return EngineFailed(self.hosts, f"{self.status} {_reason(self.cause)}")


def pause(number: int) -> None:
    """Wait before attempt `number` + 2; longer each time."""
    Event().wait(min(FIRST_PAUSE * 2**number, LONGEST_PAUSE))


def _reason(error: TransportError) -> str:
    """Return the innermost reason in an error's answer, on one line and not too long."""
    reason = ""
    if isinstance(error.info, dict) and isinstance(found := error.info.get("error"), dict):
        causes = found.get("root_cause") or [found]
        reason = f"{causes[0].get('type', '')} {causes[0].get('reason', '')}"
    return " ".join((reason or str(error.error)).split())[:300]
