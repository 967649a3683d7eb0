"""Results as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from corpus.report import Report
from indexer.errors import IndexMissing
from service.search.request import SearchRequest
from service.web.threads import REPLACED
from tests.service.web.fake_archive import REPORTS, FakeArchive


def _get(client: FlaskClient, ending: str, **parameters: object) -> bytes:
    response = client.get(f"/search.{ending}?{urlencode(parameters, doseq=True)}")
    assert response.status_code == 200
    return response.data


def test_a_table_has_all_results_in_the_order_of_the_page(client: FlaskClient, archive: FakeArchive) -> None:
    """Whatever page or page size the address names; unknown parameters mean nothing here."""
    asked = {"q": "法治政府", "issuer": "青禾市水务局", "sort": "oldest", "page": 2, "page_size": 3, "from": "timeline"}
    rows = list(csv.DictReader(io.StringIO(_get(client, "csv", **asked).decode("utf-8-sig"))))
    assert [row["发布日期"].strip()[:4] for row in rows] == [str(year) for year in range(2015, 2026)]
    assert {row["发布机构"] for row in rows} == {"青禾市水务局"}
    assert (
        rows[0]["网址"] == "http://localhost/reports/law20140"
    )  # where the file was asked for, since no address is configured


def test_everything_can_be_had(client: FlaskClient) -> None:
    """A search for nothing is one for all."""
    assert len(_get(client, "jsonl").splitlines()) == len(REPORTS)


def test_lines_have_the_texts(client: FlaskClient) -> None:
    """They are what `suoyin index` reads."""
    (line,) = _get(client, "jsonl", q="春晓路").splitlines()
    assert "碰口施工" in json.loads(line)["body"]


def test_a_workbook_is_one(client: FlaskClient) -> None:
    """Its numbers are texts."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(_get(client, "xlsx", q="停水的公告")))
    headings, row = book.get_sheet_by_index(0).to_python()
    assert dict(zip(headings, row, strict=True))["索引号"] == "015530468/2022-00041"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_a_file_has_the_name_of_its_search(client: FlaskClient, ending: str) -> None:
    """Without what names of files can't have."""
    with client.head(f"/search.{ending}?q={quote('../停水 公告?')}") as response:
        disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert disposition.endswith(quote(f"停水 公告.{ending}"))


def test_others_are_answered_while_what_is_found_is_put_in_order(client: FlaskClient, archive: FakeArchive) -> None:
    """It takes seconds where there are hundreds of thousands; what is sent after that is sent by a thread of its own."""
    is_replaced: list[bool] = []

    @contextmanager
    def replaced() -> Iterator[None]:
        is_replaced.append(True)
        yield
        is_replaced.append(False)

    export, seen = archive.export, []

    def slowly(asked: SearchRequest) -> Iterator[Report]:
        seen.append(is_replaced[-1])
        return export(asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "export", slowly)
        client.get("/search.csv?q=停水", environ_overrides={REPLACED: replaced}).close()
    assert (seen, is_replaced) == ([True], [True, False])


def test_only_one_file_is_made_at_a_time(client: FlaskClient) -> None:
    """Who comes meanwhile is told to wait; who is done, or gives up, lets the next one begin."""
    first = client.get("/search.csv")
    second = client.get("/search.csv")
    assert (second.status_code, second.headers["Retry-After"]) == (503, "60")
    assert "一分钟后再试" in second.text
    first.close()
    assert _get(client, "csv")


def test_a_broken_index_is_said_and_blocks_nobody(client: FlaskClient, archive: FakeArchive) -> None:
    """It is known before the first byte is sent."""
    archive.broken = IndexMissing("x")
    assert [client.get("/search.csv").status_code for _ in range(2)] == [503, 503]
    archive.broken = None
    assert _get(client, "csv")
