"""What an OpenSearch engine is told: where the cluster is, how to be let in, and how large things may be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Access:
    """What the cluster asks of who comes: a user with a password, or an API key, or nothing."""

    user: str = ""
    password: str = ""
    api_key: str = ""

    def __repr__(self) -> str:
        """Return the user alone, so that no secret gets into a log."""
        return f"Access(user={self.user!r})"


@dataclass(frozen=True, slots=True)
class OpenSearchOptions:
    """Everything that can be chosen. Times are in seconds.

    `index` is the alias that is searched; the indexes behind it are called `index-1`, `index-2` and so on.
    `timeout` holds for a question, `write_timeout` for a batch of reports; `retries` is how often a failed request is
    tried again. `refresh` is when OpenSearch shows what was written even if nobody asked. `bulk_bytes` is the size of
    a batch, `processes` how many make and send them.
    """

    hosts: tuple[str, ...]
    index: str
    access: Access = Access()
    verify_certificates: bool = True
    ca_file: Path | None = None
    timeout: int = 30
    write_timeout: int = 120
    retries: int = 4
    shards: int = 1
    replicas: int = 1
    refresh: int = 30
    bulk_bytes: int = 5_000_000
    processes: int = 1
    global_statistics: bool = True
