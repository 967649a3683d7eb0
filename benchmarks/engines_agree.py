"""Comparison of the embedded engine with OpenSearch on a real archive: the same totals, facet counts and reports.

    python -m benchmarks.engines_agree PATH… --host http://127.0.0.1:9200 [--queries N] [--seed N] [--keep NAME]

PATH are files or folders as `suoyin index` takes them. Both engines index all of it, the cluster under the alias
`agree`, and are asked the fixed query set, completed to N by queries made from the reports' own text. Of every query
the total and all facet counts are compared, and the reports when all pages are walked to the end. How far the orders
agree by BM25F alone, without comparing passages, is measured too.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from benchmarks.plans import plan_for
from benchmarks.query_set import read_query_set
from benchmarks.recall import random_pieces
from benchmarks.run import RUNS
from corpus.readers import Root, SourceFile, discover, read_file
from corpus.report import Report
from indexer.build import BuildOptions, build
from indexer.engine import Engine
from indexer.engines.opensearch import OpenSearchEngine
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.engines.whoosh import WhooshEngine
from indexer.fields import FACET_FIELDS
from indexer.query import Filter, Plan, Sort
from service.query.compile import compile_query

ALIAS = "agree"
PAGE = 2_000
"""Hits of one page of a walk, a fifth of what a request may reach."""

TOP = 10


def main() -> None:
    """Run and print one comparison; exit 1 when the engines disagree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines_agree")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--host", default="http://127.0.0.1:9200")
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="NAME", help="keep the result under benchmarks/runs/")
    chosen = parser.parse_args()
    cluster = OpenSearchEngine(
        OpenSearchOptions(
            hosts=(chosen.host,), index=ALIAS, shards=chosen.shards, replicas=0, processes=chosen.processes
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        embedded = WhooshEngine(Path(folder) / "index")
        result = _measure(embedded, cluster, chosen.paths, chosen.queries, chosen.seed)
    text = json.dumps(result, ensure_ascii=False, indent=2)
    print(text)
    if chosen.keep:
        (RUNS / f"{chosen.keep}.json").write_text(text + "\n", encoding="utf-8")
    sys.exit(1 if result["disagreements"] else 0)


def _measure(embedded: Engine, cluster: Engine, paths: Sequence[Path], count: int, seed: int) -> dict[str, object]:
    found = discover(Root(path.name, path) for path in paths)
    files = [each for each in found if isinstance(each, SourceFile)]
    reports = [item for each in files for item in read_file(each.path, source=each.source) if isinstance(item, Report)]
    seconds = {name: _built(engine, files) for name, engine in (("embedded", embedded), ("opensearch", cluster))}
    fixed = [
        (f"{each.kind} {each.request.query!r}", each.kind, plan_for(each.request))
        for each in read_query_set(reports, seed)
    ]
    asked = [*fixed[:count], *random_plans(reports, max(0, count - len(fixed)), random.Random(seed))]
    disagreements: list[str] = []
    totals: list[int] = []
    same_top: list[float] = []
    for text, _, asked_plan in asked:
        plan = replace(asked_plan.without_second_step(), limit=TOP)
        ours, theirs = embedded.search(plan), cluster.search(plan)
        totals.append(ours.total)
        if ours.total != theirs.total:
            disagreements.append(f"total of {text}: {ours.total}, {theirs.total}")
        if ours.facets != theirs.facets:
            disagreements.append(f"facets of {text}")
        if sorted(_walked(embedded, plan)) != sorted(_walked(cluster, plan)):
            disagreements.append(f"reports of {text}")
        if ours.hits and plan.sort is Sort.RELEVANCE:
            first = {hit.id for hit in ours.hits}
            same_top.append(len(first & {hit.id for hit in theirs.hits}) / len(first))
    return {
        "command": ["python", "-m", "benchmarks.engines_agree", *(each.rsplit("/", 1)[-1] for each in sys.argv[1:])],
        "machine": {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()},
        "versions": {name: metadata.version(name) for name in ("whoosh", "opensearch-py", "jieba", "numpy", "numba")},
        "reports": cluster.status().reports,
        "characters": sum(len(report.body) for report in reports),
        "build_seconds": {name: round(each, 1) for name, each in seconds.items()},
        "build_reports_per_second": {name: round(len(reports) / each, 1) for name, each in seconds.items()},
        "index_bytes": {"embedded": embedded.status().size, "opensearch": cluster.status().size},
        "queries": len(asked),
        "kinds": dict(Counter(kind for _, kind, _ in asked)),
        "hits_walked": sum(totals),
        "queries_with_hits": sum(1 for total in totals if total),
        "disagreements": disagreements,
        "same_reports_among_first_ten": round(sum(same_top) / len(same_top), 4),
    }


def random_plans(reports: Sequence[Report], count: int, chance: random.Random) -> Iterator[tuple[str, str, Plan]]:
    """Yield `count` plans as the search page makes them, each with what it asks and its kind."""
    pieces = [piece for _, piece in random_pieces(reports, 4 * count, chance)]
    kinds = (
        "quoted",
        "words",
        "question",
        "relaxed",
        "character",
        "excluded",
        "either",
        "title",
        "year",
        "issuer",
        "number",
    )
    for number in range(count):
        kind = kinds[number % len(kinds)]
        one, other, third, fourth = (" ".join(each.split()) for each in pieces[4 * number : 4 * number + 4])
        report = chance.choice(reports)
        filters: tuple[Filter, ...] = ()
        query = {
            "quoted": f'"{one}"',
            "words": one,
            "question": f"{one}{other}怎么办",
            "relaxed": f"{one} {other} {third}",
            "character": one[0],
            "excluded": f"{one[:2]} -{other[:2]}",
            "either": f"{one[:2]} OR {other[:2]} OR {third[:2]}",
            "title": f"标题:{report.title[:4]}",
            "year": f"{one[:2]} 年份:2015..2022",
            "issuer": one[:2],
            "number": str(report.index_number or report.document_number or fourth),
        }[kind]
        if kind == "issuer":
            filters = (
                Filter("issuer", values=(report.issuer, reports[0].issuer)),
                Filter("year", ranges=((2010, None),)),
            )
        compiled = compile_query(query)
        match = compiled.relaxed if kind == "relaxed" and compiled.relaxed is not None else compiled.wanted
        sort = (Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)[0 if number % 5 else number // 5 % 3]
        plan = Plan(match, compiled.rank, compiled.first, compiled.bonuses, filters, FACET_FIELDS, sort=sort, limit=TOP)
        yield f"{kind} {query!r} {sort.value}", kind, plan


def _built(engine: Engine, files: Sequence[SourceFile]) -> float:
    started = time.perf_counter()
    build(engine, files, in_scope=lambda _: False, options=BuildOptions(rebuild=True))
    return time.perf_counter() - started


def _walked(engine: Engine, plan: Plan) -> Iterator[str]:
    """Yield the ids of every page to the last; one that came twice is yielded twice."""
    skip = 0
    while hits := engine.search(replace(plan, facets=(), skip=skip, limit=PAGE)).hits:
        yield from (hit.id for hit in hits)
        skip += PAGE


if __name__ == "__main__":
    main()
