"""The engines there are."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import MISSING, fields

import pytest

from indexer.engines.registry import DEFAULT_ENGINE, ENGINES, EngineKind


@pytest.mark.parametrize("kind", ENGINES.values(), ids=lambda kind: kind.name)
def test_every_entry_can_be_configured(kind: EngineKind) -> None:
    """Each is found by its own name, every option has a default, and a folder is one of the options."""
    assert ENGINES[kind.name] is kind
    assert all(each.default is not MISSING for each in fields(kind.options))
    assert kind.folder in {"", *(each.name for each in fields(kind.options))}
    assert kind.threads > 0


def test_the_default_engine_needs_nothing_optional() -> None:
    """What comes with the program is enough to search."""
    assert ENGINES[DEFAULT_ENGINE].package == ""


def test_knowing_the_engines_loads_none() -> None:
    """Options and settings are known without the libraries of any engine: one may be missing, and both take time."""
    code = "import sys, service.settings; print(*{'whoosh', 'opensearchpy', 'numba'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
