"""What an address says of a search, on every page that reads one."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.web.site.addresses import WATER


@pytest.mark.parametrize("path", ["/search.atom", "/search.csv", "/browse/issuer", f"{WATER}/why"])
def test_an_address_copied_out_of_markup_is_understood(client: FlaskClient, path: str) -> None:
    """A filter behind `&amp;` is one, not only on the page of results."""
    meant = client.get(f"{path}?q=%E6%B0%B4&year=2021").data
    assert client.get(f"{path}?q=%E6%B0%B4&amp;year=2021").data == meant
    assert client.get(f"{path}?q=%E6%B0%B4").data != meant
