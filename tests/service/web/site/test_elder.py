"""The mode for the elderly."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.web.site.elder import COOKIE


def test_it_is_kept_in_a_cookie(client: FlaskClient) -> None:
    """Every page then has it, and what is kept of the page without it is no longer good."""
    plain = client.get("/help")
    response = client.get("/elder?on=1", headers={"Referer": "http://localhost/help?a=1"})
    assert (response.status_code, response.location) == (302, "/help?a=1")
    assert client.get_cookie(COOKIE)
    large = client.get("/help", headers={"If-None-Match": plain.headers["ETag"]})
    assert 'class="elder"' in large.text
    assert "Cookie" in large.vary
    client.get("/elder?on=0")
    assert 'class="elder"' not in client.get("/help").text


@pytest.mark.parametrize(
    "referer", ["http://x//evil.cn/", "http://x/\\evil.cn", "javascript:1", "", "http://[", "https://evil.cn"]
)
def test_it_leads_nowhere_else(client: FlaskClient, referer: str) -> None:
    """Only to paths of this site, whatever page leads here."""
    assert client.get("/elder?on=1", headers={"Referer": referer}).location == "/"
