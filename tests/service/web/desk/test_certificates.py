"""Search certificates at the desk: made, read, downloaded, verified, and refused where anything was altered."""

from __future__ import annotations

import io
import json
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.desk.desk import Desk
from service.ledger.entries import Entry, canonical, digest
from service.ledger.history import entry_of_plain
from service.web.desk import certificates
from service.web.desk.certificates import MOST_QUERIES
from tests.service.web.desk.conftest import SignIn, post
from tests.service.web.desk.test_drafting import published
from tests.service.web.fake_archive import HOSTILE, FakeArchive

LIST, NEW = "/desk/certificates", "/desk/certificates/new"


@pytest.fixture
def editor(sign_in: SignIn) -> FlaskClient:
    """Return a client signed in as an editor."""
    return sign_in("editor")


def certified(client: FlaskClient, **fields: str) -> str:
    """Return the address of a certificate of some searches."""
    answer = post(client, NEW, NEW, **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def verify(client: FlaskClient, content: bytes) -> TestResponse:
    """Return the answer to an uploaded certificate."""
    return post(client, LIST, f"{LIST}/verify", file=(io.BytesIO(content), "证明.json"))


def test_a_certificate_says_what_was_searched(editor: FlaskClient) -> None:
    """Who, when, what for, the state of the index, each query with its range, and what was found or that nothing was."""
    published(editor)
    address = certified(
        editor, queries="城区停水\n\n地铁票价", purpose="依申请公开 7 号", year="2023", published_to="2024"
    )
    page = editor.get(address).text
    for said in (
        "依申请公开 7 号",
        "editor",
        "1 份政府信息",
        "年份：2023",
        "2024-12-31 止",
        "地铁票价",
        "没有找到",
        "仍没有找到",
    ):
        assert said in page, said
    assert "青禾市水务局关于城区停水的通知" in page
    assert "城区停水；地铁票价" in editor.get(LIST).text
    assert "照所写的没有找到，放宽后找到 1 份" in editor.get(certified(editor, queries="城区停水 地铁票价")).text


def test_the_form_offers_every_facet(editor: FlaskClient) -> None:
    """Those of fields, whichever there are: values of reports to be chosen, years to be typed."""
    fields = set(re.findall(r'<(?:select|input) id="(\w+)"', editor.get(NEW).text))
    assert {name for name, counts in FakeArchive().status().facets.items() if counts} <= fields


def test_its_file_is_verified(editor: FlaskClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """By readers too; one altered byte is told, wherever it is, and so is a file of something else."""
    address = certified(editor, queries="地铁票价")
    reader = sign_in("reader")
    file = reader.get(f"{address}/file")
    assert file.headers["Content-Disposition"].startswith("attachment;")
    content = file.data
    good = verify(reader, content)
    assert (good.status_code, "没有发现不符之处" in good.text, good.text.count("相符")) == (200, True, 3)
    for at in range(0, len(content), len(content) // 12):
        altered = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        answer = verify(reader, altered)
        assert (answer.status_code, "不能采信" in answer.text) == (422, True), content[at : at + 20]
    for other in (b"", b"{}", b"[" * 100_000, json.dumps({"certificate": 1, "entry": {}}).encode(), b"\xff"):
        assert verify(reader, other).status_code == 422
    monkeypatch.setattr(certificates, "LARGEST_FILE", len(content) - 1)
    assert "太大" in verify(reader, content).text


@pytest.mark.parametrize("number", [1, 99, "2", None, 10**30])
def test_a_forged_file_with_right_hashes_is_refused(editor: FlaskClient, number: object) -> None:
    """Anybody can compute hashes, but not put an entry into the ledger; its searches are not made."""
    content = json.loads(editor.get(f"{certified(editor, queries='地铁票价')}/file").data)
    content["certificate"]["searches"] = [{"parameters": 7}] * 1000
    content["entry"] |= {"number": number, "digest": digest(canonical(content["certificate"]))}
    forged = entry_of_plain(content["entry"])
    values = tuple(getattr(forged, name) for name in Entry.__slots__ if name != "hash")
    content["entry"]["hash"] = digest(canonical(values))
    answer = verify(editor, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
    assert (answer.status_code, "重查" in answer.text) == (422, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": " \n "},
        {"queries": "\n".join(map(str, range(MOST_QUERIES + 1)))},
        {"queries": "停水", "published_from": "前天", "purpose": "某用途"},
        {"queries": "停水" * 600},
    ],
)
def test_what_cannot_be_searched_is_said(editor: FlaskClient, desk: Desk, fields: dict[str, str]) -> None:
    """Nothing is written, and what was typed is still there."""
    before = desk.ledger.count()
    answer = post(editor, NEW, NEW, **fields)
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert fields.get("purpose", "") in answer.text
    assert desk.ledger.count() == before


def test_nothing_of_it_is_markup(editor: FlaskClient) -> None:
    """Queries and purposes stay text."""
    address = certified(editor, queries=HOSTILE, purpose=HOSTILE)
    for page in (editor.get(address).text, editor.get(LIST).text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_there_is_no_certificate_of_another_act(editor: FlaskClient) -> None:
    """An entry that is none, or isn't there, has no page."""
    for number in (1, 99, 10**30):
        assert editor.get(f"{LIST}/{number}").status_code == 404
        assert editor.get(f"{LIST}/{number}/file").status_code == 404
    for before in ("", "1", "x", "9" * 40):
        assert "还没有开具过" in editor.get(f"{LIST}?before={before}").text
