"""The engine that the settings name, opened here alone, since nothing else hands settings and secrets to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indexer.engine import Engine
from indexer.engines.registry import ENGINES
from indexer.options import InvalidOption
from service.errors import BadSetting, EngineNotInstalled
from service.settings import ENVIRONMENT, EngineSettings, EngineTable, Settings


def open_engine(settings: Settings, environ: Mapping[str, str]) -> Engine:
    """Return the configured engine; the index itself is opened when first asked."""
    kind = ENGINES[settings.engine.name]
    options = _with_secrets(settings.engine.tables[kind.name], environ)
    try:
        opened_with = kind.load()
    except ModuleNotFoundError as exc:
        if not kind.package:
            raise
        raise EngineNotInstalled(kind.name, kind.package) from exc
    return opened_with(options)


def threads_for(settings: EngineSettings) -> int:
    """Return how many threads suit a worker."""
    return ENGINES[settings.name].threads


def _with_secrets(table: EngineTable, environ: Mapping[str, str]) -> Any:
    """Return an engine's options with the secrets in the variables that the settings name."""
    secrets = {name: environ.get(variable, "") for name, variable in table.variables.items()}
    try:
        return replace(table.options, **secrets)
    except InvalidOption as exc:
        raise BadSetting(ENVIRONMENT, table.variables[exc.name], exc.reason.format_map(table.variables)) from exc
