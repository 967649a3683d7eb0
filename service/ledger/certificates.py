"""Search certificates (检索证明): what was searched when, by whom, in which state of the index, and what was found.

A certificate is a record in the chain of the ledger; its file holds both, and is compared byte by byte with what they say.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from indexer.engine import Engine
from service.ledger.entries import Act, Draft, Entry, canonical, digest, is_whole, time_of
from service.ledger.errors import IndexChanging, NoLedger
from service.ledger.history import entry_of_plain, entry_to_plain
from service.ledger.ledger import Ledger
from service.ledger.publishing import Signed
from service.search.parameters import parse_search, search_pairs
from service.search.request import SearchRequest
from service.search.result import SearchResult

MOST_RESULTS = 100
"""Reports of each search that a certificate lists; its total counts all."""

TRIES = 5
"""How often is searched anew where the index changes meanwhile: builds commit every few seconds, searches take milliseconds."""

Search = Callable[[SearchRequest, date], SearchResult]
"""A search as it is on a day."""


@dataclass(frozen=True, slots=True)
class System:
    """What was searched: the site, the engine, and the state of its index by its name and a digest of all that it holds."""

    site: str
    url: str
    engine: str
    generation: str
    reports: int
    contents: str

    @classmethod
    def of(cls, engine: Engine, *, site: str, url: str) -> System:
        """Return what an engine is in its present state."""
        status = engine.status()
        total = hashlib.sha256()
        for source, state in sorted(engine.files().items()):
            total.update(f"{canonical([source, state.digest, sorted(state.ids)])}\n".encode("utf-8", "surrogatepass"))
        return cls(site, url, status.engine, status.generation, status.reports, total.hexdigest())


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that verifying found out; `is_good` None for what can't be told."""

    is_good: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Certifier:
    """What certifies searches of an archive and verifies certificates; `ledger` is None where there is none."""

    ledger: Ledger | None
    system: Callable[[], System]
    generation: Callable[[], str]
    search: Search

    def certify(self, requests: Sequence[SearchRequest], signed: Signed) -> Entry:
        """Return the entry of a certificate of some searches, all of one state of the index. Raises `NoLedger` and `IndexChanging`."""
        if self.ledger is None:
            raise NoLedger
        record = {"kind": "检索证明", "by": signed.by, "purpose": signed.reason, **self._of_one_state(requests)}
        subject = f"检索证明//{secrets.token_hex(6)}"
        (entry,) = self.ledger.append([Draft(Act.CERTIFY, subject, signed.by, signed.reason, record=record)])
        return entry

    def verify(self, file: bytes) -> Iterator[Finding]:
        """Yield what can be told of a certificate's file: whether anything was changed, and what the same searches find now."""
        try:
            document = json.loads(file)
            record, entry = document["certificate"], entry_of_plain(document["entry"])
            is_exact = file == _written({"certificate": record, "entry": entry_to_plain(entry)})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield Finding(False, "这不是检索证明的文件，或已被改动")
            return
        is_own = is_exact and digest(canonical(record)) == entry.digest and is_whole(entry) and entry.act == Act.CERTIFY
        yield Finding(is_own, "文件与写出时逐字节相同" if is_own else "文件已被改动")
        if not is_own:
            return
        in_chain = _in_chain(entry, self.ledger)
        yield in_chain
        if in_chain.is_good:  # anybody can write a file with other searches and right hashes
            yield from self._repeated(record, _day_of(record, entry))

    def _of_one_state(self, requests: Sequence[SearchRequest]) -> dict[str, object]:
        """Return what was searched, on which day, and what was found."""
        for _ in range(TRIES):
            system, today = self.system(), date.today()
            searches = [_searched(self.search, each, today) for each in requests]
            if self.generation() == system.generation:
                return {"system": asdict(system), "day": today.isoformat(), "searches": searches}
        raise IndexChanging

    def _repeated(self, record: Mapping[str, Any], day: date) -> Iterator[Finding]:
        """Yield whether the same searches find the same by the same day, where the index is still as it was."""
        if self.generation() != record["system"]["generation"]:
            yield Finding(None, "索引此后更新过，不能照原样重查")
            return
        for then in record["searches"]:
            now = _searched(self.search, parse_search([(name, value) for name, value in then["parameters"]]), day)
            is_same = canonical(now) == canonical(then)
            yield Finding(
                is_same, f"重查：{then['understood']}，{then['total']} 条{'，结果相同' if is_same else '，结果不同'}"
            )


def to_file(ledger: Ledger, entry: Entry) -> bytes:
    """Return the file of a certificate: its record and its entry, as JSON."""
    return _written({"certificate": ledger.record(entry.digest), "entry": entry_to_plain(entry)})


def _searched(search: Search, request: SearchRequest, day: date) -> dict[str, object]:
    """Return a search and what it finds on a day, as plain data for JSON."""
    asked = replace(request, page=1, page_size=MOST_RESULTS)
    found = search(asked, day)
    return {
        "parameters": [list(pair) for pair in search_pairs(asked)],
        "understood": found.interpretation.summary,
        "words": list(found.interpretation.words),
        "excluded": list(found.interpretation.excluded),
        "also": list(found.also),
        "idle": list(found.idle),
        "named_time": found.named_time,
        "step": found.step.value,
        "said": [each for each in (found.notice, found.widening) if each],
        "searched_instead": found.suggestion if found.corrected else "",
        "total": found.total,
        "results": [{"id": hit.report.id, "title": hit.report.title} for hit in found.hits],
        "further": [
            {"step": each.step.value, "total": each.total, "results": [hit.report.id for hit in each.hits]}
            for each in found.further
        ],
    }


def _in_chain(entry: Entry, ledger: Ledger | None) -> Finding:
    if ledger is None:
        return Finding(None, "没有台账可以核对")
    if fault := next(ledger.faults(), ""):
        return Finding(False, f"台账有误：{fault}")
    is_there = bool(ledger.value("SELECT 1 FROM entries WHERE hash = ?", [entry.hash]))
    return Finding(is_there, f"台账第 {entry.number} 条{'就是它' if is_there else '不是它'}")


def _day_of(record: Mapping[str, Any], entry: Entry) -> date:
    """Return the day on which was searched; certificates that don't say it were written at once."""
    return date.fromisoformat(record["day"]) if "day" in record else time_of(entry.at).astimezone().date()


def _written(document: Mapping[str, object]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")
