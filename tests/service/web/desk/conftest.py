"""The application with a desk, and people who sign in there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from indexer.engines.whoosh import WhooshEngine
from service.archive import Archive
from service.desk.accounts import Accounts, Role
from service.desk.desk import Desk
from service.ledger.ledger import Ledger
from service.settings import load_settings
from service.web.app import create_app
from tests.service.web.fake_archive import FakeArchive

PASSWORD = "qinghe shiyan 7"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Yield an empty ledger."""
    opened = Ledger(tmp_path / "ledger", create=True)
    yield opened
    opened.close()


@pytest.fixture
def desk(ledger: Ledger, tmp_path: Path) -> Desk:
    """Return a desk over an index of its own."""
    (tmp_path / "config.toml").touch()
    engine = WhooshEngine(tmp_path / "index")
    with engine.write():
        pass
    found = Archive(engine, load_settings(tmp_path / "config.toml", index=None, environ={}), ledger).desk()
    assert found is not None
    return found


@pytest.fixture
def desk_app(desk: Desk) -> Flask:
    """Return the application with that desk; nobody has an account yet."""
    return create_app(FakeArchive(), site_name="青禾市政府信息公开检索", desk=desk)


SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def sign_in(desk_app: Flask, ledger: Ledger) -> SignIn:
    """Return a function that returns a client signed in with a role."""

    def client(role: str) -> FlaskClient:
        accounts = Accounts(ledger)
        if not accounts.named(role):
            accounts.add(role, Role(role), PASSWORD, by="root")
        opened = desk_app.test_client()
        answer = post(opened, "/desk/sign-in", "/desk/sign-in", name=role, password=PASSWORD)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk")
        return opened

    return client


def token(client: FlaskClient, form: str = "/desk") -> str:
    """Return the token of the forms of a page."""
    found = TOKEN.search(client.get(form).text)
    assert found, form
    return found[1]


def post(client: FlaskClient, form: str, address: str, **fields: object) -> TestResponse:
    """Return the answer to a form of a page, filled in."""
    return client.post(address, data={"csrf_token": token(client, form), **fields})
