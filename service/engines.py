"""The engine that the settings name, opened here alone, since nothing else hands settings and secrets to one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from indexer.engine import Engine
from service.errors import BadSetting, EngineNotInstalled
from service.settings import EngineSettings, OpenSearchSettings, Settings

if TYPE_CHECKING:
    from indexer.engines.opensearch import Access


def open_engine(settings: Settings, environ: Mapping[str, str]) -> Engine:
    """Return the configured engine; the index itself is opened when first asked."""
    # Each engine's libraries are loaded where they are used: the other's need not be installed.
    if settings.engine.name == "opensearch":
        return _opensearch(settings.engine.opensearch, environ)
    from indexer.engines.whoosh import WhooshEngine

    return WhooshEngine(settings.engine.whoosh.path)


_THREADS_OF_LOCAL_ENGINE, _THREADS_OF_CLUSTER = 2, 8


def threads_for(settings: EngineSettings) -> int:
    """Return how many threads suit a worker: an engine of this process keeps a core busy, threads only wait for a cluster."""
    return _THREADS_OF_CLUSTER if settings.name == "opensearch" else _THREADS_OF_LOCAL_ENGINE


def _opensearch(settings: OpenSearchSettings, environ: Mapping[str, str]) -> Engine:
    try:
        from indexer.engines.opensearch import OpenSearchEngine, OpenSearchOptions
    except ModuleNotFoundError as exc:
        raise EngineNotInstalled("opensearch", "opensearch-py") from exc
    return OpenSearchEngine(
        OpenSearchOptions(
            hosts=settings.hosts,
            index=settings.index,
            access=_access(settings, environ),
            verify_certificates=settings.verify_certificates,
            ca_file=settings.ca_file,
            timeout=settings.timeout,
            write_timeout=settings.write_timeout,
            retries=settings.retries,
            shards=settings.shards,
            replicas=settings.replicas,
            refresh=settings.refresh,
            bulk_bytes=settings.bulk_bytes,
            processes=settings.processes or os.cpu_count() or 1,
            global_statistics=settings.global_statistics,
        )
    )


def _access(settings: OpenSearchSettings, environ: Mapping[str, str]) -> Access:
    """Return the secrets in the variables that the settings name; half of them is an error, none is open access."""
    from indexer.engines.opensearch import Access

    user, password, api_key = (
        environ.get(name, "") for name in (settings.user_env, settings.password_env, settings.api_key_env)
    )
    if bool(user) != bool(password):
        missing = settings.password_env if user else settings.user_env
        raise BadSetting("环境变量", missing, "检索集群的用户和密码要么都有，要么都没有")
    if user and api_key:
        raise BadSetting("环境变量", settings.api_key_env, f"已由 {settings.user_env} 给出用户，不能再给密钥")
    return Access(user=user, password=password, api_key=api_key)
