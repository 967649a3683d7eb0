"""One fixture for the contract suite: a fresh, empty engine of every kind."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from tests.opensearch.nodes import one_node, opensearch_engine
from tests.oracle import MemoryEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "memory": lambda folder: MemoryEngine(),
    "opensearch": lambda folder: opensearch_engine(one_node(), f"contract-{uuid.uuid4().hex}"),
    "whoosh": lambda folder: WhooshEngine(folder / "index"),
}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Yield an engine that holds nothing yet."""
    opened = ENGINES[request.param](tmp_path)
    with opened.write():
        pass
    yield opened
    opened.close()
