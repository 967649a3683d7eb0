"""The whole way over HTTP: the sample archive, searched and shown through pages and API."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import Report
from indexer.analysis import normalize
from service.archive import Archive
from service.web.app import create_app


@pytest.fixture(scope="module")
def client(sample_archive: Archive) -> FlaskClient:
    """Return a client of the site over the sample archive."""
    return create_app(sample_archive, site_name="档案").test_client()


@pytest.fixture(scope="module")
def reports(sample_archive: Archive) -> list[Report]:
    """Return every report of the sample archive."""
    return list(sample_archive.export())


def _json(client: FlaskClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return response.get_json()


def test_the_sample_archive_is_varied(reports: list[Report]) -> None:
    """Enough reports, agencies, years, categories, lengths and awkward cases to try everything on."""
    assert len(reports) >= 60
    assert len({report.issuer for report in reports}) >= 8
    assert len({report.published.year for report in reports if report.published}) >= 6
    categories = [normalize(report.category) for report in reports]
    assert all(categories.count(category) >= 2 for category in set(categories) if category)
    lengths = sorted(len(report.body) for report in reports)
    assert lengths[0] < 250
    assert lengths[-1] > 4500
    numbers = [report.index_number.key for report in reports if report.index_number]
    assert len(numbers) < len(reports), "some have none"
    assert len(set(numbers)) < len(numbers), "some share one"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("老房子 电梯", "加装电梯"),
        ("停水", "停水"),
        ("高龄津贴", "高龄津贴"),
        ("公租房", ""),
        ("第47号", ""),
        ("ＰＭ２．５", ""),
        ("標題:預算", "预算"),
        ("标题:预算", "预算"),
    ],
)
def test_everyday_words_find_reports(client: FlaskClient, query: str, title: str) -> None:
    """What people type leads to hits with highlighted titles or snippets."""
    result = _json(client, f"/api/v1/search?q={quote(query)}")
    assert result["total"] > 0
    assert any(title in hit["title"] for hit in result["hits"])
    assert any("<mark>" in piece for hit in result["hits"] for piece in (hit["title_html"], *hit["snippets"]))


def test_every_report_is_found_by_its_title_and_number(client: FlaskClient, reports: list[Report]) -> None:
    """A pasted title finds its report, and so does its index number, on the search and the locate page."""
    for report in reports:
        found = _json(client, f"/api/v1/search?page_size=100&q={quote(report.title)}")
        assert not found["relaxed"], report.title
        assert report.id in {hit["id"] for hit in found["hits"]}
        if report.index_number:
            number = quote(report.index_number.raw)
            located = _json(client, f"/api/v1/locate?number={number}")
            assert report.id in {link["id"] for link in located["exact"]}
            searched = _json(client, f"/api/v1/search?page_size=100&q={number}")
            assert report.id in {hit["id"] for hit in searched["hits"]}


def test_facets_agree_with_what_they_filter(client: FlaskClient) -> None:
    """Choosing a facet value finds as many hits as its count said."""
    result = _json(client, "/api/v1/search?q=" + quote("工作"))
    for field in ("issuer", "category", "topic", "year"):
        for value in result["facets"][field][:5]:
            narrowed = _json(client, f"/api/v1/search?q={quote('工作')}&{field}={quote(value['value'])}")
            assert narrowed["total"] == value["count"]


def test_pages_walk_through_every_hit_once(client: FlaskClient, reports: list[Report]) -> None:
    """Paging to the end shows each report exactly once."""
    ids: list[str] = []
    for page in range(1, 100):
        hits = _json(client, f"/api/v1/search?page={page}&page_size=7")["hits"]
        ids += [hit["id"] for hit in hits]
        if not hits:
            break
    assert sorted(ids) == sorted(report.id for report in reports)


def test_report_pages_show_everything(client: FlaskClient, reports: list[Report]) -> None:
    """Each report's page holds its whole text, with highlights when it comes from a search."""
    for report in reports:
        page = client.get(f"/reports/{report.id}?q={quote('工作')}").text
        assert html.escape(report.title, quote=False)[:5] in re.sub("</?mark>", "", page)
        seen = re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", page)))
        for line in report.body.split("\n"):
            assert re.sub(r"\s", "", line) in seen


HOSTILE = [
    "処",
    "👍🏽",
    "\0",
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "' OR 1=1; DROP TABLE reports; --",
    "((((((((((",
    '"',
    "-",
    "OR OR",
    "标题:",
    "年份:9999999999999999999999..",
    "%",
    "\\",
    "{{7*7}}",
    "../../etc/passwd",
    "a" * 999,
    "（" * 900,
    '"' * 501,
    "- " * 400,
    "法 " * 480,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gets_an_answer(client: FlaskClient, text: str) -> None:
    """Whatever is typed, every page and route returns an answer or a 400, and never repeats it unescaped."""
    for path in (
        "/search?q={}",
        "/api/v1/search?q={}",
        "/locate?number={}",
        "/api/v1/locate?number={}",
        "/api/v1/suggest?q={}",
        "/search?issuer={}",
        "/search?year={}",
        "/search?published_from={}",
        "/search?page={}",
        "/search?sort={}",
        "/search?{}=1",
        "/reports/{}",
        "/api/v1/reports/{}",
        "/{}",
    ):
        response = client.get(path.format(quote(text, safe="")))
        assert response.status_code in (200, 308, 400, 404), (path, response.status_code)
        if response.mimetype == "text/html":
            assert "<script>alert" not in response.text
            assert "<img src=x" not in response.text


@pytest.mark.parametrize("path", ["/search?q=%ED%A0%80", "/search?q=%FF%FE", "/locate?number=%00", "/reports/%FF"])
def test_bytes_that_are_no_text_get_an_answer(client: FlaskClient, path: str) -> None:
    """Lone surrogates and invalid UTF-8 in a URL are an answer or a 400."""
    assert client.get(path).status_code in (200, 400, 404)


def test_a_query_of_ten_thousand_characters_is_refused(client: FlaskClient) -> None:
    """Too long a query is a 400 that names the parameter."""
    response = client.get("/api/v1/search?q=" + quote("长" * 10_000))
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert "q" in {error["parameter"] for error in response.get_json()["errors"]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_gets_an_answer(client: FlaskClient, text: str) -> None:
    """Any text at all is searched, or refused as a bad parameter."""
    encoded = quote(text.encode("utf-8", "surrogatepass"))
    assert client.get(f"/search?q={encoded}").status_code in (200, 400)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_piece_of_every_report_finds_it(client: FlaskClient, reports: list[Report], data: st.DataObject) -> None:
    """A quoted piece of 1 to 20 characters of a report's text finds that report, without the relaxed try.

    Where it begins or ends inside a run of letters or digits, it does so as a piece.
    """
    report = data.draw(st.sampled_from([each for each in reports if each.body]))  # not the scan
    start = data.draw(st.integers(0, len(report.body) - 1))
    piece = report.body[start : start + data.draw(st.integers(1, 20))]
    if '"' in piece or not piece.strip():
        return
    quoted = quote(f'"{piece}"')
    asked = f"/api/v1/search?page_size=100&step=pieces&q={quoted}"
    results = [_json(client, f"{asked}&page={page}") for page in range(1, 2 + len(reports) // 100)]
    assert not results[0]["relaxed"]
    assert report.id in {hit["id"] for result in results for hit in result["hits"]}


@pytest.mark.parametrize("query", ["行政复义", "dibao", "小升初"])
def test_what_a_page_shows_can_be_subscribed_to(client: FlaskClient, query: str) -> None:
    """The feed of a search that was corrected or widened has its reports, and says that it looks for what means the same."""
    page = client.get(f"/search?q={quote(query)}&fold=no")
    (address,) = set(re.findall(r'"(/search\.atom\?[^"]*)"', page.text))
    feed = client.get(html.unescape(address)).text
    shown = re.search(r"共 <strong>([\d,]+)</strong> 条结果", page.text)
    assert shown
    assert feed.count("<entry>") == int(shown[1])
    assert ("意思相同或相近" in feed) == ("意思相同或相近" in page.text)
