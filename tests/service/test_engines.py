"""Which engine the settings open, and with what secrets."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.engines.opensearch import Access, OpenSearchEngine
from indexer.engines.whoosh import WhooshEngine
from service.engines import open_engine, threads_for
from service.errors import BadSetting, EngineNotInstalled
from service.settings import EngineSettings, Settings

WHOOSH = Settings(Path("/base"))
OPENSEARCH = replace(WHOOSH, engine=EngineSettings(name="opensearch"))


def test_the_named_engine_is_opened() -> None:
    """Opening asks nothing of folder or cluster."""
    assert isinstance(open_engine(WHOOSH, {}), WhooshEngine)
    assert isinstance(open_engine(OPENSEARCH, {}), OpenSearchEngine)


@pytest.mark.parametrize(
    ("environ", "access"),
    [
        ({}, Access()),
        ({"OPENSEARCH_USER": "u", "OPENSEARCH_PASSWORD": "p"}, Access(user="u", password="p")),
        ({"OPENSEARCH_API_KEY": "k"}, Access(api_key="k")),
    ],
)
def test_secrets_come_from_the_named_variables(environ: dict[str, str], access: Access) -> None:
    """User and password, or an API key, or nothing."""
    engine = open_engine(OPENSEARCH, environ)
    assert isinstance(engine, OpenSearchEngine)
    assert engine.options.access == access


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
    """What is logged of an access holds no password and no key."""
    assert "secret" not in repr(Access(user="u", password="secret", api_key="secret"))


def test_workers_have_threads_that_suit_the_engine() -> None:
    """Who waits for a cluster has more threads than who searches by itself."""
    assert threads_for(EngineSettings(name="whoosh")) < threads_for(EngineSettings(name="opensearch"))
