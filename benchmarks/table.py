"""A comparison as Markdown: figures, ratios of the same run, every target met or not, and what to know of each peer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.targets import Target, judge

_MB = 1_000_000


def table(result: dict[str, Any]) -> str:
    """Return a comparison as Markdown."""
    sections = [
        _archive(result),
        _section("Embedded engines", _embedded(result["embedded"])),
        _section("Query latency by class, embedded, p50 / p95 in ms", _classes(result["embedded"])),
        _section("Over HTTP, with snippets", _servers(result["servers"])),
        _section("Query latency by class, over HTTP, p50 / p95 in ms", _classes(result["servers"])),
        _addition(result["servers"]),
        _section("Suoyin's ratios in this run", _ratios(result)),
        _section("Targets", _targets(judge(result))),
        _list("Not measured here", (f"{name}: {reason}" for name, reason in result["absent"].items())),
        _list("Notes", (f"{name}: {note}" for name, notes in result["notes"].items() for note in notes)),
    ]
    return "\n\n".join(section for section in sections if section)


def rows(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table whose first column is text and whose others are numbers; empty without rows.

    >>> print(rows(("who", "ms"), [("us", "1")]))
    | who | ms |
    |---|--:|
    | us | 1 |
    """
    lines = [f"| {' | '.join(each)} |" for each in body]
    if not lines:
        return ""
    return "\n".join((f"| {' | '.join(header)} |", f"|---|{'--:|' * (len(header) - 1)}", *lines))


def _archive(result: dict[str, Any]) -> str:
    made, machine = result["archive"], result["machine"]
    queries = sum(result["queries"].values())
    return (
        f"{made['reports']:,} reports, {made['characters'] / 1e6:,.1f} M characters ({made['text_bytes'] / _MB:,.0f} MB of UTF-8) made "
        f"from the pool `{made['pool']}`, seed {made['seed']}; {queries} queries, each asked {result['repeats']} times.\n\n"
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, load {machine['load_at_start'][0]} at the start, "
        f"{machine['python_steps_millions']} M steps of Python a second; "
        f"{', '.join(f'{name} {version}' for name, version in result['versions'].items())}."
    )


def _embedded(engines: dict[str, Any]) -> str:
    header = (
        "engine",
        "build, reports/s",
        "characters/s",
        "inversion only, reports/s",
        "index, MB",
        "index / text",
        "open, s",
        "first query, s",
        "p50, ms",
        "p95, ms",
        "p99, ms",
        "p95 of first times, ms",
        "same total as ours",
    )
    return rows(
        header,
        (
            (
                name,
                f"{found['build']['reports_per_second']:,.0f}",
                f"{found['build']['characters_per_second']:,.0f}",
                _number(found["build"].get("inversion_reports_per_second")),
                *_size_cells(found),
                f"{found['open_seconds']:.3f}",
                f"{found['first_query_seconds']:.3f}",
                *_latency_cells(found),
                found["same_total_as_ours"],
            )
            for name, found in engines.items()
        ),
    )


def _servers(servers: dict[str, Any]) -> str:
    header = (
        "server",
        "build, reports/s",
        "index, MB",
        "index / text",
        "p50, ms",
        "p95, ms",
        "p99, ms",
        "p95 of first times, ms",
        "requests/s at 16 clients",
        "failures",
        "largest process, MB",
        "all processes, MB",
        "same total as ours",
    )
    return rows(
        header,
        (
            (
                name,
                f"{found['build']['reports_per_second']:,.0f}" if "build" in found else "as above",
                *_size_cells(found),
                *_latency_cells(found),
                f"{found['load']['per_second']:,.0f}",
                str(found["load"]["failures"]),
                f"{found['memory']['largest'] / _MB:,.0f}",
                f"{found['memory']['together'] / _MB:,.0f}",
                found["same_total_as_ours"],
            )
            for name, found in servers.items()
        ),
    )


def _size_cells(found: dict[str, Any]) -> tuple[str, str]:
    return f"{found['size']['bytes'] / _MB:,.1f}", f"{found['size']['per_text_byte']:.2f}"


def _latency_cells(found: dict[str, Any]) -> tuple[str, ...]:
    asked = found["query_ms"]
    return tuple(f"{each:,.2f}" for each in (asked["p50"], asked["p95"], asked["p99"], asked["first_time"]["p95"]))


def _classes(engines: dict[str, Any]) -> str:
    kinds = next(iter(engines.values()))["query_ms"]["by_class"] if engines else {}
    return rows(
        ("class", *engines),
        ((kind, *(_pair(found["query_ms"]["by_class"][kind]) for found in engines.values())) for kind in kinds),
    )


def _pair(found: dict[str, float]) -> str:
    return f"{found['p50']:,.2f} / {found['p95']:,.2f}"


def _addition(servers: dict[str, Any]) -> str:
    found = servers.get("suoyin", {}).get("addition")
    if not found:
        return ""
    return (
        f"One report added to the running service is found after {found['median_seconds']:.2f} s (median of "
        f"{len(found['visible_seconds'])}, the slowest {max(found['visible_seconds']):.2f} s); {found['failures_meanwhile']} of "
        f"{found['requests_meanwhile'] + found['failures_meanwhile']:,} other requests failed meanwhile."
    )


def _ratios(result: dict[str, Any]) -> str:
    """Return how many times faster than each peer we are; below 1 it is the faster one."""
    lines = []
    for where in ("embedded", "servers"):
        ours = result[where].get("suoyin")
        peers = [(name, found) for name, found in result[where].items() if name != "suoyin"] if ours else []
        for name, found in peers:
            built = ours.get("build") or result["embedded"].get("suoyin", {}).get("build")
            lines.append(
                (
                    f"{name}{' over HTTP' if where == 'servers' else ''}",
                    _times(built and built["reports_per_second"], found["build"]["reports_per_second"]),
                    *(_times(found["query_ms"][each], ours["query_ms"][each]) for each in ("p50", "p95", "p99")),
                    _times(ours["load"]["per_second"], found["load"]["per_second"]) if where == "servers" else "–",
                    _times(found["size"]["bytes"], ours["size"]["bytes"]),
                )
            )
    return rows(("faster than", "build", "p50", "p95", "p99", "requests/s", "smaller index"), lines)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _times(more: float | None, less: float) -> str:
    return f"{more / less:,.2f} ×" if more and less else "–"


def _targets(targets: Sequence[Target]) -> str:
    return rows(
        ("target", "wanted", "measured", "met"),
        ((each.what, each.wanted, each.measured, "yes" if each.met else "no") for each in targets),
    )


def _section(title: str, content: str) -> str:
    return f"## {title}\n\n{content}" if content else ""


def _list(title: str, items: Iterable[str]) -> str:
    return _section(title, "\n".join(f"- {each}" for each in items))
