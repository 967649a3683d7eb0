"""Headers: what browsers may do, and whether their copy is still good."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer import sources
from service.web import headers
from service.web.app import create_app
from tests.service.web.fake_archive import FakeArchive

CACHED = ("/", "/search?q=1", "/reports/bare", "/locate?number=1", "/help", "/api/v1/search", "/api/v1/openapi.json")
EVERYWHERE = (*CACHED, "/nowhere", "/search?x=1", "/healthz", "/favicon.ico", "/static/suoyin.css", "/robots.txt")


@pytest.mark.parametrize("url", EVERYWHERE)
def test_security_headers_are_everywhere(client: FlaskClient, url: str) -> None:
    """Every response, errors and files included, has the security headers and sets no cookie."""
    response = client.get(url, buffered=True)
    assert headers.SECURITY_HEADERS.items() <= dict(response.headers).items()
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("url", CACHED)
def test_unchanged_answers_are_not_sent_again(client: FlaskClient, archive: FakeArchive, url: str) -> None:
    """Who has the current answer gets 304, without the archive being searched; after a commit, a new one."""
    first = client.get(url)
    assert first.headers["Cache-Control"] == "no-cache"
    etag = first.headers["ETag"]
    assert re.fullmatch('"[0-9a-f]{32}"', etag)
    asked = len(archive.asked)
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        again = client.get(url, headers={"If-None-Match": known})
        assert (again.status_code, again.text, again.headers["ETag"]) == (304, "", etag)
        assert again.headers["Cache-Control"] == "no-cache"
    assert len(archive.asked) == asked
    archive.version = "8"
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_etags_differ(client: FlaskClient) -> None:
    """Each address has its own ETag, and so has each name of the site."""
    urls = ("/search?q=1", "/search?q=2", "/search", "/help", "/api/v1/search")
    other = create_app(FakeArchive(), site_name="别的名称").test_client()
    etags = {each.get(url).headers["ETag"] for each in (client, other) for url in urls}
    assert len(etags) == 2 * len(urls)


def test_errors_have_no_etag(client: FlaskClient) -> None:
    """An error is never taken for a copy that may be kept, not even with If-None-Match: *."""
    for url in ("/search?page=0", "/reports/nope"):
        response = client.get(url, headers={"If-None-Match": "*"})
        assert response.status_code in (400, 404)
        assert "ETag" not in response.headers


@pytest.mark.parametrize("url", EVERYWHERE)
def test_head_is_get_without_body(client: FlaskClient, url: str) -> None:
    """HEAD answers with the status and headers of GET."""
    head, get = client.head(url, buffered=True), client.get(url, buffered=True)
    assert head.status_code == get.status_code
    assert head.data == b""
    assert head.headers.get("ETag") == get.headers.get("ETag")
    assert head.mimetype == get.mimetype


def test_static_files_are_kept(client: FlaskClient) -> None:
    """Files are named by the program's state, so that browsers may keep them."""
    address = re.search(r'href="(/static/suoyin\.css\?v=[0-9a-f]{16})"', client.get("/").text)
    assert address
    assert f"max-age={headers.STATIC_MAX_AGE}" in client.get(address[1], buffered=True).headers["Cache-Control"]


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "Script-Name", "X-Script-Name", "X-Forwarded-Prefix"])
def test_no_header_reaches_links(client: FlaskClient, name: str) -> None:
    """Links start at the root of the site, whatever a client says of where that is."""
    text = client.get(
        f"/search?q={quote('法治')}", headers={name: "/elsewhere", "X-Forwarded-Host": "elsewhere.example"}
    ).text
    assert "elsewhere" not in text


def _one_of_each_kind() -> list[str]:
    """Return a file of our packages for each way in which their names end, but for what Python compiles."""
    files = (path for package in sources.PACKAGES for path in sorted((sources.ROOT / package).rglob("*.*")))
    kinds = {path.suffix: path for path in files if path.is_file() and "__pycache__" not in path.parts}
    return [str(path.relative_to(sources.ROOT)) for path in kinds.values()]


@pytest.mark.parametrize(
    "name", ["corpus/labels.py", "indexer/ranking.py", "service/vocabulary/everyday.txt", *_one_of_each_kind()]
)
def test_a_change_in_any_package_makes_new_etags(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """Pages depend on what a report is, on how reports are ranked and on lists of words, not on the service's modules alone."""
    for package in sources.PACKAGES:
        shutil.copytree(sources.ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    before = headers.program_fingerprint()
    assert headers.program_fingerprint() == before
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert headers.program_fingerprint() != before
