"""The engines there are, by name. A new engine is one more entry: settings, commands and pages ask here.

Knows each engine's options, and loads its libraries only when it is opened: the others' need not be installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from indexer.engine import Engine
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.engines.options.whoosh import WhooshOptions


@dataclass(frozen=True, slots=True)
class EngineKind:
    """An engine that can be chosen.

    `options` is the dataclass of its options, each with a default. `load` imports what the engine needs and returns what
    opens it with such options; it raises ModuleNotFoundError when `package` is not installed (empty: always is).
    `threads` is how many suit a process that searches. `folder` names the option that says in which folder of this
    machine the index is; empty for an index kept elsewhere.
    """

    name: str
    options: type[Any]
    load: Callable[[], Callable[[Any], Engine]]
    threads: int
    package: str = ""
    folder: str = ""


def _whoosh() -> Callable[[WhooshOptions], Engine]:
    from indexer.engines.whoosh import WhooshEngine

    return lambda options: WhooshEngine(options.path, allow_foreign_owner=options.allow_foreign_owner)


def _opensearch() -> Callable[[OpenSearchOptions], Engine]:
    from indexer.engines.opensearch import OpenSearchEngine

    return OpenSearchEngine


DEFAULT_ENGINE = "whoosh"

ENGINES: dict[str, EngineKind] = {
    kind.name: kind
    for kind in (
        # An engine of this process keeps a core busy; a second thread would wait for Python's lock, again and again.
        EngineKind(DEFAULT_ENGINE, WhooshOptions, _whoosh, threads=1, folder="path"),
        # Threads only wait for the cluster.
        EngineKind("opensearch", OpenSearchOptions, _opensearch, threads=8, package="opensearch-py"),
    )
}
