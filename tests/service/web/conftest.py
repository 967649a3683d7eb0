"""The web application over the fake archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.web.app import create_app
from tests.service.web.fake_archive import FakeArchive


@pytest.fixture
def archive() -> FakeArchive:
    """Return an archive of its own for every test."""
    return FakeArchive()


@pytest.fixture
def app(archive: FakeArchive) -> Flask:
    """Return the application over `archive`."""
    return create_app(archive, site_name="青禾市政府信息公开检索")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client of `app`."""
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Callable[[str], str]:
    """Return a function that fetches a page that must be there, as text."""

    def fetch(url: str) -> str:
        response = client.get(url)
        assert response.status_code == 200, response.text
        return response.text

    return fetch
