"""The links of pages: states, folded facets, pages of results."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import lxml.html
from flask.testing import FlaskClient

from service.search.request import SearchRequest
from service.web.site.navigation import MENU_VALUES
from tests.service.web.fake_archive import FakeArchive
from tests.service.web.site.test_pages import Page, links, search


def test_every_state_is_in_the_links(page: Page) -> None:
    """Facets, orders and pages keep the rest of the state; a facet or order goes back to page 1."""
    state = {"q": "法治", "issuer": ["青禾市水务局", "青禾市财政局"], "year": ["2015", "2018..2023"]}
    found = links(page(search(**state, page=2, page_size=5)))
    assert search(**state, sort="newest", page_size=5) in found
    assert search(**state, page_size=5) in found
    assert search(**state, page=3, page_size=5) in found
    assert search(**{**state, "issuer": "青禾市财政局"}, page_size=5) in found
    assert search(**{**state, "year": "2015"}, page_size=5) in found
    assert search(**{**state, "year": "2020"}, page_size=5) in found
    assert search(q="法治", page_size=5) in found


def test_long_facets_are_folded(page: Page) -> None:
    """Only the first eight values of a facet are shown at once, and the rest when one of them is chosen."""
    assert "其余 2 个" in page(search(q="法治"))
    opened = lxml.html.fromstring(page(search(q="法治", issuer="青禾市财政局"))).xpath("//details[@open]")
    assert len(opened) == 1


def test_a_very_long_facet_has_a_field_to_look_in(client: FlaskClient, archive: FakeArchive, monkeypatch: Any) -> None:
    """It leads to all of its values and keeps the search; a facet that is shown whole has none."""
    many = tuple((f"青禾市第{each}局", 1) for each in range(MENU_VALUES + 1))
    found = archive.search(SearchRequest("法治"))
    monkeypatch.setattr(archive, "search", lambda _: replace(found, facets={**found.facets, "issuer": many}))
    forms = lxml.html.fromstring(client.get(search(q="法治", year="2020")).text).xpath("//form[@method='get']")
    looking = [form for form in forms if "find" in form.fields]
    assert [form.action for form in looking] == ["/browse/issuer"]
    assert looking[0].form_values() == [("q", "法治"), ("year", "2020")]


def test_histogram_bars_need_no_style(page: Page) -> None:
    """Years have bars, and no page has inline styles, which the content policy forbids."""
    text = page(search(q="法治"))
    assert '<rect width="100%"' in text
    assert "style=" not in text
    assert not re.search(r"<script(?! src=)", text)


def test_paging_stops_at_the_limit(client: FlaskClient, archive: FakeArchive) -> None:
    """With more hits than can be paged, the last link leads to hit 10,000 and the page says so."""
    archive.total = 123_456
    text = client.get(search(q="法治")).text
    assert "共 <strong>123,456</strong> 条结果" in text
    assert "只能翻看前 10,000 条结果" in text
    assert search(q="法治", page=1000) in links(text)
    last = client.get(search(q="法治", page=1000))
    assert last.status_code == 200
    assert "下一页" not in last.text
    assert client.get(search(q="法治", page=1001)).status_code == 400


def test_paging_of_a_pasted_text_stops_earlier(client: FlaskClient, archive: FakeArchive) -> None:
    """Of a text of more than 100 characters the last link leads to hit 1,000, and the page says how to reach others."""
    archive.total = 123_456
    text = client.get(search(q="法治" * 51)).text
    assert "只能翻看前 1,000 条结果。请缩短查询，只留要紧的词语" in text
    assert search(q="法治" * 51, page=100) in links(text)
    assert client.get(search(q="法治" * 51, page=101)).status_code == 400
