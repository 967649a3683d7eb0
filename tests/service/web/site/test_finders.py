"""What search engines and browsers find the site by."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.etree
import pytest
from flask.testing import FlaskClient

from indexer.engines.whoosh import WhooshEngine
from service.archive import Archive
from service.search.request import SearchRequest
from service.settings import ArchiveSettings, Settings
from service.web.app import create_app
from service.web.site import finders
from tests.service.web.fake_archive import REPORTS, FakeArchive

HOME = "https://xxgk.example.gov.cn"


@pytest.fixture
def public(archive: FakeArchive) -> FlaskClient:
    """Return a client of a site whose address is known."""
    return create_app(archive, site_name="青禾市政府信息公开检索平台（试运行）", url=HOME).test_client()


def _texts(client: FlaskClient, path: str, name: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return [str(each.text) for each in lxml.etree.fromstring(response.data).iter(f"{{*}}{name}")]


def test_every_report_is_listed_once(public: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """In lists that the first one names, with dates; each address leads to its report."""
    monkeypatch.setattr(finders, "REPORTS_OF_A_SITEMAP", 50)
    parts = [each.removeprefix(HOME) for each in _texts(public, "/sitemap.xml", "loc")]
    assert len(parts) == -(-len(REPORTS) // 50)
    found = [each for part in parts for each in _texts(public, part, "loc")]
    assert len(set(found)) == len(found) == len(REPORTS)
    assert public.get(found[0].removeprefix(HOME)).status_code == 200
    assert _texts(public, parts[0], "lastmod")[0] == "2015-01-10"
    assert [public.get(f"/sitemap-{part}.xml").status_code for part in (0, len(parts) + 1)] == [404, 404]


@pytest.mark.parametrize("digits", [1, 12, 13, 50, 5_000])
def test_there_is_no_list_of_so_great_a_number(tmp_path: Path, digits: int) -> None:
    """However many digits an address has."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.write():
        pass
    site = create_app(Archive(engine, Settings(tmp_path)), site_name="档案", url=HOME).test_client()
    assert site.get(f"/sitemap-{'9' * digits}.xml").status_code == 404


def test_reports_with_the_same_text_are_all_listed(tmp_path: Path) -> None:
    """What a page of hits shows as one is several addresses."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(3):
        head = f"标题：关于城区停水的通告\n索引号：QH/2023/000{number}\n"
        (folder / f"{number}.txt").write_text(f"{head}\n{'因主管道检修，城区部分路段停水。' * 20}", encoding="utf-8")
    settings = Settings(tmp_path, archive=ArchiveSettings(paths=(folder,)))
    archive = Archive(WhooshEngine(tmp_path / "index"), settings)
    archive.index()
    (hit,) = archive.search(SearchRequest("停水")).hits
    assert len(hit.twins) == 2
    site = create_app(archive, site_name="档案", url=HOME).test_client()
    assert len(_texts(site, "/sitemap.xml", "loc")) == 1
    assert {each.removeprefix(f"{HOME}/reports/") for each in _texts(site, "/sitemap-1.xml", "loc")} == {
        each.id for each in archive.export()
    }


def test_browsers_learn_to_search(public: FlaskClient) -> None:
    """From a description that every page names."""
    assert 'href="/opensearch.xml"' in public.get("/help").text
    response = public.get("/opensearch.xml")
    described = lxml.etree.fromstring(response.data)
    assert len(described.findtext("{*}ShortName")) <= 16
    assert described.find("{*}Url").get("template") == f"{HOME}/search?q={{searchTerms}}"


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-1.xml", "/opensearch.xml"])
def test_without_an_address_there_are_none(client: FlaskClient, path: str) -> None:
    """All of them hold whole addresses."""
    assert client.get(path).status_code == 404


def test_assistants_learn_how_addresses_are_made(public: FlaskClient) -> None:
    """Every address of the page leads somewhere, whole where the site's is known; nothing is escaped as in HTML."""
    response = public.get("/llms.txt")
    assert response.mimetype == "text/plain"
    assert response.text.startswith("# 青禾市政府信息公开检索平台（试运行）\n\n> ")
    addresses = re.findall(r"\]\((.+?)\)：", response.text + "：") + re.findall(r"\]\((.+?)\)\n", response.text)
    assert len(addresses) >= 7
    assert all(address.startswith(f"{HOME}/") for address in addresses)
    assert [public.get(address.removeprefix(HOME)).status_code for address in addresses] == [200] * len(addresses)
    assert "&amp;" not in response.text


def test_robots_are_told_what_to_read(public: FlaskClient, client: FlaskClient, archive: FakeArchive) -> None:
    """Reports but no searches, or nothing where the operator wants that."""
    told = public.get("/robots.txt").text.splitlines()
    assert "Disallow: /search" in told
    assert told[-1] == f"Sitemap: {HOME}/sitemap.xml"
    assert "Sitemap" not in client.get("/robots.txt").text
    hidden = create_app(archive, site_name="档案", url=HOME, may_be_listed=False).test_client()
    assert hidden.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_pages_have_one_address(public: FlaskClient) -> None:
    """Whatever others add to it."""
    for path in ("/", "/help", "/browse", "/browse/issuer"):
        assert f'<link rel="canonical" href="{HOME}{path}">' in public.get(f"{path}?from=timeline").text


@pytest.mark.parametrize("path", ["/", "/help", "/browse", "/browse/issuer", "/reports/b3c1f00d5a2e4471"])
def test_a_site_whose_address_nobody_said_names_none(client: FlaskClient, path: str) -> None:
    """A canonical address is a whole one (RFC 6596 lets it be relative, but then the page of any copy is its own)."""
    text = client.get(path).text
    assert "canonical" not in text
    assert '"url"' not in text


@pytest.mark.parametrize("path", ["/", "/browse", "/help", "/reports/b3c1f00d5a2e4471", "/reports/bare"])
def test_pages_that_are_listed_say_what_they_are(client: FlaskClient, path: str) -> None:
    """In a description for lists of hits and cards of messengers, on one line."""
    described = re.search('<meta name="description" content="([^"]*)">', client.get(path).text)
    assert described
    assert "\n" not in described[1]
    assert bool(described[1]) == (path != "/reports/bare")
