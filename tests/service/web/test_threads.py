"""Few threads of a pool answer, the others stand aside until one of them waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.web.threads import REPLACED, Threads, beside_others

SIZE = 6
"""Threads of a pool."""

SECONDS = 20
"""Within which everything here happens, on the slowest machine."""


def wait_until(holds: Callable[[], bool]) -> bool:
    """Return whether something comes to hold."""
    end = time.monotonic() + SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(0.001)
    return holds()


class Pool:
    """A pool of threads with one request for each, answered at once but for those that wait for their client."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads
        self.let_go = threading.Event()
        self._all = threading.Barrier(SIZE)
        self._executor = ThreadPoolExecutor(SIZE)

    def ask(self, *, waits: bool = False) -> None:
        """Have a request answered by a thread that is free, or by a new one."""
        self._executor.submit(self._answer, self._wait if waits else lambda: None)

    def ask_all(self) -> None:
        """Have each thread answer one at the same time."""
        for _ in range(SIZE):
            self._executor.submit(self._answer, lambda: self._all.wait(SECONDS))

    def _wait(self) -> None:
        with self.threads.replaced():
            self.let_go.wait(SECONDS)

    def _answer(self, work: Callable[[], object]) -> None:
        self.threads.come()
        work()
        self.threads.stand_aside()

    def end(self) -> None:
        """Let all go, those that stand aside too."""
        self.let_go.set()
        self._executor.shutdown(wait=False)
        while self.threads.aside:
            with self.threads.replaced():
                pass


def comes_to(pool: Pool, there: int, aside: int) -> bool:
    """Return whether so many threads of a pool come to be there, and so many stand aside."""
    return wait_until(lambda: (pool.threads.there, len(pool.threads.aside)) == (there, aside))


@pytest.fixture
def pool() -> Iterator[Pool]:
    """Yield a pool of which two threads answer."""
    found = Pool(Threads(2))
    yield found
    found.end()


def test_whoever_comes_beyond_stands_aside(pool: Pool) -> None:
    """Of six threads that came at once two stay, and these answer everything that comes then."""
    pool.ask_all()
    assert comes_to(pool, 2, 4)
    for _ in range(20):
        pool.ask()
    assert comes_to(pool, 2, 4)


def test_another_one_answers_for_who_waits(pool: Pool) -> None:
    """As many as wait come back, and no more; when they have waited, as many stand aside again."""
    pool.ask_all()
    assert wait_until(lambda: len(pool.threads.aside) == 4)
    for aside in (3, 2, 1, 0):
        pool.ask(waits=True)
        assert comes_to(pool, 2, aside)
    pool.let_go.set()
    assert comes_to(pool, 2, 4)


def test_a_request_that_takes_long_has_another_thread_answer(pool: Pool) -> None:
    """As long as it says so; a test client, which is no server, has nobody else."""
    pool.ask_all()
    assert comes_to(pool, 2, 4)
    pool.threads.come()
    with beside_others({REPLACED: pool.threads.replaced}):
        assert comes_to(pool, 2, 4)
    with beside_others({REPLACED: pool.threads.replaced}), beside_others({REPLACED: pool.threads.replaced}):
        assert comes_to(pool, 2, 3)
    with beside_others({}):
        pass


def test_a_thread_that_ended_is_not_there() -> None:
    """Else those that stand aside would be missed for good, when a pool ends threads that it has no work for."""
    threads = Threads(1)
    for _ in range(3):
        coming = threading.Thread(target=threads.come)
        coming.start()
        coming.join(SECONDS)
    assert threads.there == 0
    threads.come()
    threads.come()
    assert threads.there == 1
    threads.stand_aside()  # it is wanted, so it goes on
