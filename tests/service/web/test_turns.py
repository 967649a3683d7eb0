"""Turns are had in the order in which they are asked for."""

from __future__ import annotations

import threading
import time

from service.web.turns import Turns


def test_who_waits_longest_has_the_next_turn() -> None:
    """Whoever gives a turn up and asks for another at once has it after all who waited."""
    turns, order = Turns(1), list[int]()
    turns.acquire()

    def wait(number: int) -> None:
        with turns:
            order.append(number)

    threads = [threading.Thread(target=wait, args=(number,), daemon=True) for number in range(5)]
    for waiting, thread in enumerate(threads, 1):
        thread.start()
        while len(turns.waiting) < waiting:
            time.sleep(0.001)
    turns.release()
    turns.acquire()
    assert order == list(range(5))


def test_so_many_have_a_turn_at_a_time() -> None:
    """Of many threads no more than two are ever in a turn, and each comes to have one."""
    turns, now, most, lock = Turns(2), [0], [0], threading.Lock()

    def answer() -> None:
        for _ in range(20):
            with turns:
                with lock:
                    now[0] += 1
                    most[0] = max(most[0], now[0])
                time.sleep(0.0001)
                with lock:
                    now[0] -= 1

    threads = [threading.Thread(target=answer, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (most, now, len(turns.waiting)) == ([2], [0], 0)
    turns.acquire()  # two are left
    turns.acquire()
