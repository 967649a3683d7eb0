"""How many requests a client may make: so many a minute, and a few seconds' worth at once.

The generic cell rate algorithm (ITU-T I.371): of each client one number is kept, the time at which all it has asked for so far would be
used up at the even rate.
"""

from __future__ import annotations

import hashlib
import mmap
import secrets
import time
from collections.abc import Callable
from ipaddress import IPv6Address

from service.web.environ import Address

SLOTS = 65_536
"""Clients told apart, in half a megabyte; two that fall together share a limit. A secret decides where, so that nobody can choose."""

BURST_SECONDS = 15
"""What a client may ask at once: as much as in these seconds. A page with its files and suggestions is ten requests."""

_IPV6_SITE = 64
"""Bits of an IPv6 address that are one client: the rest is its own to choose."""


class RateLimit:
    """A limit of `rate` requests a minute for each client, 0 for none.

    Made before the workers are: they are copies of one process and count together in memory that they share. Two that count the same
    client at the same instant may forget one request. `key` decides which clients fall together, a secret one where none is given.
    """

    def __init__(self, rate: int, *, clock: Callable[[], float] = time.monotonic, key: bytes | None = None) -> None:
        self._interval = 60 / rate if rate else 0.0
        self._burst_seconds = max(BURST_SECONDS, self._interval)  # one request at least, of however few a minute
        self._clock = clock
        self._key = secrets.token_bytes(16) if key is None else key
        self._used_up = memoryview(mmap.mmap(-1, SLOTS * 8)).cast("d")

    def wait(self, client: Address | None) -> float:
        """Count a request; return 0, or for how many seconds the client must not ask again. None is never limited."""
        if client is None or not self._interval:
            return 0.0
        slot, now = self._slot(client), self._clock()
        used_up = max(self._used_up[slot], now)
        wait = used_up - now + (self._interval - self._burst_seconds)
        if wait > 0:
            return wait
        self._used_up[slot] = used_up + self._interval
        return 0.0

    def charge(self, client: Address | None, requests: int) -> None:
        """Count requests more for one that was let in and cost as much as they: the client waits for them before its next ones."""
        if client is not None and self._interval:
            slot = self._slot(client)
            self._used_up[slot] = max(self._used_up[slot], self._clock()) + requests * self._interval

    def _slot(self, client: Address) -> int:
        site = client.packed[: _IPV6_SITE // 8] if isinstance(client, IPv6Address) else client.packed
        return int.from_bytes(hashlib.blake2b(site, key=self._key, digest_size=4).digest()) % SLOTS
