"""Which index the alias stands for, and how indexes come and go.

The alias `suoyin` stands for one of `suoyin-1`, `suoyin-2`, …. A rebuild loads the next one under an alias of its own and
then moves `suoyin` over in one step. Every index says in its mapping's `_meta` what made it and counts its commits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from indexer.engines.opensearch.connection import Connection, Failure
from indexer.engines.opensearch.mapping import PROBLEMS, index_body, index_fingerprint, meta, problems_of
from indexer.engines.remembered_problems import PlainProblems
from indexer.errors import EngineUnavailable, IndexLocked, IndexMismatch, IndexMissing

_EXISTS = "resource_already_exists_exception"


@dataclass(frozen=True, slots=True)
class Current:
    """The index that is searched: its own name, its number, its count of commits and the identity of the last one."""

    name: str
    number: int
    commits: int
    identity: str

    @property
    def generation(self) -> str:
        """The name of the index's state; no two states have the same."""
        return f"{self.number}.{self.commits}-{self.identity}"


class Catalog:
    """Looks up and changes which index one alias stands for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.alias = connection.options.index

    def current(self) -> Current:
        """Return the index behind the alias. Raises IndexMissing, and IndexMismatch for one that other code made."""
        # Any node knows; asking the cluster manager would make every search depend on it.
        # What it remembers of problems may be long, and no search asks for it.
        params = {"local": "true", "filter_path": f"-*.mappings._meta.{PROBLEMS}"}
        path = f"/{self.alias}/_mapping"
        # Of an index that has no mapping at all, nothing passes the filter.
        found = self._connection.find(path, params=params) or self._connection.find(path, params={"local": "true"})
        if not found:
            raise IndexMissing(self.alias)
        if len(found) > 1:
            raise IndexMismatch(self.alias, f"别名指向多个索引：{'、'.join(sorted(found))}")
        ((name, content),) = found.items()
        number = self._number(name)
        made = content["mappings"].get("_meta", {})
        if number is None or "fingerprint" not in made:
            raise IndexMismatch(self.alias, f"索引 {name} 没有版本标记，不是由本程序建立的")
        if made["fingerprint"] != index_fingerprint():
            raise IndexMismatch(self.alias, f"索引版本 {made['fingerprint']}，程序版本 {index_fingerprint()}")
        return Current(name, number, int(made["generation"]), made["identity"])

    def ensure(self) -> Current:
        """Return the index behind the alias, making the first one where there is none."""
        try:
            return self.current()
        except IndexMissing:
            self._create(1 + max(self._standing(), default=0), self.alias)
            return self.current()

    def prepare(self) -> tuple[str, str]:
        """Make the index of a rebuild; return its name and the alias to load it by. Removes what others left behind."""
        numbers = self._standing()
        for number, aliases in numbers.items():
            if self.alias not in aliases:
                self.drop(self._name(number))
        number = 1 + max(numbers, default=0)
        loading = f"{self._name(number)}-loading"
        self._create(number, loading)
        return self._name(number), loading

    def adopt(self, name: str, loading: str) -> None:
        """Let the alias stand for the index `name` alone, in one step, and remove those it stood for."""
        old = [self._name(number) for number, aliases in self._standing().items() if self.alias in aliases]

        def switch() -> None:
            if self.alias in self._standing().get(self._number(name) or 0, ()):
                return  # an earlier attempt was carried out, and only its answer was lost
            removals = [{"remove": {"index": each, "alias": self.alias}} for each in old]
            added = [
                {"add": {"index": name, "alias": self.alias}},
                {"remove": {"index": name, "alias": loading}},
            ]
            self._connection.once("POST", "/_aliases", {"actions": [*removals, *added]})

        self._connection.retrying(switch)
        for each in old:
            self.drop(each)

    def abandon(self, name: str) -> None:
        """Remove the index of a rebuild that failed, unless the alias has come to stand for it after all."""
        if self.alias not in self._standing().get(self._number(name) or 0, frozenset()):
            self.drop(name)

    def behind(self, alias: str) -> str:
        """Return the name of the index behind any alias; "" where there is none."""
        found = self._connection.find(f"/{alias}/_alias")
        return next(iter(found)) if found else ""

    def drop(self, name: str) -> None:
        """Remove an index; one that isn't there is no error."""
        self._connection.ask("DELETE", f"/{name}", params={"ignore_unavailable": "true"})

    def problems(self, name: str) -> PlainProblems:
        """Return the problems that index `name` remembers."""
        return problems_of(self._made(name))

    def commit(self, name: str, problems: PlainProblems) -> None:
        """Show what was written to index `name`, count it, and remember `problems`."""
        options = self._connection.options
        waited = {"wait_for_status": "yellow", "timeout": f"{options.timeout * 500}ms"}
        self._connection.ask("GET", f"/_cluster/health/{name}", params=waited)
        shards = self._connection.ask("POST", f"/{name}/_refresh")["_shards"]
        if shards["failed"]:
            raise EngineUnavailable(self._connection.hosts, "部分分片没有完成刷新", retry_after=options.timeout)
        counted = meta(int(self._made(name)["generation"]) + 1, problems)
        self._connection.ask("PUT", f"/{name}/_mapping", {"_meta": counted})

    def _made(self, name: str) -> dict[str, Any]:
        """Return what index `name` says of itself."""
        made: dict[str, Any] = self._connection.ask("GET", f"/{name}/_mapping")[name]["mappings"]["_meta"]
        return made

    def _create(self, number: int, alias: str) -> None:
        """Make index `number`. Raises IndexLocked where another process was faster."""
        body = index_body(self._connection.options, (alias,), 0)
        attempts = 0

        def create() -> None:
            nonlocal attempts
            attempts += 1
            try:
                self._connection.once("PUT", f"/{self._name(number)}", body)
            except Failure as failure:
                if failure.kind != _EXISTS:
                    raise
                if attempts == 1:
                    raise IndexLocked(self.alias) from failure

        self._connection.retrying(create)

    def _standing(self) -> dict[int, frozenset[str]]:
        """Return the aliases of every index of ours, by number."""
        found: dict[str, Any] = self._connection.ask("GET", f"/{self.alias}-*/_alias")
        numbered = ((self._number(name), content["aliases"]) for name, content in found.items())
        return {number: frozenset(aliases) for number, aliases in numbered if number is not None}

    def _name(self, number: int) -> str:
        return f"{self.alias}-{number}"

    def _number(self, name: str) -> int | None:
        match = re.fullmatch(rf"{re.escape(self.alias)}-(\d+)", name)
        return int(match.group(1)) if match else None
