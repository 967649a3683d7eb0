"""A search certificate as people read it: every search with what was done to find something, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.ledger.certificates import MOST_RESULTS, System
from service.ledger.entries import Act, Entry
from service.ledger.ledger import Ledger
from service.query.steps import StepName
from service.search.parameters import understand_search
from service.search.request import SearchRequest
from service.search.result import HEADINGS

NOTHING = "照所写的没有找到；随后依次放宽（意思相同的词、更长号码的片段、全部的词、一部分词语，凡适用的），仍没有找到。"
"""What is said of a search that found nothing."""


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report that a search found, with the title that it had."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class FurtherReports:
    """How many reports a looser step found beside few, what they are, and the ids of the best."""

    heading: str
    total: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertifiedSearch:
    """One search of a certificate. `widened` are sentences on what was looked for beside or instead of what was typed;
    `is_looser`: nothing held what was typed, and what was found was matched more loosely."""

    request: SearchRequest
    understood: str
    words: tuple[str, ...]
    excluded: tuple[str, ...]
    widened: tuple[str, ...]
    is_looser: bool
    total: int
    results: tuple[FoundReport, ...]
    further: tuple[FurtherReports, ...]

    @property
    def unlisted(self) -> int:
        """How many of the reports that were found are not listed: folded into others, or beyond the first."""
        return max(self.total - len(self.results), 0)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its entry in the ledger, for what it was made, what was searched, and each search."""

    entry: Entry
    purpose: str
    system: System
    searches: tuple[CertifiedSearch, ...]

    @property
    def total(self) -> int:
        """How many reports all searches found; one that several found counts for each."""
        return sum(each.total for each in self.searches)


def certificates(ledger: Ledger, most: int, *, before: int = 0) -> list[Certificate]:
    """Return up to `most` certificates, newest first, of those before an entry's number where one is given."""
    newest = (
        "number IN (SELECT number FROM entries WHERE act = ? AND (? = 0 OR number < ?) ORDER BY number DESC LIMIT ?)"
    )
    entries = list(ledger.entries(newest, [Act.CERTIFY.value, before, before, most]))
    return [_certificate(ledger, each) for each in reversed(entries)]


def certificate(ledger: Ledger, number: int) -> Certificate | None:
    """Return the certificate that an entry is, None for one that is none."""
    entry = next(ledger.entries("number = ? AND act = ?", [number, Act.CERTIFY.value]), None)
    return _certificate(ledger, entry) if entry else None


def _certificate(ledger: Ledger, entry: Entry) -> Certificate:
    record = ledger.record(entry.digest)
    searches = tuple(map(_search, record["searches"]))
    return Certificate(entry, record["purpose"], System(**record["system"]), searches)


def _search(plain: Mapping[str, Any]) -> CertifiedSearch:
    request, _ = understand_search([(name, value) for name, value in plain["parameters"]])
    return CertifiedSearch(
        request=request,
        understood=plain["understood"],
        words=tuple(plain["words"]),
        excluded=tuple(plain["excluded"]),
        widened=tuple(_widened(plain)),
        is_looser=plain["step"] != StepName.TYPED.value or bool(plain["searched_instead"]),
        total=plain["total"],
        results=tuple(FoundReport(each["id"], each["title"]) for each in plain["results"]),
        further=tuple(
            FurtherReports(HEADINGS[StepName(each["step"])], each["total"], tuple(each["results"]))
            for each in plain["further"]
        ),
    )


def _widened(plain: Mapping[str, Any]) -> Iterator[str]:
    if not plain["total"]:
        yield NOTHING
    if instead := plain["searched_instead"]:
        yield f"没有报告含有所写的文字，已改按“{instead}”查找。"
    if named := plain["named_time"]:
        yield f"“{named}”按检索当天的日期理解。"
    yield from plain["said"]
    if plain["total"] > MOST_RESULTS:
        yield f"找到的多于 {MOST_RESULTS} 份，下面列出前 {MOST_RESULTS} 份；总数包括全部。"
