"""The page that finds the reports of a list of numbers."""

from __future__ import annotations

import io
import json

from flask.testing import FlaskClient

from service.export.workbook import workbook
from service.web import urls
from service.web.bodies import MOST_BYTES
from tests.service.web.fake_archive import CHARGES, HOSTILE, REPORTS, STOPPAGE, WATER

NUMBERS = "015530468/2022-00041\n015530468/2022-00042\n015530468/2022-00024\n015530468/1999-00001"


def test_a_pasted_list_is_found_line_by_line(client: FlaskClient) -> None:
    """Shared, found, mistyped and absent numbers, with links; what was pasted stays in the form."""
    page = client.post(urls.LOCATE_LIST, data={"text": NUMBERS}).text
    assert "共 4 个：已找到 1，有多份 1，相近 1，没有 1。" in page
    for report in (WATER, STOPPAGE, CHARGES):
        assert urls.report_url(report.id) in page
    assert NUMBERS in page


def test_the_form_alone_keeps_and_asks_nothing(client: FlaskClient) -> None:
    """The page is there without a list, and led to from that of one number."""
    assert "<textarea" in client.get(urls.LOCATE_LIST).text
    assert urls.LOCATE_LIST in client.get(urls.LOCATE).text


def test_a_workbook_can_be_uploaded(client: FlaskClient) -> None:
    """Its rows are put into the form, so that they can be sent again for a file."""
    file = io.BytesIO(b"".join(workbook(("序号", "索引号"), iter([("1", "015530468/2022-00042")]))))
    page = client.post(urls.LOCATE_LIST, data={"file": (file, "list.xlsx")}).text
    assert "已找到 1" in page
    assert "序号\t索引号\n1\t015530468/2022-00042" in page


def test_other_files_are_refused_in_chinese(client: FlaskClient) -> None:
    """With the form to try again."""
    response = client.post(
        urls.LOCATE_LIST, data={"file": (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "list.xls")}
    )
    assert response.status_code == 400
    assert "请另存为 XLSX 或 CSV" in response.text


def test_the_outcome_is_a_file_when_asked_for(client: FlaskClient) -> None:
    """As CSV that spreadsheet programs read, and as JSON."""
    response = client.post(urls.LOCATE_LIST, data={"text": NUMBERS, "format": "csv"})
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.text.count("\r\n") == 6  # headings, two reports of the shared number, and one line for each other
    found = json.loads(client.post(urls.LOCATE_LIST, data={"text": NUMBERS, "format": "json"}).data)
    assert [each["outcome"] for each in found["numbers"]] == ["several", "found", "near", "absent"]


def test_nothing_pasted_becomes_markup(client: FlaskClient) -> None:
    """What is pasted, and what reports say, is text."""
    evil = next(report for report in REPORTS if report.id.startswith("evil"))
    assert evil.index_number
    page = client.post(urls.LOCATE_LIST, data={"text": f"{HOSTILE}1\n{evil.index_number.raw}"}).text
    assert "<script>alert" not in page


def test_a_list_is_bounded(client: FlaskClient) -> None:
    """What is larger than a list ever is gets a 413 that says how much may be sent."""
    response = client.post(urls.LOCATE_LIST, data={"text": "1" * (MOST_BYTES + 1)})
    assert response.status_code == 413
    assert "2 MB" in response.text
