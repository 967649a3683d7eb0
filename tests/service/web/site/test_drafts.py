"""The page that checks what a draft cites."""

from __future__ import annotations

from flask.testing import FlaskClient

from service.web import urls
from tests.service.web.fake_archive import HOSTILE, WATER

DRAFT = "依据《2022年第三季度城乡饮用水水质情况》（青水发〔2022〕41号）和《没有的办法》"


def test_a_draft_is_checked_citation_by_citation(client: FlaskClient) -> None:
    """With a link to what is there; the draft stays in the form."""
    page = client.post(urls.CITATIONS, data={"draft": DRAFT}).text
    assert "共 2 条引用：已找到 1，没有找到 1" in page
    assert urls.report_url(WATER.id) in page
    assert DRAFT in page


def test_a_draft_is_text(client: FlaskClient) -> None:
    """Nothing of it becomes markup; one without citations says so."""
    page = client.post(urls.CITATIONS, data={"draft": f"{HOSTILE}《{HOSTILE}》"}).text
    assert "<script>alert" not in page
    assert "没有读出引用" in client.post(urls.CITATIONS, data={"draft": "无"}).text
    assert "<textarea" in client.get(urls.CITATIONS).text
