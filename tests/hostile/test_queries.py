"""No request over the grammar of addresses and queries fails, and no answer is huge."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from flask.testing import FlaskClient

from service.web.app import create_app
from tests.hostile.queries import Vocabulary, attempts, changed
from tests.service.web.fake_archive import REPORTS, FakeArchive

COUNT = 150
"""Requests of each seed; a million in the attack at full size."""

MOST_BYTES = 3_000_000
VOCABULARY = Vocabulary([each.body or each.id for each in REPORTS], [each.id for each in REPORTS])


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Return a client of the fake archive."""
    return create_app(FakeArchive(), site_name="档案").test_client()


@pytest.mark.parametrize("seed", [1, 2])
def test_every_request_is_answered(client: FlaskClient, seed: int) -> None:
    """Each gets an answer or a reason, in bounded bytes, and so does one that differs a little."""
    chance = random.Random(seed)
    for attempt in islice(attempts(chance, VOCABULARY), COUNT):
        for each in (attempt, changed(attempt, chance, VOCABULARY)):
            response = client.get(each.address)
            assert response.status_code in (200, 400, 404), each.address
            assert len(response.data) < MOST_BYTES, each.address
