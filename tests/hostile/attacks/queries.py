"""A million queries over the grammar, searched in this process; some of them also by the oracle."""

from __future__ import annotations

import statistics
import time
from array import array
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.archive import Recipe, make, read_pool
from corpus.report import Report
from indexer.build import build
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from service.browse.report_page import report_page
from service.query.explanation import explain
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.run import search
from service.spelling.lexicon import Lexicon
from service.suggest import suggest
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.grammar import queries
from tests.oracle import MemoryEngine

QUERIES = 1_000_000
REPORTS = 500
COMPARED = 1_000
"""Of this many queries one is compared with the oracle, over an archive of `FEW` short reports: it reads them all for each word."""

LONGEST_COMPARED = 60
"""Characters of a query that is compared: the oracle takes seconds for these, and up to a minute for one of a thousand."""

FEW = 20

_LEXICON = Lexicon({"低保": 2, "低保标准": 1, "停水": 3})


class _Asked:
    """What was asked so far: how often, what it cost, and what failed."""

    def __init__(self) -> None:
        self.seconds = array("d")
        self.dearest = (0.0, "")
        self.compared = 0
        self.failures = Failures()

    def search(self, engine: Engine, query: str) -> SearchResult:
        """Return what is found, and note its processor time."""
        started = time.process_time()
        found = search(engine, SearchRequest(query))
        self.seconds.append(time.process_time() - started)
        self.dearest = max(self.dearest, (self.seconds[-1], query))
        return found

    def figures(self) -> Figures:
        """Return rate, failures and costs of what was asked up to now; seconds are of the processor."""
        return {
            "queries": len(self.seconds) + self.failures.count,
            "compared_with_the_oracle": self.compared,
            "median_ms": round(statistics.median(self.seconds or [0.0]) * 1000, 3),
            "mean_ms": round(statistics.fmean(self.seconds or [0.0]) * 1000, 3),
            "dearest_ms": round(self.dearest[0] * 1000, 1),
            "dearest": self.dearest[1][:100],
            **self.failures.figures(),
        }


def run(attack: Attack) -> Figures:
    """Search for every query: nothing may be raised, and totals must be the oracle's."""
    asked = _Asked()
    with closing(indexed(attack.folder / "index")) as engine, closing(indexed(attack.folder / "few", FEW, 120)) as few:
        oracle = MemoryEngine()
        with oracle.write() as writer:
            for report in _reports(FEW, 120):
                writer.put(report)
        search(engine, SearchRequest("停水 预算"))  # loops are compiled, which is no part of what a query costs
        for number, query in zip(attack.rounds(QUERIES, asked.figures), queries(attack.chance()), strict=False):
            try:
                found = asked.search(engine, query)
                if number % COMPARED == 0 and len(query) <= LONGEST_COMPARED:
                    _ask_the_rest(engine, query, found.hits[0].report.id if found.hits else "")
                    asked.compared += 1
                    answers = [search(each, SearchRequest(query)) for each in (few, oracle)]
                    totals = [(each.total, each.relaxed) for each in answers]
                    if totals[0] != totals[1]:
                        asked.failures.add(f"{query!r}: {totals[0]} instead of {totals[1]}")
            except Exception as error:  # any error is what is looked for
                asked.failures.add(f"{query!r}: {error!r}")
    return asked.figures()


def indexed(folder: Path, reports: int = REPORTS, characters: int = 400) -> WhooshEngine:
    """Return the engine over a new index of an invented archive."""
    engine = WhooshEngine(folder)
    build(engine, [], in_scope=lambda _: False, streams=[("archive.jsonl", _reports(reports, characters))])
    return engine


def _reports(reports: int, characters: int) -> list[Report]:
    return list(make(read_pool(), Recipe(reports, characters)))


def _ask_the_rest(engine: Engine, query: str, report_id: str) -> None:
    explain(query)
    suggest(engine, query, _LEXICON)
    report_page(engine, report_id, query, date.today())
