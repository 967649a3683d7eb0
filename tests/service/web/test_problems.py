"""Errors, as problem documents and as pages."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import create_environ, run_wsgi_app

from indexer.errors import (
    EngineFailed,
    EngineUnavailable,
    IndexDamaged,
    IndexerError,
    IndexMismatch,
    IndexMissing,
    IndexUntrusted,
    IndexUnwritable,
)
from service.web.port import EXTENSION
from tests.service.web.fake_archive import FakeArchive
from tests.service.web.site.addresses import WATER

MISSING = IndexMissing(Path("/data/index"))
ASKING = ("/", "/search", "/reports/bare", "/locate?number=1")


class Failing(FakeArchive):
    """An archive with a bug."""

    def search(self, request: object) -> NoReturn:
        raise RuntimeError("secret detail")


def test_missing_index_is_a_503(client: FlaskClient, archive: FakeArchive) -> None:
    """When the index can't be used, pages and API say why and are not kept."""
    archive.broken = MISSING
    for url in ASKING:
        page = client.get(url)
        assert page.status_code == 503
        assert "suoyin index" in page.text
        assert page.headers["Cache-Control"] == "no-store"
    for url in ("/api/v1/search", "/api/v1/status", "/healthz"):
        response = client.get(url)
        assert response.status_code == 503
        assert response.mimetype == "application/problem+json"
        assert response.json is not None
        assert response.json["detail"] == MISSING.public_text


def test_a_cluster_in_trouble_says_when_to_ask_again(client: FlaskClient, archive: FakeArchive) -> None:
    """When a cluster can't answer, pages, API and monitoring get a 503 with the time to wait; others get none."""
    for url in (*ASKING, "/api/v1/search", "/api/v1/status", "/healthz"):
        archive.broken = EngineUnavailable("http://a:9200", "连接不上", retry_after=10)
        response = client.get(url)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "10"
        assert "连接不上" in response.text
        archive.broken = MISSING
        assert "Retry-After" not in client.get(url).headers


@pytest.mark.parametrize(
    "error",
    [
        MISSING,
        IndexMismatch(Path("/data/index"), "另一个版本"),
        IndexDamaged(Path("/data/index"), "/data/index/a.suoyin 读不出来"),
        IndexUntrusted(Path("/data/index/b.toc"), 7),
        IndexUnwritable(Path("/data/index"), "磁盘已满"),
        EngineUnavailable("http://a:9200", "连接不上", retry_after=10),
        EngineFailed("http://a:9200", "内部错误"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_where_things_are_on_the_server_is_not_told(
    error: IndexerError, client: FlaskClient, archive: FakeArchive
) -> None:
    """Readers learn what is wrong; folders and hosts are for the log."""
    archive.broken = error
    for url in (*ASKING, "/api/v1/search", "/healthz"):
        answer = client.get(url).text
        assert "/data" not in answer
        assert "9200" not in answer


def test_help_needs_no_index(client: FlaskClient, archive: FakeArchive) -> None:
    """The help and the API's description are there even without an index."""
    archive.broken = MISSING
    assert client.get("/help").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 200


@pytest.mark.parametrize("url", ["/nowhere", "/reports/", "/static/nothing.css", "/api", "/nowhere/"])
def test_unknown_page_is_a_404(client: FlaskClient, url: str) -> None:
    """An address that leads nowhere has a page in Chinese."""
    response = client.get(url)
    assert response.status_code == 404
    assert "没有找到这个页面" in response.text


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/search",
            "/locate",
            "/locate/list",
            "/help",
            "/browse",
            "/browse/issuer",
            "/numbers",
            "/citations",
            "/changes",
        ),
        *(WATER, f"{WATER}/why", "/search.atom", "/reports/a%2Fb%3F%25"),
    ],
)
def test_a_slash_at_the_end_does_no_harm(client: FlaskClient, path: str) -> None:
    """The page is a step away, with what was asked."""
    response = client.get(f"{path}/?q=%E6%B2%BB")
    assert (response.status_code, unquote(response.headers["Location"])) == (301, f"{unquote(path)}?q=治")
    assert client.get(f"{path}/").headers["Location"] == path.replace("%2F", "/")


@pytest.mark.parametrize("path", ["//a.cn/", "/\\a.cn/", "/api/v1/search/", "/healthz/"])
def test_a_slash_leads_to_no_other_site(app: Flask, path: str) -> None:
    """What this site hasn't without the slash either is a 404, and so is what programs ask for."""
    _, status, _ = run_wsgi_app(
        app, create_environ() | {"PATH_INFO": path}
    )  # a client would take two slashes for a host
    assert status == "404 NOT FOUND"


@pytest.mark.parametrize("url", ["/api/v1/nowhere", "/api/v2/search", "/api/v1/", "/api/v1/reports/nope"])
def test_unknown_route_is_a_problem_document(client: FlaskClient, url: str) -> None:
    """Under /api every error is a problem document."""
    response = client.get(url)
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert set(response.json) == {"type", "title", "status", "detail", "errors"}


@pytest.mark.parametrize("url", ["/search", "/api/v1/search", "/", "/healthz"])
def test_other_methods_are_a_405(client: FlaskClient, url: str) -> None:
    """Nothing can be posted, and the answer says what is allowed."""
    response = client.post(url, data={"q": "1"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    is_api = url.startswith(("/api", "/healthz"))
    assert response.mimetype == ("application/problem+json" if is_api else "text/html")


def test_bugs_are_a_500_without_detail(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """An unexpected error is logged for us and told to nobody else."""
    app.extensions[EXTENSION] = Failing()
    for url in ("/search", "/api/v1/search"):
        response = app.test_client().get(url)
        assert response.status_code == 500
        assert "服务器出了问题" in response.text
        assert "secret" not in response.text
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "secret detail" in caplog.text


def test_health(client: FlaskClient) -> None:
    """Monitoring sees that the archive can be asked."""
    response = client.get("/healthz")
    assert response.json == {"status": "ok", "generation": "7"}


def test_what_was_typed_stays_on_pages_of_errors(client: FlaskClient, archive: FakeArchive) -> None:
    """So that it can be sent again; what an operator is to do is said to be for them."""
    archive.broken = MISSING
    page = client.get("/search?q=水质<监测>").text
    assert 'name="q" type="search" value="水质&lt;监测&gt;"' in page
    assert page.index("告诉网站的管理员") < page.index("suoyin index")


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        (f"/locate?number={'9' * 301}", "9" * 300, "索引号：最多 300 个字符"),
        ("/reports/2023-66", "2023-66", "没有编号为“2023-66”的报告"),
    ],
)
def test_a_number_that_leads_nowhere_can_be_looked_up(client: FlaskClient, address: str, typed: str, said: str) -> None:
    """The form below the error has it, and parameters are called what people call them."""
    page = client.get(address).text
    assert said in page
    assert f'id="number" name="number" type="text" value="{typed}"' in page
