"""The page that explains why a search finds a report."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask.testing import FlaskClient

from tests.service.web.fake_archive import EVIL, HOSTILE, STOPPAGE


def _page(client: FlaskClient, report_id: str, **parameters: str) -> str:
    response = client.get(f"/reports/{quote(report_id, safe='')}/why?{urlencode(parameters)}")
    assert response.status_code == 200
    return response.text


def test_a_report_page_leads_to_its_explanation(client: FlaskClient) -> None:
    """The link carries the search, and the page says which words stand where and what they are worth."""
    query = urlencode({"q": "停水 碰口"})
    assert f"/reports/{STOPPAGE.id}/why?{query}" in client.get(f"/reports/{STOPPAGE.id}?{query}").text.replace(
        "&amp;", "&"
    )
    page = _page(client, STOPPAGE.id, q="停水 碰口")
    assert "找到了这份报告" in page
    assert "标题、正文" in page
    assert "得分" in page


def test_what_excludes_a_report_is_named(client: FlaskClient) -> None:
    """A missing word or a filter; parameters that mean nothing are left out."""
    assert "不符合 “预算”" in _page(client, STOPPAGE.id, q="停水 预算", step="typed", **{"from": "timeline"})
    assert "发布机构：青禾市财政局" in _page(client, STOPPAGE.id, q="停水", issuer="青禾市财政局")


def test_nothing_hostile_gets_through(client: FlaskClient) -> None:
    """Titles and queries are escaped, and a report that isn't there is a 404."""
    assert HOSTILE not in _page(client, EVIL.id, q=HOSTILE)
    assert client.get("/reports/nothing/why?q=1").status_code == 404
