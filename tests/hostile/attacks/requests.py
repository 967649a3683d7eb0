"""Twenty thousand changed requests to the whole application, with a ledger and somebody signed in at the desk."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask
from flask.signals import got_request_exception
from flask.testing import FlaskClient

from benchmarks.archive import Recipe, make, read_pool
from service.archive import Archive, open_archive
from service.desk.accounts import Accounts, Role
from service.ledger.publishing import Signed
from service.settings import load_settings
from service.web import urls
from service.web.app import create_app
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.http_requests import Sent, asked_of, sent_requests

REQUESTS = 20_000
REPORTS = 20
_NAME, _PASSWORD = "shijing", "qinghe shiyan 7"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_SIGN_IN = f"{urls.DESK}/sign-in"
_LEAKS = (b"Traceback", b"site-packages", b"werkzeug")
_ALLOWED_ABOVE = {501}
"""A method that no server knows."""


def run(attack: Attack) -> Figures:
    """Send every request, as anybody and as an editor: none may fail with a 5xx, and each error says what was wrong."""
    failures, answers = Failures(), Counter[int]()
    with _application(attack.folder) as (app, ids):
        anybody, editor = app.test_client(), app.test_client()
        token = _signed_in(editor)
        asked = sent_requests(attack.chance(), asked_of(app), ids, token)

        def so_far() -> Figures:
            return {"requests": answers.total(), "answers": dict(sorted(answers.items())), **failures.figures()}

        for number, sent in zip(attack.rounds(REQUESTS, so_far), asked, strict=False):
            if number % 500 == 499:  # whoever signs out by chance signs in again
                token = _signed_in(editor)
            status, body, raised = _answered(app, (anybody, editor)[number % 2], sent)
            answers[status] += 1
            if fault := _fault(status, body, raised):
                failures.add(f"{sent.method} {sent.path[:200]} {dict(sent.headers)} {sent.body[:80]!r}: {fault}")
        return so_far()


@contextmanager
def _application(folder: Path) -> Iterator[tuple[Flask, list[str]]]:
    """Yield the application over some reports, one of them withdrawn, and their ids."""
    (folder / "config.toml").write_text('[archive]\npaths = []\n[ledger]\npath = "ledger.sqlite"\n', encoding="utf-8")
    archive: Archive = open_archive(load_settings(folder / "config.toml", index=folder / "index", environ={}))
    for report in make(read_pool(), Recipe(REPORTS, 300)):
        archive.publisher.publish(report, Signed(_NAME, "公开"))
    ids = [report.id for report in archive.export()]
    archive.publisher.withdraw(ids[-1], Signed(_NAME, "有误"))
    Accounts(archive.publisher.ledger).add(_NAME, Role.EDITOR, _PASSWORD, by="root")
    try:
        yield create_app(archive, site_name="档案", desk=archive.desk()), ids
    finally:
        archive.close()


def _signed_in(client: FlaskClient) -> str:
    """Return the token of the forms, after signing in."""
    client.get(_SIGN_IN)
    found = _TOKEN.search(client.get(_SIGN_IN).text)
    client.post(_SIGN_IN, data={"csrf_token": found[1] if found else "", "name": _NAME, "password": _PASSWORD})
    inside = _TOKEN.search(client.get(urls.DESK).text)
    return inside[1] if inside else ""


def _answered(app: Flask, client: FlaskClient, sent: Sent) -> tuple[int, bytes, str]:
    """Return status and body of an answer, and what was raised on the way and not expected."""
    raised: list[str] = []

    def note(_: Flask, exception: Exception) -> None:
        raised.append(repr(exception))

    path, _, query = sent.path.partition("?")
    with got_request_exception.connected_to(note, app):
        answer = client.open(environ_overrides=_environ(sent, path, query), buffered=True)
    return answer.status_code, answer.get_data(), "".join(raised)


def _environ(sent: Sent, path: str, query: str) -> Mapping[str, Any]:
    headers = {
        name.upper().replace("-", "_")
        if name.startswith("Content-T") or name == "Content-Length"
        else f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in sent.headers.items()
    }
    return {
        "CONTENT_LENGTH": str(len(sent.body)),
        **headers,
        "REQUEST_METHOD": sent.method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": io.BytesIO(sent.body),
    }


def _fault(status: int, body: bytes, raised: str) -> str:
    if raised:
        return f"raised {raised}"
    if status >= 500 and status not in _ALLOWED_ABOVE:
        return f"status {status}"
    if leak := next((each for each in _LEAKS if each in body), b""):
        return f"shows {leak!r}"
    return ""
