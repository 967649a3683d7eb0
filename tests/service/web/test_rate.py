"""The limit of requests."""

from __future__ import annotations

import multiprocessing
from ipaddress import ip_address

import pytest

from service.web.app import create_app
from service.web.rate import BURST_SECONDS, RateLimit
from tests.service.web.fake_archive import FakeArchive

CLIENT = ip_address("203.0.113.5")
OTHER = ip_address("203.0.113.6")

KEY = bytes(16)
"""Tells the clients of these tests apart; with a secret key one run in 65,536 would not."""


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_served_and_then_the_rate() -> None:
    """A client may ask a quarter of a minute's requests at once, then one each interval; others are not concerned."""
    clock = Clock()
    limit = RateLimit(60, clock=clock, key=KEY)
    assert [limit.wait(CLIENT) for _ in range(BURST_SECONDS)] == [0.0] * BURST_SECONDS
    assert limit.wait(CLIENT) == pytest.approx(1.0)
    assert limit.wait(OTHER) == 0.0
    clock.now += 1.0
    assert limit.wait(CLIENT) == 0.0
    assert limit.wait(CLIENT) > 0
    clock.now += 1_000.0
    assert [limit.wait(CLIENT) for _ in range(BURST_SECONDS)] == [0.0] * BURST_SECONDS
    assert limit.wait(CLIENT) > 0


@pytest.mark.parametrize("rate", range(1, 9))
def test_however_low_the_rate_is_it_is_served(rate: int) -> None:
    """A client may ask once at least, then again after each interval, at whatever time."""
    clock = Clock()
    limit = RateLimit(rate, clock=clock, key=KEY)
    for _ in range(20):
        clock.now += 1_000.1
        assert limit.wait(CLIENT) == 0.0
        while (wait := limit.wait(CLIENT)) == 0.0:
            pass
        assert 0 < wait <= 60 / rate + 1e-6


def test_this_machine_and_no_limit() -> None:
    """Who can't be told, or is this machine, is never limited; a rate of 0 limits nobody."""
    limit, none = RateLimit(1, clock=Clock(), key=KEY), RateLimit(0, clock=Clock(), key=KEY)
    limit.charge(None, 100)
    none.charge(CLIENT, 100)
    assert {limit.wait(None) for _ in range(100)} == {0.0}
    assert {none.wait(CLIENT) for _ in range(100)} == {0.0}


def test_what_was_let_in_may_cost_more() -> None:
    """It is counted afterwards, beyond what a client may ask at once too: so much longer it waits; nobody else does."""
    clock = Clock()
    limit = RateLimit(60, clock=clock, key=KEY)
    assert limit.wait(CLIENT) == 0.0
    limit.charge(CLIENT, 2 * BURST_SECONDS)
    assert limit.wait(CLIENT) == pytest.approx(BURST_SECONDS + 2)
    assert limit.wait(OTHER) == 0.0
    clock.now += BURST_SECONDS + 2
    assert limit.wait(CLIENT) == 0.0


def test_a_secret_decides_who_falls_together() -> None:
    """Where no key is given each limit makes its own, so that nobody can choose whose limit to use up."""
    clients = [ip_address(f"198.51.100.{last}") for last in range(64)]
    slots = {tuple(RateLimit(1, clock=Clock())._slot(client) for client in clients) for _ in range(3)}
    assert len(slots) == 3


def test_an_ipv6_network_is_one_client() -> None:
    """A network of 64 bits has as many addresses as it likes, and one limit."""
    limit = RateLimit(4, clock=Clock(), key=KEY)
    assert limit.wait(ip_address("2001:db8::1")) == 0.0
    assert limit.wait(ip_address("2001:db8::ffff:2")) > 0
    assert limit.wait(ip_address("2001:db8:0:1::1")) == 0.0


def test_workers_count_together() -> None:
    """What one process counts the others know, in memory that doesn't grow with clients."""
    limit = RateLimit(4, clock=Clock(), key=KEY)
    process = multiprocessing.get_context("fork").Process(target=limit.wait, args=(CLIENT,))
    process.start()
    process.join()
    assert limit.wait(CLIENT) > 0


@pytest.mark.parametrize(
    ("url", "media_type"), [("/search", "text/html"), ("/api/v1/search", "application/problem+json")]
)
def test_too_many_requests_are_a_429(url: str, media_type: str) -> None:
    """Beyond the limit pages and API say when to ask again; files, and this machine, are not limited."""
    limit = RateLimit(4, clock=Clock(), key=KEY)
    client = create_app(FakeArchive(), site_name="档案", limit=limit).test_client()
    client.environ_base["REMOTE_ADDR"] = str(CLIENT)
    assert client.get(url).status_code == 200
    for path in (url, "/nowhere", "/"):
        refused = client.get(path, headers={"X-Forwarded-For": "198.51.100.1"})
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "15")
        assert "请在 15 秒后再试" in refused.text
        assert refused.headers["Cache-Control"] == "no-store"
        assert "Content-Security-Policy" in refused.headers
    assert client.get(url).mimetype == media_type
    assert client.get("/static/suoyin.css", buffered=True).status_code == 200
    assert client.get(url, environ_base={"REMOTE_ADDR": "127.0.0.1"}).status_code == 200
