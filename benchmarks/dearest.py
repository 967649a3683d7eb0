"""The dearest request that a search over the query grammar finds, in processor time, beside an ordinary one.

The web application is called in this process over an index that is there already. The unit is the median of ordinary searches (one to
three words, or a phrase, ten hits) asked for the first time. Candidates come from `tests.hostile.queries`: requests joined at random,
the dearest of which are changed a little at a time for as long as that makes them dearer. What a new search has to load or compile is
no part of a request: each of the dearest is asked again of an application newly opened that has answered some ordinary searches, with others
asked of it beside, and the least of three times counts of both: what else the machine does costs them alike. No other application is
open meanwhile: together they would map more of the index than a process keeps, and each search would let go of what the next one reads.
The target: at most 20 times the median; lists of numbers and drafts, which count as many requests against the limit of their client, at most so
much for each of these.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, unquote_to_bytes

from benchmarks import archive
from benchmarks.dearest_lists import posted
from benchmarks.query_set import DRAWN_FROM, distinct
from corpus.report import Report
from service.archive import Archive, open_archive
from service.query.compile import compile_query
from service.settings import load_settings, shipped_config
from service.web import urls
from service.web.app import create_app
from service.web.server import settle_memory
from tests.hostile.queries import Attempt, Vocabulary, attempts, changed

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

TARGET = 20.0
"""How many ordinary searches the dearest request may cost."""

ORDINARY = 300
CLIMBERS = 5
"""Of the requests joined at random, how many of the dearest are changed."""

CONFIRMATIONS = 3
BEFORE = 100
"""Ordinary searches that an application has answered before one of them."""
BESIDE = 40
"""Ordinary searches beside each of them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request cost: seconds of processor time, and bytes of its answer."""

    seconds: float
    size: int


class Application:
    """The web application over the index in a folder, opened anew and warmed, in a process that keeps its memory as the server's do."""

    def __init__(self, index: Path, report_id: str) -> None:
        self._archive: Archive = open_archive(load_settings(shipped_config(), index=index, environ={})).warmed()
        self._app = create_app(self._archive, site_name="")
        for address in (urls.HOME, urls.SEARCH, urls.LOCATE, urls.report_url(report_id)):
            self.ask(address)  # templates are compiled when they are first used
        settle_memory()

    def ask(self, address: str, body: bytes = b"", media_type: str = "") -> Cost:
        """Return what a request costs, one with a body being posted."""
        environ, statuses = _environ(address, body, media_type), list[str]()

        def start(status: str, *_: object) -> Callable[[bytes], object]:
            statuses.append(status)
            return len

        started = time.process_time()
        answer = b"".join(self._app(environ, start))
        seconds = time.process_time() - started
        if statuses[0].startswith("5"):
            sys.exit(f"{address[:100]}: {statuses[0]}")  # an index of other code, say, whose errors cost little
        return Cost(seconds, len(answer))

    def close(self) -> None:
        """Close the index, and free what it held."""
        self._archive.close()
        gc.unfreeze()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("archive", type=Path, help="JSON lines that the index was made of")
    parser.add_argument("index", type=Path, help="folder of the index")
    parser.add_argument("--tries", type=int, default=1_500, help="requests joined at random, and as many changed ones")
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> None:
    """Print the unit, the dearest requests and their ratios; exit with 1 above the target."""
    chance = random.Random(options.seed)
    reports = list(islice(archive.read(options.archive), DRAWN_FROM))
    application = Application(options.index, reports[0].id)
    ordinary = _Ordinary(reports)
    ordinary.seconds(application, ORDINARY)  # it loads and compiles what the next ones find
    unit = ordinary.seconds(application, ORDINARY)
    found = _climbed(
        application, options.tries, chance, Vocabulary([each.body for each in reports], [each.id for each in reports])
    )
    application.close()
    ratios = [(_confirmed(options.index, attempt, ordinary), attempt) for attempt in found]
    ratio, dearest = max(ratios, key=lambda each: each[0])
    lists = _list_ratios(options.index, reports, unit, chance)
    print(
        json.dumps(
            {
                "median_ms": round(unit * 1_000, 2),
                "tried": 2 * options.tries,
                "dearest_ratio": round(ratio, 1),
                "target": TARGET,
                "dearest": unquote_plus(dearest.address),
                "others": [round(each, 1) for each, _ in sorted(ratios, key=lambda each: -each[0])[1:]],
                "lists_for_each_request_that_they_count_as": lists,
            },
            ensure_ascii=False,
            indent=2,
        )
    )
    if max(ratio, *lists.values()) > TARGET:
        sys.exit(1)


class _Ordinary:
    """Ordinary searches, each asked once."""

    def __init__(self, reports: list[Report]) -> None:
        queries = distinct(reports, 2 * ORDINARY + CLIMBERS * CONFIRMATIONS * (BEFORE + BESIDE))
        self._addresses = iter([urls.search_url(each.request, path=urls.API + urls.SEARCH) for each in queries])

    def seconds(self, application: Application, searches: int) -> float:
        """Return the median of what so many more cost an application."""
        return statistics.median(application.ask(each).seconds for each in islice(self._addresses, searches))


def _climbed(application: Application, tries: int, chance: random.Random, vocabulary: Vocabulary) -> list[Attempt]:
    """Return the dearest requests found, after as many steps of change as there were requests joined at random."""
    tried = [(application.ask(each.address).seconds, each) for each in islice(attempts(chance, vocabulary), tries)]
    best = sorted(tried, key=lambda each: -each[0])[:CLIMBERS]
    for step in range(tries):
        at = step % len(best)
        candidate = changed(best[at][1], chance, vocabulary)
        cost = application.ask(candidate.address).seconds
        if cost > best[at][0]:
            best[at] = (cost, candidate)
    return [attempt for _, attempt in best]


def _confirmed(index: Path, attempt: Attempt, ordinary: _Ordinary) -> float:
    """Return how many ordinary searches a request costs."""
    costs, units = [], []
    for _ in range(CONFIRMATIONS):
        application = Application(index, attempt.report_id)
        ordinary.seconds(application, BEFORE)
        compile_query.cache_clear()  # an ordinary search compiles its query as well
        costs.append(application.ask(attempt.address).seconds)
        units.append(ordinary.seconds(application, BESIDE))
        application.close()
    return min(costs) / min(units)


def _list_ratios(index: Path, reports: list[Report], unit: float, chance: random.Random) -> dict[str, float]:
    """Return how many ordinary searches each list and draft costs for each request that it counts as, the dearest first."""
    application = Application(index, reports[0].id)
    ratios = {
        each.name: min(application.ask(each.address, each.body, each.media_type).seconds for _ in range(CONFIRMATIONS))
        / (unit * each.counted)
        for each in posted(reports, chance)
    }
    application.close()
    return {name: round(ratio, 1) for name, ratio in sorted(ratios.items(), key=lambda each: -each[1])}


def _environ(address: str, body: bytes, media_type: str) -> WSGIEnvironment:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "POST" if body else "GET",
        "CONTENT_TYPE": media_type,
        "CONTENT_LENGTH": str(len(body)),
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
