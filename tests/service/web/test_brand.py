"""How an operator has the site look."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient

from service.errors import UnusableBrand
from service.site_settings import SiteSettings
from service.web.app import create_app
from service.web.brand import load_brand
from service.web.headers import SECURITY_HEADERS
from tests.service.web.fake_archive import HOSTILE, FakeArchive

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of overrides with a template, a style sheet and a picture."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    base = '{% extends "shipped/base.html" %}{% block above %}<p id="trial">试运行</p>{% endblock %}'
    (tmp_path / "templates" / "base.html").write_text(base, encoding="utf-8")
    (tmp_path / "static" / "style.css").write_text("h1 { color: var(--accent); }", encoding="utf-8")
    (tmp_path / "static" / "river.png").write_bytes(b"\x89PNG")
    (tmp_path / "logo.svg").write_bytes(LOGO)
    return tmp_path


def client(settings: SiteSettings) -> FlaskClient:
    """Return a client of a site that looks as the settings say."""
    return create_app(FakeArchive(), site_name="档案", brand=load_brand(settings)).test_client()


@pytest.mark.parametrize("path", ["/", "/search?q=水", "/reports/b3c1f00d5a2e4471", "/locate", "/help", "/nowhere"])
def test_every_page_looks_so(folder: Path, path: str) -> None:
    """Logo, style sheets after the program's, text and links at the foot, the template around it."""
    links = ("网站地图 https://a.gov.cn/map", f"{HOSTILE} /help")
    settings = SiteSettings(folder / "logo.svg", "#8a1c1c", HOSTILE, links, folder)
    site = client(settings)
    text = site.get(path).text
    page = lxml.html.fromstring(text)
    assert HOSTILE not in text
    assert page.xpath("string(//*[@id='trial'])") == "试运行"
    assert HOSTILE in page.xpath("string(//footer)")
    assert "https://a.gov.cn/map" in page.xpath("//footer//a/@href")
    sheets = [str(each).partition("?")[0] for each in page.xpath("//link[@rel='stylesheet']/@href")]
    assert sheets == ["/static/suoyin.css", "/brand/colours.css", "/brand/style.css"]
    for address in (*page.xpath("//link[@rel='stylesheet']/@href"), *page.xpath("//img[@class='brand-logo']/@src")):
        assert site.get(str(address), buffered=True).status_code == 200


def test_files_are_given_as_what_they_are(folder: Path) -> None:
    """For good, with the headers that keep a picture from running what it holds; others and folders are not there."""
    site = client(SiteSettings(folder / "logo.svg", "#8a1c1c", overrides=folder))
    logo = site.get("/brand/logo.svg")
    assert (logo.data, logo.mimetype) == (LOGO, "image/svg+xml")
    assert "max-age=31536000" in logo.headers["Cache-Control"]
    assert all(logo.headers[name] == value for name, value in SECURITY_HEADERS.items())
    assert "--accent: #8a1c1c;" in site.get("/brand/colours.css").text
    assert site.get("/brand/river.png").mimetype == "image/png"
    assert [site.get(f"/brand/{name}").status_code for name in ("base.html", "..%2Flogo.svg", "none")] == [
        404,
        404,
        404,
    ]


def test_addresses_change_with_what_a_file_holds(folder: Path) -> None:
    """They are told once, at the start: a page has several."""
    brand = load_brand(SiteSettings(folder / "logo.svg"))
    assert brand.address("logo.svg") == f"/brand/logo.svg?v={brand.digests['logo.svg']}"
    (folder / "logo.svg").write_bytes(LOGO + b" ")
    assert load_brand(SiteSettings(folder / "logo.svg")).address("logo.svg") != brand.address("logo.svg")


def test_a_site_without_looks_of_its_own() -> None:
    """The program's, and nothing more."""
    page = client(SiteSettings()).get("/").text
    assert "/brand/" not in page
    assert "brand-mark" in page


def test_other_looks_are_other_pages(folder: Path) -> None:
    """A browser's copy from before a change is not good any more, whatever was changed."""
    settings = [
        SiteSettings(),
        SiteSettings(colour="#8a1c1c"),
        SiteSettings(footer="甲"),
        SiteSettings(overrides=folder),
    ]
    tags = [client(each).get("/").headers["ETag"] for each in settings]
    (folder / "templates" / "base.html").write_text('{% extends "shipped/base.html" %}', encoding="utf-8")
    tags.append(client(settings[-1]).get("/").headers["ETag"])
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("templates/search.html", "{% if %}", "第 1 行"),
        ("templates/search.html", "停水停".encode("gb18030") + b"\xff", "UTF-8"),
        ("static/page.html", b"<p>", "应为"),
        ("static/large.png", b"0" * 1_000_001, "超过"),
    ],
)
def test_what_cannot_be_used_is_named(folder: Path, name: str, content: bytes | str, said: str) -> None:
    """At the start, with the file and the reason."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnusableBrand, match=f"{Path(name).name}.*{said}"):
        load_brand(SiteSettings(overrides=folder))


def test_missing_files_are_named(tmp_path: Path) -> None:
    """The logo's and the folder's."""
    for settings in (SiteSettings(logo=tmp_path / "none.svg"), SiteSettings(overrides=tmp_path / "none")):
        with pytest.raises(UnusableBrand, match="none"):
            load_brand(settings)
