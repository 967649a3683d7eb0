"""Feeds of searches."""

from __future__ import annotations

from urllib.parse import urlencode

import lxml.etree
import pytest
from flask.testing import FlaskClient

from service.web.site.feeds import ENTRIES
from tests.service.web.fake_archive import HOSTILE

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _feed(client: FlaskClient, **parameters: object) -> lxml.etree._Element:
    response = client.get(f"/search.atom?{urlencode(parameters, doseq=True)}")
    assert (response.status_code, response.mimetype) == (200, "application/atom+xml")
    return lxml.etree.fromstring(response.data)


def test_the_newest_reports_of_a_search_come_first(client: FlaskClient) -> None:
    """With everything RFC 4287 asks for: ids, moments and titles of the feed and of each entry, and no more than fit."""
    feed = _feed(client, q="法治政府", issuer="青禾市水务局", page=2, sort="oldest")
    entries = feed.xpath("a:entry", namespaces=ATOM)
    moments = [each.findtext("a:updated", namespaces=ATOM) for each in entries]
    assert moments == sorted(moments, reverse=True)
    assert 0 < len(entries) <= ENTRIES
    assert feed.findtext("a:updated", namespaces=ATOM) == moments[0]
    for each in (feed, *entries):
        assert each.findtext("a:id", namespaces=ATOM).startswith("urn:suoyin:")
        assert each.findtext("a:title", namespaces=ATOM)
        assert each.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)


def test_a_search_that_finds_nothing_has_an_empty_feed(client: FlaskClient) -> None:
    """It may find something next week; until then nothing that was not asked for is in it."""
    assert not _feed(client, q="鼋鼍龘爨").xpath("a:entry", namespaces=ATOM)


@pytest.mark.parametrize("query", [HOSTILE, "恶意", "\x00\x1b水", "a&b<c>]]>"])
def test_hostile_text_stays_text(client: FlaskClient, query: str) -> None:
    """Queries and titles may hold anything; the feed is well-formed XML."""
    assert not _feed(client, q=query).xpath("//*[local-name()='script']")


def test_what_others_add_to_links_means_nothing(client: FlaskClient) -> None:
    """As on the page of results."""
    assert len(_feed(client, q="法治政府", utm_source="x")) == len(_feed(client, q="法治政府"))
