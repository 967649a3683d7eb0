"""Requests that cost as much as many."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import pytest
from flask.testing import FlaskClient

from corpus.readers.office.table import Table
from service.bulk_locate.located import LocatedNumbers
from service.web import urls
from service.web.app import create_app
from service.web.heavy import CITATIONS_A_REQUEST, NUMBERS_A_REQUEST
from service.web.rate import BURST_SECONDS, RateLimit
from tests.service.web.fake_archive import FakeArchive

CLIENT = "203.0.113.5"
A_MINUTE = 60
NUMBERS = "\n".join(f"000014348/2023-{serial}" for serial in range(10 * NUMBERS_A_REQUEST))
CITATIONS = "《没有的办法》" * 10 * CITATIONS_A_REQUEST


class AskedMeanwhile(FakeArchive):
    """An archive to which another client sends a list while it looks one up."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: list[Any] = []

    def locate_all(self, tables: Iterable[Table]) -> LocatedNumbers:
        client = create_app(self, site_name="档案").test_client()
        self.meanwhile += [
            client.post(urls.LOCATE_LIST, data={"text": "1"}),
            client.post(urls.API + urls.CITATIONS, json={"draft": ""}),
            client.get(urls.SEARCH),
        ]
        return super().locate_all(tables)


def test_one_is_answered_at_a_time() -> None:
    """Another is told when to come again, as a page and as a problem; other requests, and later ones, are answered."""
    archive = AskedMeanwhile()
    client = create_app(archive, site_name="档案").test_client()
    assert client.post(urls.LOCATE_LIST, data={"text": "1"}).status_code == 200
    page, problem, other = archive.meanwhile
    assert (page.status_code, page.mimetype, page.headers["Retry-After"]) == (503, "text/html", "5")
    assert "几秒后再试" in page.text
    assert (problem.status_code, problem.mimetype) == (503, "application/problem+json")
    assert other.status_code == 200
    assert client.post(urls.CITATIONS, data={"draft": ""}).status_code == 200


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (urls.LOCATE_LIST, {"data": {"text": NUMBERS}}),
        (urls.API + urls.LOCATE_LIST, {"data": NUMBERS, "content_type": "text/plain"}),
        (urls.CITATIONS, {"data": {"draft": CITATIONS}}),
        (urls.API + urls.CITATIONS, {"json": {"draft": CITATIONS}}),
    ],
)
def test_what_costs_as_much_as_many_counts_as_many(path: str, sent: dict[str, Any]) -> None:
    """Whoever sent a long list waits for as many requests as it cost; the list itself is answered."""
    limit = RateLimit(A_MINUTE, clock=lambda: 1_000.0, key=bytes(16))
    client = create_app(FakeArchive(), site_name="档案", limit=limit).test_client()
    client.environ_base["REMOTE_ADDR"] = CLIENT
    assert client.post(path, **sent).status_code == 200
    answers = [_status(client) for _ in range(BURST_SECONDS)]
    assert answers == [200] * (BURST_SECONDS - 11) + [429] * 11
    assert limit.wait(ip_address(CLIENT)) == pytest.approx(1.0)


def _status(client: FlaskClient) -> int:
    return client.get(urls.HOME).status_code
