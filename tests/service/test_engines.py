"""Which engine the settings open, and with what secrets."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from indexer.engines.opensearch import OpenSearchEngine
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.engines.registry import ENGINES, EngineKind
from indexer.engines.whoosh import WhooshEngine
from indexer.options import at_least, option, secret
from service.archive import open_archive
from service.engines import open_engine, threads_for
from service.errors import BadSetting, EngineNotInstalled
from service.indexing import IndexRequest
from service.search.request import SearchRequest
from service.settings import EngineSettings, Settings, load_settings
from tests.oracle import MemoryEngine

WHOOSH = Settings(Path("/base"))
OPENSEARCH = replace(WHOOSH, engine=EngineSettings(name="opensearch"))


def test_the_named_engine_is_opened() -> None:
    """Opening asks nothing of folder or cluster."""
    assert isinstance(open_engine(WHOOSH, {}), WhooshEngine)
    assert isinstance(open_engine(OPENSEARCH, {}), OpenSearchEngine)


@pytest.mark.parametrize(
    ("environ", "secrets"),
    [
        ({}, {}),
        ({"OPENSEARCH_USER": "u", "OPENSEARCH_PASSWORD": "p"}, {"user": "u", "password": "p"}),
        ({"OPENSEARCH_API_KEY": "k"}, {"api_key": "k"}),
    ],
)
def test_secrets_come_from_the_named_variables(environ: dict[str, str], secrets: dict[str, str]) -> None:
    """User and password, or an API key, or nothing."""
    engine = open_engine(OPENSEARCH, environ)
    assert isinstance(engine, OpenSearchEngine)
    assert engine.options == OpenSearchOptions(**secrets)


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"OPENSEARCH_USER": "u"}, "OPENSEARCH_PASSWORD"),
        ({"OPENSEARCH_PASSWORD": "secret"}, "OPENSEARCH_USER"),
        ({"OPENSEARCH_USER": "u", "OPENSEARCH_PASSWORD": "secret", "OPENSEARCH_API_KEY": "k"}, "OPENSEARCH_API_KEY"),
    ],
)
def test_half_a_secret_stops_the_program(environ: dict[str, str], named: str) -> None:
    """The variable at fault is named, and no secret is told."""
    with pytest.raises(BadSetting, match=named) as raised:
        open_engine(OPENSEARCH, environ)
    assert "secret" not in str(raised.value)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the client library the error says what to install."""
    for name in [each for each in sys.modules if each.startswith("indexer.engines.opensearch")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    with pytest.raises(EngineNotInstalled, match="opensearch-py"):
        open_engine(OPENSEARCH, {})


def test_secrets_are_not_shown() -> None:
    """What is logged of options holds no password and no key."""
    assert "secret" not in repr(OpenSearchOptions(user="u", password="secret"))
    assert "secret" not in repr(OpenSearchOptions(api_key="secret"))


def test_workers_have_threads_that_suit_the_engine() -> None:
    """Who waits for a cluster has more threads than who searches by itself."""
    assert threads_for(EngineSettings(name="whoosh")) < threads_for(EngineSettings(name="opensearch"))


@dataclass(frozen=True)
class MadeUpOptions:
    """The options of an engine that is registered for a test only."""

    shelf: Path = Path("shelf")
    drawers: int = option(3, at_least(1))
    key: str = secret()


class MadeUpEngine(MemoryEngine):
    """An engine in memory that remembers what it was told."""

    def __init__(self, options: MadeUpOptions) -> None:
        super().__init__()
        self.options = options


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> EngineKind:
    """Register an engine, and return its entry."""
    kind = EngineKind("made_up", MadeUpOptions, lambda: MadeUpEngine, threads=5, folder="shelf")
    monkeypatch.setitem(ENGINES, kind.name, kind)
    return kind


def _configured(folder: Path, text: str, **environ: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, index=None, environ=environ)


@pytest.mark.usefixtures("made_up")
def test_a_registered_engine_is_opened_by_configuration_alone(tmp_path: Path) -> None:
    """Its table, variables, secrets and threads come from its entry; nothing else names it."""
    text = '[engine]\nname = "made_up"\n[engine.made_up]\nshelf = "upper"\nkey_env = "MY_KEY"'
    settings = _configured(tmp_path, text, SUOYIN_ENGINE_MADE_UP_DRAWERS="7")
    engine = open_engine(settings, {"MY_KEY": "k"})
    assert isinstance(engine, MadeUpEngine)
    assert engine.options == MadeUpOptions(shelf=tmp_path / "upper", drawers=7, key="k")
    assert threads_for(settings.engine) == 5
    archive = open_archive(settings)
    assert archive.index(IndexRequest([Path(__file__).parents[2] / "sample" / "text" / "minzhengju"])).added > 0
    assert archive.search(SearchRequest("残疾")).total > 0


@pytest.mark.usefixtures("made_up")
def test_a_registered_engine_has_the_index_option(tmp_path: Path) -> None:
    """--index replaces the folder of every engine that keeps its index in one."""
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    tables = load_settings(path, index=tmp_path / "other", environ={}).engine.tables
    assert tables["made_up"].options.shelf == tables["whoosh"].options.path == tmp_path / "other"


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("environ", [{}, {"MADE_UP_KEY": ""}, {"OTHER": "k"}])
def test_a_secret_that_is_not_set_is_empty(tmp_path: Path, environ: dict[str, str]) -> None:
    """A secret's variable is by default named after engine and option."""
    settings = _configured(tmp_path, '[engine]\nname = "made_up"')
    assert settings.engine.tables["made_up"].variables == {"key": "MADE_UP_KEY"}
    engine = open_engine(settings, environ)
    assert isinstance(engine, MadeUpEngine)
    assert engine.options.key == ""


@pytest.mark.usefixtures("made_up")
def test_a_registered_engines_values_are_checked(tmp_path: Path) -> None:
    """The checks of its options hold for file and environment, and a key it doesn't have is an error."""
    for text, environ in (
        ("[engine.made_up]\ndrawers = 0", {}),
        ("", {"SUOYIN_ENGINE_MADE_UP_DRAWERS": "0"}),
        ("[engine.made_up]\nkey = 'k'", {}),
    ):
        with pytest.raises(BadSetting, match=r"不能小于 1|没有这个配置项"):
            _configured(tmp_path, text, **environ)


def test_only_an_engine_with_a_package_of_its_own_can_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing optional is needed, a module that isn't there is a mistake of ours and is shown as such."""

    def load() -> Callable[[Any], MadeUpEngine]:
        raise ModuleNotFoundError("gone")

    monkeypatch.setitem(ENGINES, "made_up", EngineKind("made_up", MadeUpOptions, load, threads=1))
    with pytest.raises(ModuleNotFoundError):
        open_engine(replace(WHOOSH, engine=EngineSettings(name="made_up")), {})
