"""The targets of a comparison, those of them that its peers and its size allow to judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """One target: what it is about, what is wanted, what was measured."""

    what: str
    wanted: str
    measured: str
    met: bool


FULL = 100_000
"""Reports from which on targets about seconds and bytes count; ratios are judged at any size."""
MANY = 1_000_000


def judge(result: dict[str, Any]) -> list[Target]:
    """Return all targets that can be judged."""
    return [*_embedded(result), *_servers(result), *_absolute(result)]


def _embedded(result: dict[str, Any]) -> Iterator[Target]:
    engines = result["embedded"]
    ours = engines.get("suoyin")
    if not ours:
        return
    if whoosh := engines.get("whoosh"):
        yield _ratio("build rate over plain Whoosh", 10, _build(ours), _build(whoosh))
        for each in ("p50", "p95"):
            yield _ratio(f"engine query {each} over plain Whoosh", 30, whoosh["query_ms"][each], ours["query_ms"][each])
    if tantivy := engines.get("tantivy"):
        yield _ratio("build rate over tantivy", 1, _build(ours), _build(tantivy))
        for each in ("p50", "p95"):
            yield _ratio(f"engine query {each} over tantivy", 1 / 3, tantivy["query_ms"][each], ours["query_ms"][each])


def _servers(result: dict[str, Any]) -> Iterator[Target]:
    servers = result["servers"]
    ours = servers.get("suoyin")
    if not ours:
        return
    for name in ("opensearch", "meilisearch", "typesense"):
        if peer := servers.get(name):
            if built := result["embedded"].get("suoyin"):
                yield _ratio(f"build rate over {name}", 1, _build(built), _build(peer))
            for each in ("p50", "p95", "p99"):
                yield _ratio(f"HTTP {each} over {name}", 2, peer["query_ms"][each], ours["query_ms"][each])
    if peer := servers.get("opensearch"):
        yield _ratio(
            "requests/s at 16 clients over opensearch", 3, ours["load"]["per_second"], peer["load"]["per_second"]
        )


def _absolute(result: dict[str, Any]) -> Iterator[Target]:
    reports = result["archive"]["reports"]
    engine, service = result["embedded"].get("suoyin"), result["servers"].get("suoyin")
    if engine:
        yield _most("index size / text", 2.0, engine["size"]["per_text_byte"], "")
        if reports >= FULL:
            yield _most("exact phrase p95", 20, engine["query_ms"]["by_class"]["exact phrase"]["p95"], "ms")
            yield _most("open", 0.5, engine["open_seconds"], "s")
            yield _most("first query", 0.2, engine["first_query_seconds"], "s")
        if reports >= MANY:
            yield _most("engine query p95 at 1,000,000", 60, engine["query_ms"]["p95"], "ms")
    if service:
        if reports >= MANY:
            yield _most("resident memory of a serving process", 1.5, service["memory"]["largest"] / 1e9, "GB")
        if added := service.get("addition"):
            yield _most("one report added is visible", 1.0, added["median_seconds"], "s")
            failed = added["failures_meanwhile"]
            yield Target("requests failing meanwhile", "none", str(failed), failed == 0)


def _build(found: dict[str, Any]) -> float:
    return float(found["build"]["reports_per_second"])


def _ratio(what: str, wanted: float, more: float, less: float) -> Target:
    ratio = more / less if less else 0.0
    shown = f"within {1 / wanted:.0f} ×" if wanted < 1 else f"{wanted:g} ×"
    measured = f"{1 / ratio:.2f} × slower" if wanted < 1 and 0 < ratio < 1 else f"{ratio:.2f} ×"
    return Target(what, shown, measured, ratio >= wanted)


def _most(what: str, limit: float, measured: float, unit: str) -> Target:
    return Target(what, f"at most {limit:g} {unit}".strip(), f"{measured:.3g} {unit}".strip(), measured <= limit)
