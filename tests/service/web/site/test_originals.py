"""Downloading the files that reports were read from, over HTTP."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer.engines.whoosh import WhooshEngine
from service.archive import Archive
from service.settings import load_settings
from service.web.app import create_app

Opened = Callable[..., FlaskClient]

TEXT = "索引号：QH001-2024-00001\n信息名称：关于防汛的通知\n\n做好防汛工作。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Return a function that indexes what stands in `archive/` and returns a client of its site."""
    (tmp_path / "archive").mkdir()
    archives = []

    def make(*, originals: bool = True) -> FlaskClient:
        config = tmp_path / "config.toml"
        config.write_text(f'[archive]\npaths = ["archive"]\noriginals = {str(originals).lower()}\n', encoding="utf-8")
        archive = Archive(WhooshEngine(tmp_path / "index"), load_settings(config, index=None, environ={}))
        archives.append(archive)
        archive.index()
        return create_app(archive, site_name="青禾市").test_client()

    yield make
    for archive in archives:
        archive.close()


def ids(client: FlaskClient) -> dict[str, str]:
    """Return the id of each report by its source."""
    hits = client.get("/api/v1/search?page_size=100").get_json()["hits"]
    found = (client.get(f"/api/v1/reports/{quote(hit['id'], safe='')}").get_json() for hit in hits)
    return {report["source"]: report["id"] for report in found}


def source_url(client: FlaskClient, source: str) -> str:
    """Return the address of the file of the report from `source`."""
    return f"/reports/{quote(ids(client)[source], safe='')}/source"


def test_a_file_comes_back_as_it_was(opened: Opened, tmp_path: Path) -> None:
    """Bytes, name and type are the file's, for keeping; the report's page leads there."""
    path = tmp_path / "archive" / "关于防汛的通知.txt"
    path.write_text(TEXT, encoding="gb18030")
    client = opened()
    address = source_url(client, "archive/关于防汛的通知.txt")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.data == path.read_bytes()
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert quote("关于防汛的通知.txt") in answer.headers["Content-Disposition"]
    assert (answer.mimetype, answer.content_length) == ("text/plain", path.stat().st_size)
    page = client.get(address.removesuffix("/source")).text
    assert f'href="{address}"' in page
    assert f"下载原文件（{path.stat().st_size} 字节）" in page


def test_a_page_is_no_page_of_this_site(opened: Opened, tmp_path: Path) -> None:
    """What browsers would run is given as bytes to keep."""
    page = "<title>关于防汛的通知</title><h1>关于防汛的通知</h1><p>做好防汛工作，落实责任。<script>alert(1)</script>"
    (tmp_path / "archive" / "a.html").write_text(page, encoding="utf-8")
    client = opened()
    answer = client.get(source_url(client, "archive/a.html"))
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_is_given_unless_it_is_set(opened: Opened, tmp_path: Path) -> None:
    """Without the setting there is no file and no link to it."""
    (tmp_path / "archive" / "a.txt").write_text(TEXT, encoding="utf-8")
    client = opened(originals=False)
    address = source_url(client, "archive/a.txt")
    assert client.get(address).status_code == 404
    assert "下载原文件" not in client.get(address.removesuffix("/source")).text


def test_a_file_of_several_reports_is_not_given(opened: Opened, tmp_path: Path) -> None:
    """A reader of one report need not get the others, which may have been withdrawn."""
    lines = ['{"id":"1","title":"关于防汛的通知"}', '{"id":"2","title":"关于停水的公告"}']
    (tmp_path / "archive" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answer = opened().get("/reports/1/source")
    assert answer.status_code == 404
    assert "没有可下载的原文件" in answer.text


@pytest.mark.parametrize("replace", ["gone", "link", "folder"])
def test_what_took_the_place_of_a_file_is_not_given(replace: str, opened: Opened, tmp_path: Path) -> None:
    """A file that has gone, or became a link out of the archive, is not there."""
    path = tmp_path / "archive" / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("不公开", encoding="utf-8")
    client = opened()
    address = source_url(client, "archive/a.txt")
    path.unlink()
    if replace == "link":
        path.symlink_to(tmp_path / "secret.txt")
    elif replace == "folder":
        path.mkdir()
    answer = client.get(address)
    assert answer.status_code == 404
    assert "不公开" not in answer.text


def test_a_name_that_is_no_line_of_text_is_found(opened: Opened, tmp_path: Path) -> None:
    """Sources are cleaned for showing; the file is found under the name it has."""
    path = Path(os.fsdecode(os.fsencode(str(tmp_path / "archive")) + "/通知\n二.txt".encode()))
    path.write_text(TEXT, encoding="utf-8")
    client = opened()
    (source,) = ids(client)
    assert client.get(source_url(client, source)).data == path.read_bytes()


def test_no_such_report(opened: Opened, tmp_path: Path) -> None:
    """An id that no report has leads nowhere."""
    (tmp_path / "archive" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert opened().get("/reports/none/source").status_code == 404
