"""The configuration as it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import ServiceError
from service.settings import load_settings, setting_keys, shipped_config


def _file(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_resolve_against_the_file(tmp_path: Path) -> None:
    """An empty file leaves every default, paths beside it."""
    settings = load_settings(_file(tmp_path, ""), index=None, environ={})
    assert settings.engine.tables["whoosh"].options.path == tmp_path / "index"
    assert settings.archive.paths == (tmp_path / "sample",)
    assert (settings.web.host, settings.web.port, settings.web.workers) == ("127.0.0.1", 8000, 0)


def test_every_key_can_be_set_in_the_file(tmp_path: Path) -> None:
    """Values of the file are taken."""
    text = """
    [archive]
    name = "某市"
    paths = ["a", "/b"]
    [engine]
    name = "whoosh"
    [engine.whoosh]
    path = "x/y"
    [engine.opensearch]
    hosts = ["https://a:9200", "https://b:9200"]
    verify_certificates = false
    ca_file = "ca.pem"
    [web]
    host = "0.0.0.0"
    port = 9000
    workers = 3
    threads = 2
    """
    settings = load_settings(_file(tmp_path, text), index=None, environ={})
    assert settings.archive.name == "某市"
    assert settings.archive.paths == (tmp_path / "a", Path("/b"))
    assert settings.engine.tables["whoosh"].options.path == tmp_path / "x" / "y"
    assert settings.engine.tables["opensearch"].options.hosts == ("https://a:9200", "https://b:9200")
    assert settings.engine.tables["opensearch"].options.verify_certificates is False
    assert settings.engine.tables["opensearch"].options.ca_file == tmp_path / "ca.pem"
    assert (settings.web.host, settings.web.port, settings.web.workers, settings.web.threads) == ("0.0.0.0", 9000, 3, 2)


def test_the_space_of_chinese_texts_may_stand_in_them(tmp_path: Path) -> None:
    """Between host and licence in the foot of a page; what nobody could read may not."""
    path = _file(tmp_path, '[site]\nfooter = "某市主办\u3000备案号一"')
    assert load_settings(path, index=None, environ={}).site.footer == "某市主办\u3000备案号一"
    with pytest.raises(ServiceError, match="可以显示的文字"):
        load_settings(_file(tmp_path, '[site]\nfooter = "\\u200b主办"'), index=None, environ={})


def test_environment_wins_over_file_and_option_over_both(tmp_path: Path) -> None:
    """SUOYIN_… variables override keys; --index overrides them."""
    path = _file(tmp_path, '[engine.whoosh]\npath = "file"')
    environ = {
        "SUOYIN_ENGINE_WHOOSH_PATH": str(tmp_path / "env"),
        "SUOYIN_ARCHIVE_PATHS": f"{tmp_path}/p:{tmp_path}/q",
        "SUOYIN_ARCHIVE_NAME": "名",
        "SUOYIN_ARCHIVE_IGNORE": "*.pdf, *.doc",
        "SUOYIN_ARCHIVE_FILE_SECONDS": "5",
        "SUOYIN_ARCHIVE_FILE_MEMORY": "256",
        "SUOYIN_ARCHIVE_REPORT_CHARACTERS": "5000",
        "SUOYIN_ARCHIVE_READERS": "3",
        "SUOYIN_ARCHIVE_REMOVAL_PERCENT": "0",
        "SUOYIN_ARCHIVE_OCR": "ocr,--stdout",
        "SUOYIN_ARCHIVE_OCR_SECONDS": "30",
        "SUOYIN_ARCHIVE_ORIGINALS": "false",
        "SUOYIN_ENGINE_NAME": "whoosh",
        "SUOYIN_ENGINE_WHOOSH_ALLOW_FOREIGN_OWNER": "true",
        "SUOYIN_WEB_HOST": "::1",
        "SUOYIN_WEB_PORT": "1234",
        "SUOYIN_WEB_WORKERS": "1",
        "SUOYIN_WEB_THREADS": "8",
        "SUOYIN_WEB_RATE": "60",
        "SUOYIN_WEB_PROXIES": "127.0.0.1, 10.0.0.0/8",
        "SUOYIN_WEB_URL": "https://xxgk.example.gov.cn",
        "SUOYIN_WEB_METRICS": "127.0.0.1",
        "SUOYIN_WEB_LISTED": "false",
        "SUOYIN_ENGINE_OPENSEARCH_HOSTS": "http://a:9200, http://b:9200",
        "SUOYIN_ENGINE_OPENSEARCH_INDEX": "other",
        "SUOYIN_ENGINE_OPENSEARCH_USER_ENV": "U",
        "SUOYIN_ENGINE_OPENSEARCH_PASSWORD_ENV": "P",
        "SUOYIN_ENGINE_OPENSEARCH_API_KEY_ENV": "K",
        "SUOYIN_ENGINE_OPENSEARCH_VERIFY_CERTIFICATES": "false",
        "SUOYIN_ENGINE_OPENSEARCH_CA_FILE": str(tmp_path / "ca.pem"),
        "SUOYIN_ENGINE_OPENSEARCH_TIMEOUT": "5",
        "SUOYIN_ENGINE_OPENSEARCH_WRITE_TIMEOUT": "6",
        "SUOYIN_ENGINE_OPENSEARCH_RETRIES": "0",
        "SUOYIN_ENGINE_OPENSEARCH_SHARDS": "3",
        "SUOYIN_ENGINE_OPENSEARCH_REPLICAS": "2",
        "SUOYIN_ENGINE_OPENSEARCH_REFRESH": "9",
        "SUOYIN_ENGINE_OPENSEARCH_BULK_BYTES": "100000",
        "SUOYIN_ENGINE_OPENSEARCH_PROCESSES": "2",
        "SUOYIN_ENGINE_OPENSEARCH_GLOBAL_STATISTICS": "false",
        "SUOYIN_SEARCH_VOCABULARY": str(tmp_path / "words.txt"),
        "SUOYIN_SEARCH_BEST_BETS": str(tmp_path / "best.txt"),
        "SUOYIN_SEARCH_NATIONAL_FIRST": "true",
        "SUOYIN_SITE_LOGO": str(tmp_path / "logo.svg"),
        "SUOYIN_SITE_COLOUR": "#8a1c1c",
        "SUOYIN_SITE_FOOTER": "青禾市人民政府办公室主办",
        "SUOYIN_SITE_LINKS": "网站地图 https://www.example.gov.cn/map",
        "SUOYIN_SITE_OVERRIDES": str(tmp_path / "site"),
        "SUOYIN_LOG_SEARCHES": str(tmp_path / "searches.sqlite"),
        "SUOYIN_LOG_DAYS": "30",
        "SUOYIN_LOG_REQUESTS": "true",
        "SUOYIN_LEDGER_PATH": str(tmp_path / "ledger.sqlite"),
        "SUOYIN_LEDGER_APPLICATIONS": "365",
        "SUOYIN_AUDIT_REQUIRED": "title, issuer",
        "SUOYIN_AUDIT_CALENDAR": str(tmp_path / "days.txt"),
        "SUOYIN_AUDIT_DISMISSED": str(tmp_path / "dismissed.txt"),
        "OTHER": "ignored",
    }
    assert set(environ) - {"OTHER"} == {variable for _, variable in setting_keys()}
    settings = load_settings(path, index=None, environ=environ)
    assert settings.engine.tables["whoosh"].options.path == tmp_path / "env"
    assert settings.archive.paths == (tmp_path / "p", tmp_path / "q")
    assert settings.archive.ignore == ("*.pdf", "*.doc")
    assert settings.archive.removal_percent == 0
    assert settings.archive.originals is False
    assert settings.engine.tables["whoosh"].options.allow_foreign_owner is True
    assert settings.search.national_first is True
    assert settings.web.port == 1234
    assert settings.web.listed is False
    assert settings.engine.tables["opensearch"].options.hosts == ("http://a:9200", "http://b:9200")
    assert settings.engine.tables["opensearch"].options.ca_file == tmp_path / "ca.pem"
    assert (
        settings.engine.tables["opensearch"].options.timeout,
        settings.engine.tables["opensearch"].options.global_statistics,
    ) == (5, False)
    assert (
        load_settings(path, index=tmp_path / "opt", environ=environ).engine.tables["whoosh"].options.path
        == tmp_path / "opt"
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[web]\nprot = 1", "web.prot"),
        ("[wbe]\n", "wbe"),
        ('[web]\nport = "80"', "web.port"),
        ("[web]\nport = true", "web.port"),
        ("[web]\nport = 0", "web.port"),
        ("[web]\nport = 70000", "70000"),
        ("[web]\nworkers = -1", "web.workers"),
        ("[ledger]\napplications = -1", "ledger.applications"),
        ('[engine]\nname = "solr"', "solr"),
        ("engine = 1", "engine"),
        ('[archive]\npaths = "sample"', "archive.paths"),
        ("[archive\n", "TOML"),
        ('[archive]\nname = " "', "archive.name"),
        ('[archive]\nname = "a\\u001bb"', "archive.name"),
        ('[archive]\npaths = ["a", ""]', "archive.paths"),
        ('[engine.whoosh]\npath = "a\\u0000b"', "engine.whoosh.path"),
        ("[engine.opensearch]\nhosts = []", "engine.opensearch.hosts"),
        ('[engine.opensearch]\nhosts = "http://a:9200"', "engine.opensearch.hosts"),
        ('[engine.opensearch]\nhosts = ["a:9200"]', "http://"),
        ('[engine.opensearch]\nhosts = ["http://user:secret@a:9200"]', "engine.opensearch.hosts"),
        ('[engine.opensearch]\nindex = "Suoyin"', "engine.opensearch.index"),
        ('[engine.opensearch]\nindex = "suoyin-2"', "engine.opensearch.index"),
        ("[engine.opensearch]\ntimeout = 0", "engine.opensearch.timeout"),
        ("[engine.opensearch]\nverify_certificates = 1", "true"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, named: str) -> None:
    """An unknown key, a wrong type or a senseless value stops at start and says where."""
    path = _file(tmp_path, text)
    with pytest.raises(ServiceError) as raised:
        load_settings(path, index=None, environ={})
    assert named in str(raised.value)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SUOYIN_WEB_PROT", "1"),
        ("SUOYIN_WEB_PORT", "x"),
        ("SUOYIN_ENGINE_NAME", "solr"),
        ("SUOYIN_ENGINE_WHOOSH_PATH", ""),
        ("SUOYIN_ARCHIVE_PATHS", ":"),
        ("SUOYIN_ENGINE_OPENSEARCH_HOSTS", ""),
        ("SUOYIN_ENGINE_OPENSEARCH_VERIFY_CERTIFICATES", "no"),
        ("SUOYIN_ARCHIVE_NAME", "\udcff"),
        ("SUOYIN_CONFIGURATION", "x"),
    ],
)
def test_a_mistake_in_the_environment_is_named(tmp_path: Path, variable: str, value: str) -> None:
    """Variables with our prefix are checked like keys."""
    with pytest.raises(ServiceError, match=f"配置有误：环境变量的 {variable}："):
        load_settings(_file(tmp_path, ""), index=None, environ={variable: value})


def test_the_configuration_file_is_found(tmp_path: Path) -> None:
    """SUOYIN_CONFIG names the file; without it the shipped one is read; a missing one is an error."""
    path = _file(tmp_path, "[web]\nport = 8123")
    assert load_settings(None, index=None, environ={"SUOYIN_CONFIG": str(path)}).web.port == 8123
    assert load_settings(None, index=None, environ={}).base == shipped_config().resolve().parent
    with pytest.raises(ServiceError, match="不存在"):
        load_settings(tmp_path / "none.toml", index=None, environ={})


def test_variables_of_the_tests_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    """SUOYIN_REQUIRE_… set no key; an empty SUOYIN_CONFIG counts as none; Notepad's files are read."""
    environ = {"SUOYIN_REQUIRE_BROWSER": "1", "SUOYIN_CONFIG": ""}
    assert load_settings(None, index=None, environ=environ).base == shipped_config().parent
    assert load_settings(_file(tmp_path, "\ufeff[web]\nport = 1"), index=None, environ=environ).web.port == 1


def test_paths_start_from_where_the_file_seems_to_be(tmp_path: Path) -> None:
    """A configuration that is a link counts as being where the link is: mounts change what they link to."""
    (tmp_path / "mounted").mkdir()
    link = tmp_path / "config.toml"
    link.symlink_to(_file(tmp_path / "mounted", ""))
    assert load_settings(link, index=None, environ={}).engine.tables["whoosh"].options.path == tmp_path / "index"


def test_an_installed_package_keeps_its_index_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The configuration inside a package reads the samples there and writes to the working directory."""
    packaged = _file(tmp_path, "")
    monkeypatch.setattr("service.settings._packaged_config", lambda: packaged)
    monkeypatch.chdir(Path(__file__).parent)
    settings = load_settings(packaged, index=None, environ={})
    assert settings.archive.paths == (tmp_path / "sample",)
    assert settings.engine.tables["whoosh"].options.path == Path(__file__).parent / "index"
