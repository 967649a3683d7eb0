"""The options of the OpenSearch engine: where the cluster is, how to be let in, and how large things may be."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from indexer.options import MOST_PROCESSES, InvalidOption, at_least, between, option, secret

_INDEX_NAME = re.compile(r"(?!.*-\d+$)[a-z0-9][a-z0-9_.-]*")
"""The names that OpenSearch takes, but none that ends like the numbered indexes of another name: suoyin-2."""


def _fault_of_hosts(hosts: tuple[str, ...]) -> str:
    if hosts and all(map(_is_address, hosts)):
        return ""
    return f"应为 http:// 或 https:// 开头的地址，不含用户和密码，现为 {list(hosts)}"


def _is_address(host: str) -> bool:
    """Return whether a host is an address of the documented form; secrets in it would end up in logs."""
    try:
        url = urlsplit(host)
        return url.scheme in ("http", "https") and bool(url.hostname) and "@" not in host and url.port != 0
    except ValueError:
        return False


def _fault_of_index(name: str) -> str:
    if _INDEX_NAME.fullmatch(name):
        return ""
    return f"只能用小写字母、数字和 - _ .，以字母或数字开头，不以 - 加数字结尾，现为 {name!r}"


@dataclass(frozen=True, slots=True)
class OpenSearchOptions:
    """Everything that can be chosen. Times are in seconds.

    `index` is the alias that is searched; the indexes behind it are called `index-1`, `index-2` and so on.
    The cluster asks for a user with a password, or an API key, or nothing; raises `InvalidOption` for half of it.
    `timeout` holds for a question, `write_timeout` for a batch of reports; `retries` is how often a failed request is
    tried again. `refresh` is when OpenSearch shows what was written even if nobody asked. `bulk_bytes` is the size of
    a batch, `processes` how many make and send them, 0 for one on each core.
    """

    hosts: tuple[str, ...] = option(("http://127.0.0.1:9200",), _fault_of_hosts)
    index: str = option("suoyin", _fault_of_index)
    user: str = secret()
    password: str = secret()
    api_key: str = secret()
    verify_certificates: bool = True
    ca_file: Path | None = None
    timeout: int = option(30, at_least(1))
    write_timeout: int = option(120, at_least(1))
    retries: int = option(4, at_least(0))
    shards: int = option(1, at_least(1))
    replicas: int = option(1, at_least(0))
    refresh: int = option(30, at_least(1))
    bulk_bytes: int = option(5_000_000, at_least(100_000))
    processes: int = option(0, between(0, MOST_PROCESSES))
    global_statistics: bool = True

    def __post_init__(self) -> None:
        if bool(self.user) != bool(self.password):
            raise InvalidOption("password" if self.user else "user", "检索集群的用户和密码要么都有，要么都没有")
        if self.user and self.api_key:
            raise InvalidOption("api_key", "已由 {user} 给出用户，不能再给密钥")

    @property
    def process_count(self) -> int:
        """The number of processes that make and send batches."""
        return self.processes or os.cpu_count() or 1
