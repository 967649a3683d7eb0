"""A cache computes a value once, and never holds more than its budget."""

from __future__ import annotations

import threading
from functools import partial

from indexer.cache import Cache


def test_a_value_is_made_once() -> None:
    """What is cached under a key isn't made again."""
    cache: Cache[str, str] = Cache(10, len)
    assert cache.find("a") is None
    assert cache.get("a", lambda: "one") == "one"
    assert cache.get("a", lambda: "two") == "one"
    cache.add("a", "three")
    assert cache.find("a") == "one"


def test_values_used_longest_ago_go_first() -> None:
    """When the budget is full, what was used last stays."""
    cache: Cache[str, str] = Cache(6, len)
    for key in "abc":
        cache.add(key, key * 2)
    cache.find("a")
    cache.add("d", "dd")
    assert [cache.find(key) for key in "abcd"] == ["aa", None, "cc", "dd"]
    cache.add("e", "eeee")
    assert [cache.find(key) for key in "acde"] == [None, None, "dd", "eeee"]


def test_a_value_above_the_budget_is_not_cached() -> None:
    """It is returned all the same, and what was cached before may go with it."""
    cache: Cache[str, str] = Cache(3, len)
    assert cache.get("a", lambda: "four") == "four"
    assert cache.find("a") is None


def test_threads_share_a_cache() -> None:
    """Many threads at once never break the budget, or the order."""
    cache: Cache[int, bytes] = Cache(50, len)
    problems: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 2_000):
                assert cache.get(number % 37, partial(bytes, number % 9)) is not None
        except BaseException as exc:  # a failed assertion too: it is judged outside the thread
            problems.append(exc)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sum(len(cache.find(key) or b"") for key in range(37)) <= 50
