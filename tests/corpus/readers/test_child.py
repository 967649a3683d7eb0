"""Generators that run in a child process."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable, Iterable, Iterator

import pytest

from corpus.readers.child import ChildEnded, yielded_by_child


def _crash() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGSEGV)


def _raise() -> Iterator[int]:
    yield 1
    raise ValueError("bad input")


def _never_end() -> Iterator[int]:
    yield 1
    yield sum(itertools.repeat(0))


def _allocate() -> Iterator[int]:
    yield 1
    yield len(bytearray(2**30))


def test_items_arrive_in_order() -> None:
    """They are what JSON makes of them."""
    assert list(yielded_by_child(lambda: [1, ("甲", None)], seconds=5, megabytes=64)) == [1, ["甲", None]]


@pytest.mark.parametrize("make", [_crash, _raise, _never_end, _allocate])
def test_what_came_before_the_end_is_kept(make: Callable[[], Iterable[object]]) -> None:
    """However a child ends before its time, its parent lives and is told."""
    items = yielded_by_child(make, seconds=0.3, megabytes=64)
    assert next(items) == 1
    with pytest.raises(ChildEnded):
        next(items)


def test_a_child_that_nobody_listens_to_is_gone() -> None:
    """Closing the generator ends the child, even one that would go on for ever."""
    items = yielded_by_child(lambda: (os.getpid() for _ in itertools.count()), seconds=5, megabytes=64)
    child = next(items)
    items.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
