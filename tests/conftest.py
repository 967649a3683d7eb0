"""The sample archive, indexed once for all tests that ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from service.archive import Archive, open_archive
from service.settings import load_settings, shipped_config
from tests.opensearch.nodes import SKIPPED, stop_one_node

# How long an example takes says nothing: the first one of a run may compile.
settings.register_profile("suoyin", deadline=None)
settings.load_profile("suoyin")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print in one line that the tests on a real OpenSearch were skipped, and what runs them."""
    count = sum(SKIPPED in str(each.longrepr) for each in terminalreporter.stats.get("skipped", []))
    if count:
        terminalreporter.write_line(f"{count} {SKIPPED}")


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Yield the invented archive that comes with the project, in an index of its own."""
    index: Path = tmp_path_factory.mktemp("sample") / "index"
    archive = open_archive(load_settings(shipped_config(), index=index, environ={}))
    archive.index()
    yield archive
    archive.close()


@pytest.fixture(scope="session", autouse=True)
def _no_node_stays() -> Iterator[None]:
    """Stop the OpenSearch node that some tests start, after the last test."""
    yield
    stop_one_node()
