"""The pages of the ledger of numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

Page = Callable[[str], str]
SERIES = "015530468/2022"


def test_the_list_leads_to_each_series(page: Page) -> None:
    """With its gaps; programs that follow links are told not to keep it."""
    shown = page("/numbers?year=2022")
    assert '<a class="number nowrap pressed" href="/numbers/series?name=015530468%2F2022">015530468/2022</a>' in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert "看不出序号的索引号" in shown
    assert "青水发〔2022〕" in page("/numbers?kind=document")


def test_a_series_says_what_is_missing_and_what_is_shared(page: Page) -> None:
    """Each report is a link, each page has the ways to the others."""
    shown = page(f"/numbers/series?name={SERIES}")
    assert "有 3 个号、4 份报告" in shown
    assert "多份同号" in shown
    assert 'href="/reports/4c19e2b7705ad3f6"' in shown


def test_a_series_that_is_not_there_is_said(page: Page, client: FlaskClient) -> None:
    """With what a name of one looks like; nothing named at all is a mistake."""
    assert "没有这个序列" in page("/numbers/series?name=999999999/1999")
    assert "如 青水发〔2022〕" in page("/numbers/series?kind=document&name=水务局")
    assert client.get("/numbers/series").status_code == 400


def test_a_series_is_a_file_too(client: FlaskClient) -> None:
    """The same rows as CSV and XLSX."""
    address = f"/numbers/series.csv?name={SERIES}"
    rows = list(csv.DictReader(io.StringIO(client.get(address).data.decode("utf-8-sig"))))
    assert {row["号"].strip() for row in rows if row["状态"] == "多份同号"} == {f"{SERIES}-00041"}
    response = client.get(f"/numbers/series.xlsx?name={SERIES}")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.data))
    assert book.sheet_names == ["编号台账1"]
    assert len(book.get_sheet_by_index(0).to_python()) == len(rows) + 1
    assert "015530468-2022.xlsx" in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "name", "said"),
    [
        ("/numbers?q=015530468&year=abc", "year", "“abc”不是年份"),
        ("/numbers?q=015530468&year=abc&page=x", "year", "“x”不是数字"),
        (f"/numbers/series?name={SERIES}&from=abc", "from", "“abc”不是数字"),
    ],
)
def test_what_cannot_be_understood_is_said_beside_its_field(
    client: FlaskClient, address: str, name: str, said: str
) -> None:
    """The form is there with what was understood, and its answer below."""
    response = client.get(address)
    assert (response.status_code, said in response.text, "015530468/2022" in response.text) == (400, True, True)
    assert re.search(rf'<(select|input)[^>]* name="{name}"[^>]* aria-describedby="problem-{name}"', response.text)
    assert f'id="problem-{name}"' in response.text


def test_what_others_add_to_addresses_means_nothing(page: Page) -> None:
    """As everywhere."""
    assert "编号台账" in page("/numbers?utm_source=x")


def test_a_report_leads_to_its_series(page: Page) -> None:
    """From its own number on."""
    assert 'href="/numbers/series?name=015530468%2F2022&amp;from=42"' in page("/reports/4c19e2b7705ad3f6")


def test_a_page_behind_the_last_leads_to_the_last(page: Page) -> None:
    """Not to one more that is empty."""
    shown = page("/numbers?page=99")
    assert "没有第 99 页，共 3 页" in shown
    assert 'href="/numbers?page=3">最后一页' in shown
