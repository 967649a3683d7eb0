"""What the public sees of the ledger: over a real archive, in two workers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from corpus.report import Report
from indexer.errors import IndexMissing
from service.archive import Archive, open_archive
from service.ledger.follower import Follower
from service.ledger.publishing import Signed
from service.search.request import SearchRequest
from service.settings import Settings, load_settings
from service.web.app import create_app

TITLE = "关于桥梁养护的通告"
REPORT = Report(id="", source="养护.docx", title=TITLE, body="东桥自五月起封闭养护，请绕行。", former_ids=("old",))
STAFF = Signed("张三", "说明<b>")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings of an archive of one file, with a ledger."""
    return with_ledger(tmp_path, {})


def with_ledger(tmp_path: Path, environ: Mapping[str, str]) -> Settings:
    """Return settings of an archive of one file, with a ledger, as an environment changes them."""
    (tmp_path / "archive").mkdir()
    lines = [{"title": "关于停水的公告", "body": "城东停水。"}, {"title": "关于节水的公告", "body": "节约用水。"}]
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in lines)
    (tmp_path / "archive" / "公告.jsonl").write_text(text, encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]\n[ledger]\npath = "ledger"', encoding="utf-8")
    return load_settings(config, index=None, environ=environ)


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    """Yield that archive, indexed."""
    opened = open_archive(settings)
    opened.index()
    yield opened
    opened.close()


@pytest.fixture
def workers(archive: Archive, settings: Settings) -> Iterator[list[FlaskClient]]:
    """Yield clients of two workers."""
    other = open_archive(settings)
    archives = (archive, other)
    yield [create_app(each, site_name="甲", url="https://a.cn", desk=each.desk()).test_client() for each in archives]
    other.close()


def total(client: FlaskClient, query: str) -> int:
    """Return how many reports a search finds."""
    return int(client.get("/api/v1/search", query_string={"q": query, "step": "typed"}).json["total"])


def titles(client: FlaskClient, query: str) -> list[str]:
    """Return the titles of the hits of a search."""
    found = client.get("/api/v1/search", query_string={"q": query, "step": "typed"}).json
    return [each["title"] for each in found["hits"]]


def test_a_withdrawn_report_is_gone_in_every_worker(archive: Archive, workers: list[FlaskClient]) -> None:
    """Its address and all others of it answer 410 with the reason, by former ids too; restored, all is as before."""
    report_id = archive.publisher.publish(REPORT, STAFF).entry.subject
    for client in workers:
        assert total(client, "桥梁养护") == 1
        assert client.get("/reports/old").headers["Location"] == f"/reports/{report_id}"
    etag = workers[1].get(f"/reports/{report_id}").headers["ETag"]
    archive.publisher.withdraw("old", Signed("李四", "内容<i>有误"))
    for client in workers:
        assert total(client, "桥梁养护") == 0
        for address in (report_id, "old", f"{report_id}/source", f"{report_id}/why?q=x"):
            answer = client.get(f"/reports/{address}", headers={"If-None-Match": etag})
            assert (answer.status_code, "内容&lt;i&gt;有误" in answer.text) == (410, True), address
            assert "李四" not in answer.text
        problem = client.get(f"/api/v1/reports/{report_id}")
        assert (problem.status_code, problem.json["type"]) == (410, "urn:suoyin:problem:report-withdrawn")
    archive.publisher.restore(report_id, STAFF)
    assert [client.get(f"/reports/{report_id}").status_code for client in workers] == [200, 200]


def test_a_withdrawn_report_is_hidden_while_a_build_runs(archive: Archive, workers: list[FlaskClient]) -> None:
    """Another process writes the index for an hour: nobody finds what the ledger withdraws meanwhile."""
    (report_id,) = (hit.report.id for hit in archive.search(SearchRequest("停水")).hits)
    before = workers[1].get("/search?q=停水")
    with archive.publisher.engine.write():
        done = archive.publisher.withdraw(report_id, Signed("李四", "作废"))
        assert not done.is_followed
        for client in workers:
            assert titles(client, "停水") == []
            assert total(client, "公告") == 1
            assert client.get(f"/reports/{report_id}").status_code == 410
        again = workers[1].get("/search?q=停水", headers={"If-None-Match": before.headers["ETag"]})
        assert (again.status_code, "城东停水" in again.text) == (200, False)
    assert Follower(archive.publisher).look()
    assert report_id not in archive.publisher.engine.get([report_id])


def test_what_a_crash_left_undone_is_done_at_the_next_look(archive: Archive, workers: list[FlaskClient]) -> None:
    """The ledger has it, the index doesn't: the first look compares all, later ones what came since."""
    publisher = archive.publisher
    follower = Follower(publisher)
    with publisher.engine.write():
        assert not publisher.publish(REPORT, STAFF).is_followed
        assert not follower.look()
    assert follower.look()
    assert titles(workers[1], "桥梁养护") == [TITLE]
    with publisher.engine.write():
        publisher.withdraw("old", STAFF)
    assert follower.look()
    assert publisher.engine.lookup("former_id", ["old"]) == {}


def test_a_missing_index_is_not_made_of_publications_alone(archive: Archive, settings: Settings) -> None:
    """A service that starts without an index says so until the archive is indexed, and has what is published then."""
    archive.publisher.publish(REPORT, STAFF)
    folder = settings.base / "index"
    shutil.rmtree(folder)
    follower = Follower(archive.publisher)
    with pytest.raises(IndexMissing):
        follower.look()
    assert not folder.exists()
    archive.index()
    assert follower.look()
    assert archive.status().reports == 3


def test_a_report_comes_at_its_time(archive: Archive, workers: list[FlaskClient]) -> None:
    """Not before, also not in the log of changes, and then without anybody's doing."""
    publisher = archive.publisher
    now = publisher.ledger.now()
    done = publisher.publish(REPORT, STAFF, at=now + timedelta(hours=1))
    follower = Follower(publisher)
    assert follower.look()
    assert titles(workers[0], "桥梁养护") == []
    assert workers[0].get("/changes.json").json == {"changes": []}
    assert workers[0].get(f"/reports/{done.entry.subject}/proof").status_code == 404
    publisher.ledger.now = lambda: now + timedelta(hours=2)
    assert follower.look()
    assert titles(workers[0], "桥梁养护") == [TITLE]


def test_the_log_of_changes_tells_what_and_why(archive: Archive, workers: list[FlaskClient]) -> None:
    """As page, feed and JSON, escaped, without who did it, and without titles of what is withdrawn."""
    report_id = archive.publisher.publish(REPORT, STAFF).entry.subject
    client = workers[1]
    page = client.get("/changes").text
    assert TITLE in page
    assert "说明&lt;b&gt;" in page
    archive.publisher.withdraw(report_id, Signed("李四", "作废"))
    for address in ("/changes", "/changes.atom", "/changes.json"):
        text = client.get(address).text
        assert "作废" in text
        assert TITLE not in text
        assert "张三" not in text + client.get(f"/reports/{report_id}/proof").text
    assert len(ElementTree.fromstring(client.get("/changes.atom").data).findall("{*}entry")) == 2
    for before in ("x", "1", "9" * 40):
        assert client.get(f"/changes?before={before}").status_code == 200
    assert [each["act"] for each in client.get("/changes.json").json["changes"]] == ["withdraw", "publish"]


@pytest.mark.parametrize("address", ["/changes", "/changes.atom", "/changes.json", "/reports/{}/proof"])
def test_who_has_it_gets_it_again_when_it_changed(archive: Archive, workers: list[FlaskClient], address: str) -> None:
    """The same in every worker until something is done, and then another."""
    address = address.format(archive.publisher.publish(REPORT, STAFF).entry.subject)
    etag = workers[0].get(address).headers["ETag"]
    asked = {"If-None-Match": etag}
    assert [client.get(address, headers=asked).status_code for client in workers] == [304, 304]
    archive.publisher.correct("old", lambda report: replace(report, title="另一个标题"), STAFF)
    assert [client.get(address, headers=asked).status_code for client in workers] == [200, 200]


def test_the_proof_names_every_version(archive: Archive, workers: list[FlaskClient]) -> None:
    """When it was first public, with which digest, and what came since; also of a report of the files."""
    client = workers[0]
    report_id = archive.publisher.publish(REPORT, STAFF).entry.subject
    found = client.get(f"/reports/{report_id}/proof?format=json").json
    assert found["url"] == f"https://a.cn/reports/{report_id}"
    assert found["first_public"] == found["acts"][0]["at"]
    assert found["digest"] == found["acts"][0]["digest"]
    assert found["ledger"]["hash"] == found["acts"][0]["hash"]
    assert "首次公开" in client.get(f"/reports/{report_id}/proof").text
    (of_file,) = (hit.report.id for hit in archive.search(SearchRequest("停水")).hits)
    assert client.get(f"/reports/{of_file}/proof?format=json").json["from_files"] is True
    assert client.get("/reports/nobody/proof").status_code == 404


def test_a_proof_has_its_address_in_order(archive: Archive) -> None:
    """Where the configuration names no site, the browser puts its origin before the path."""
    report_id = archive.publisher.publish(REPORT, STAFF).entry.subject
    client = create_app(archive, site_name="甲", desk=archive.desk()).test_client()
    assert f"<span data-origin></span>/reports/{report_id}</dd>" in client.get(f"/reports/{report_id}/proof").text
