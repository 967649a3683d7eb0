"""Bursts: this checkout and another one, or a peer, serve at the same time and are asked in turn, in bursts of a second: what the machine does
meanwhile meets both.

python -m benchmarks bursts OTHER --reports 20000 --pool PATH --keep NAME

OTHER is a folder with another commit of Suoyin checked out, or the name of a peer that serves. All index the same archive; checkouts by
their own commands, unless an earlier run did.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import archive, load
from benchmarks.archive import Recipe
from benchmarks.beside import ROOT, add_checkout_arguments, commit_of, head_of
from benchmarks.connection import Connection
from benchmarks.peers.peer import Request, Server
from benchmarks.peers.registry import SERVERS
from benchmarks.peers.service import Service
from benchmarks.query_set import Query, distinct
from benchmarks.run import keep
from benchmarks.workload import prepare, say
from service.query.steps import StepName

WARMING = 600
"""Requests that each server answers before it is measured, none of which it is asked again."""

CLIENTS = (1, 16)

PEERS = tuple(name for name in SERVERS if name != "suoyin")
"""Who may be compared with by name; of checkouts the folder is given."""

FIGURES = {"per_second": ("requests/s", True), "p50": ("p50, ms", False), "p95": ("p95, ms", False)}
"""Each figure of a burst: its name, and whether more is better."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_checkout_arguments(parser, other=f"a folder with another commit checked out, or one of {', '.join(PEERS)}")
    parser.add_argument("--bursts", type=int, default=40, help="bursts for each server and number of clients")
    parser.add_argument("--requests", type=int, default=150, help="requests of a burst, none asked twice")
    parser.add_argument(
        "--as-typed",
        action="store_true",
        help="this checkout is asked for what holds all that was typed, and nothing else",
    )


def run(options: argparse.Namespace) -> None:
    """Measure both servers, and print the table."""
    recipe = Recipe(reports=options.reports, characters=options.characters)
    workload = prepare(recipe, pool=options.pool, work=options.work, repeats=1, load_seconds=0)
    queries = distinct(workload.drawn_from, WARMING + options.bursts * options.requests)
    compared = {
        name: _server(which, workload.path, options.work)
        for name, which in {"this": str(ROOT), "other": options.other}.items()
    }
    servers = {name: server for name, (_, server) in compared.items()}
    result = head_of(options, {name: version for name, (version, _) in compared.items()})
    result |= {"requests": options.requests, "as_typed": options.as_typed}
    with ExitStack() as started:
        for name, server in servers.items():
            say(f"{name}: starting")
            server.start()
            started.callback(server.stop)
            server.build(archive.read(workload.path))
        asked = {
            name: _requests(server, queries, as_typed=options.as_typed and name == "this")
            for name, server in servers.items()
        }
        for name, server in servers.items():
            _warm(server, asked[name][:WARMING])
        result["bursts"] = {
            str(clients): _in_turn(
                servers, {name: each[WARMING:] for name, each in asked.items()}, clients, options.requests
            )
            for clients in CLIENTS
        }
    if options.keep:
        keep(options.keep, result, table(result))
    print(table(result))


def table(result: Mapping[str, Any]) -> str:
    """Return the medians of both servers over all bursts, and the median of how much better this one was in each."""
    versions, made, bursts = result["versions"], result["archive"], result["bursts"]
    number = len(next(iter(bursts.values()))["this"])
    only = "; this checkout is asked for what holds all that was typed alone" if result["as_typed"] else ""
    lines = [
        (
            f"{made['reports']:,} reports of some {made['characters']:,} characters from the pool `{made['pool']}`; {number} bursts of "
            f"{result['requests']} requests, both servers in turn{only}. The last column: median of the bursts' own ratios (lower and upper quartile)."
        ),
        "",
        f"| | this ({versions['this']}) | other ({versions['other']}) | this is better by |",
        "|---|--:|--:|--:|",
    ]
    for clients, measured in bursts.items():
        for figure, (name, more_is_better) in FIGURES.items():
            this, other = ([burst[figure] for burst in measured[which]] for which in ("this", "other"))
            ratios = [a / b if more_is_better else b / a for a, b in zip(this, other, strict=True)]
            low, middle, high = statistics.quantiles(ratios, n=4)
            who = f"{name}, {clients} {'client' if clients == '1' else 'clients'}"
            lines.append(
                f"| {who} | {statistics.median(this):,.2f} | {statistics.median(other):,.2f} | {middle:.2f} x ({low:.2f} to {high:.2f}) |"
            )
    return "\n".join(lines)


def _server(which: str, reports: Path, work: Path) -> tuple[str, Server]:
    """Return the version and the server of a peer, by its name, or of a checkout with an index of an archive. Ends the program where there is neither."""
    if which in PEERS:
        peer = SERVERS[which](work)
        return f"{peer.name} {peer.version}", peer
    folder = Path(which).resolve()
    if not folder.is_dir():
        sys.exit(f"{which}: neither a folder nor a peer; there are {', '.join(PEERS)}")
    return commit_of(folder), Service(_indexed(folder, reports, work), checkout=folder)


def _indexed(checkout: Path, archive: Path, work: Path) -> Path:
    """Return the index that a checkout's own command makes of an archive."""
    folder = work / f"{archive.stem}-{commit_of(checkout)}"
    if not folder.exists():
        say(f"{checkout.name}: indexing")
        part = folder.with_name(f"{folder.name}.part")  # one that was stopped is gone on with
        command = [sys.executable, "-W", "ignore", "-m", "service", "--index", str(part.resolve()), "index", "-"]
        with archive.open("rb") as reports:
            subprocess.run(command, cwd=checkout, check=True, stdin=reports, stdout=subprocess.DEVNULL)
        part.rename(folder)
    return folder.resolve()


def _requests(server: Server, queries: Sequence[Query], *, as_typed: bool) -> list[Request]:
    if as_typed:
        queries = [replace(query, request=replace(query.request, step=StepName.TYPED)) for query in queries]
    return [server.request(query, 10) for query in queries]


def _warm(server: Server, requests: Sequence[Request]) -> None:
    """Ask by several connections in turn, so that each worker gets some."""
    connections = [Connection(server.address()) for _ in range(6)]
    for number, request in enumerate(requests):
        connections[number % len(connections)].ask(request)
    for connection in connections:
        connection.close()


def _in_turn(
    servers: Mapping[str, Server], asked: Mapping[str, Sequence[Request]], clients: int, size: int
) -> dict[str, list[dict[str, Any]]]:
    """Return the figures of each burst of `size` requests; who is asked first changes with each."""
    say(f"{clients} at once")
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in servers}
    for number, start in enumerate(range(0, len(asked["this"]), size)):
        for name in sorted(servers, reverse=bool(number % 2)):
            burst = asked[name][start : start + size]
            found[name].append(load.throughput(servers[name], burst, seconds=60, clients=clients, warming=0))
    return found
