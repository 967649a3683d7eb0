"""Bodies that operations take."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.export.workbook import workbook
from service.web.api.bodies import JSON, XLSX
from tests.service.web.fake_archive import CHARGES

ADDRESS = "/api/v1/locate/list"
NUMBER = "015530468/2022-00042"


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("text/plain", NUMBER.encode()),
        ("text/plain; charset=utf-8", f"索引号：{NUMBER}".encode()),
        ("text/csv", f"索引号,标题\r\n{NUMBER},水费\r\n".encode()),
        (JSON, b'{"numbers": ["015530468/2022-00042"]}'),
        (XLSX, b"".join(workbook(("索引号",), iter([(NUMBER,)])))),
    ],
)
def test_a_list_is_taken_in_each_form(client: FlaskClient, media_type: str, data: bytes) -> None:
    """Text, tables and JSON give the same."""
    response = client.post(ADDRESS, data=data, content_type=media_type)
    assert response.status_code == 200, response.text
    (found,) = response.json["numbers"]
    assert (found["outcome"], found["reports"][0]["id"]) == ("found", CHARGES.id)


@pytest.mark.parametrize(
    ("media_type", "data", "status"),
    [
        (JSON, b"{", 400),
        (JSON, b"[" * 100_000, 400),
        (JSON, b'{"numbers": "1"}', 400),
        (JSON, b'{"numbers": [1]}', 400),
        (JSON, b'{"numbers": [], "more": 1}', 400),
        (JSON, b'{"numbers": ["' + b"1" * 301 + b'"]}', 400),
        (XLSX, b"PK\x03\x04", 400),
        ("image/png", b"", 415),
        ("text/plain", b"1" * 2_000_001, 413),
    ],
)
def test_what_is_no_list_is_a_problem(client: FlaskClient, media_type: str, data: bytes, status: int) -> None:
    """With its status, and as a problem document."""
    response = client.post(ADDRESS, data=data, content_type=media_type)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


def test_the_address_takes_nothing_else(client: FlaskClient) -> None:
    """A GET is told what there is to send."""
    assert client.get(ADDRESS).status_code == 405
