"""Compressed responses."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.web.compression import LEAST_BYTES

GZIP = {"Accept-Encoding": "br, gzip;q=0.8"}
MISTAKEN = ("/search?q=%E6%B2%BB&at=x", "/nowhere")


@pytest.mark.parametrize(
    "url", ["/", "/search?q=%E6%B2%BB", "/api/v1/search", "/help", "/static/suoyin.css", *MISTAKEN]
)
def test_a_client_that_takes_gzip_gets_it(client: FlaskClient, url: str) -> None:
    """The bytes are those of the plain answer (but for the time a search took), also of one to a mistake, and caches are told that there are two."""
    plain = client.get(url)
    packed = client.get(url, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert {"Accept-Encoding"} <= set(plain.vary) == set(packed.vary)
    assert packed.content_length == len(packed.data) < len(plain.data) / 2
    assert len(gzip.decompress(packed.data)) == pytest.approx(len(plain.data), abs=20)


def test_a_page_of_results_is_light(client: FlaskClient) -> None:
    """It and all that it loads weigh less than 30 kB on the wire."""
    page = client.get("/search?q=%E6%B2%BB", headers=GZIP)
    text = gzip.decompress(page.data).decode()
    loaded = re.findall(r'(?:href|src)="(/static/[^"]+)"', text)
    sizes = [client.get(address.replace("&amp;", "&"), headers=GZIP).content_length or 0 for address in loaded]
    assert len(sizes) >= 3
    assert all(sizes)
    assert len(page.data) + sum(sizes) < 30_000


def test_static_files_are_packed_beforehand(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As small as gzip can make them; a request packs nothing."""
    files = {path.name: path.read_bytes() for path in Path(app.static_folder or "").iterdir()}
    smallest = {name: len(gzip.compress(text, 9)) for name, text in files.items() if len(text) >= LEAST_BYTES}
    assert {"suoyin.css", "suoyin.js"} <= smallest.keys()
    monkeypatch.delattr(gzip, "compress")
    client = app.test_client()
    assert {name: len(client.get(f"/static/{name}", headers=GZIP).data) for name in smallest} == smallest


@pytest.mark.parametrize("accepted", ["br", "gzip;q=0", "identity", ""])
def test_others_get_it_plain(client: FlaskClient, accepted: str) -> None:
    """A client that takes no gzip, or says so, is served all the same."""
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": accepted}).headers


def test_a_copy_is_still_good(client: FlaskClient) -> None:
    """What a client keeps of a compressed page is recognised."""
    first = client.get("/help", headers=GZIP)
    assert first.headers["ETag"].startswith("W/")
    again = client.get("/help", headers={**GZIP, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_small_stays_as_it_is(client: FlaskClient) -> None:
    """A few bytes are not worth the work."""
    answer = client.get("/healthz", headers=GZIP)
    assert len(answer.data) < LEAST_BYTES
    assert "Content-Encoding" not in answer.headers


def test_a_head_request_says_what_a_get_would(client: FlaskClient) -> None:
    """Only the body is left out."""
    head, get = (ask("/help", headers=GZIP) for ask in (client.head, client.get))
    assert head.data == b""
    assert head.headers["Content-Encoding"] == get.headers["Content-Encoding"]
