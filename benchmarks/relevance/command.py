"""`python -m benchmarks relevance`: over our own judged questions, or any corpus and question sets."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.relevance.baselines import BASELINES, Baseline
from benchmarks.relevance.evaluation import (
    Ask,
    Evaluation,
    credited,
    evaluate,
    index,
    reports,
    source_files,
    suoyin,
    twins_in,
)
from benchmarks.relevance.floors import known_items_with_floors, measured, moved, read_floors, write_floors
from benchmarks.relevance.known_items import known_items, success
from benchmarks.relevance.questions import Question, read_questions
from benchmarks.relevance.statutes import statute_questions
from benchmarks.relevance.twins import Twins
from benchmarks.run import keep, provenance
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample"
QUESTIONS = Path(__file__).with_name("sample.jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--corpus", type=Path, help="file or folder to search; without it, the sample archive")
    parser.add_argument(
        "--questions", action="append", metavar="[NAME=]PATH", help="JSON lines of judged questions; repeatable"
    )
    parser.add_argument("--index", type=Path, help="folder to keep the index in, so that the next run finds it")
    parser.add_argument(
        "--known-items", type=int, metavar="SEED", help="also ask for reports of another corpus drawn by this seed"
    )
    parser.add_argument(
        "--statutes", action="store_true", help="also ask about national law, of a corpus of articles of law"
    )
    parser.add_argument("--national-first", action="store_true", help="with search.national_first")
    parser.add_argument("--no-baselines", action="store_true", help="measure Suoyin alone")
    parser.add_argument("--details", type=Path, help="write every answer as JSON lines, worst first")
    parser.add_argument("--lower-floors", action="store_true", help="let floors fall to what this run measures")
    parser.add_argument("--keep", metavar="NAME", help="keep the result under benchmarks/runs/")


def run(options: argparse.Namespace) -> None:
    """Measure and print; over our own questions, also move the floors."""
    corpus = options.corpus or SAMPLE
    base = corpus.parent if options.corpus else ROOT
    has_floors = not (options.corpus or options.questions or options.statutes or options.national_first)
    files = source_files(corpus, base=base)
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(options.index or Path(folder) / "index")
        print("indexing", file=sys.stderr)
        index(engine, files)
        asked = {"suoyin": suoyin(engine, national_first=options.national_first)}
        if not options.no_baselines:
            asked |= _baselines(engine)
        found = {name: _evaluate_all(asked, name, each) for name, each in _question_sets(options, engine).items()}
        twins = twins_in(engine)
        result = provenance() | {
            "reports": engine.status().reports,
            "sets": {name: _summary(evaluations, twins) for name, evaluations in found.items()},
        }
        drawn = known_items_with_floors(reports(engine)) if has_floors else _drawn(engine, options.known_items)
        known = {name: success(asked["suoyin"], questions) for name, questions in drawn.items()}
        result["known_items"] = {name: asdict(each) for name, each in known.items()}
        engine.close()
    print(table(result))
    if options.details:
        _write_details(options.details, [evaluations["suoyin"] for evaluations in found.values()])
    if has_floors:
        before = read_floors()
        floors = moved(before, measured(found[QUESTIONS.stem]["suoyin"].scores, known), lower=options.lower_floors)
        if floors != before:
            write_floors(floors)
            print(f"floors moved to {floors}", file=sys.stderr)
    if options.keep:
        keep(options.keep, result, table(result))


def table(result: dict[str, Any]) -> str:
    """Return a result as a Markdown table."""
    rows = [
        f"| {name} | {found['questions']:,} | {who} | {scores['ndcg']:.4f} | {scores['recall']:.4f} | {scores['mrr']:.4f} |"
        for name, found in result["sets"].items()
        for who, scores in found["scores"].items()
    ]
    lines = ["| query set | questions | ranked by | nDCG@10 | recall@10 | MRR |", "|---|--:|---|--:|--:|--:|", *rows]
    if found := result.get("known_items"):
        lines += ["", "| known items | questions | first | in the first three |", "|---|--:|--:|--:|"]
        lines += [f"| {name} | {s['questions']:,} | {s['at_1']:.3f} | {s['at_3']:.3f} |" for name, s in found.items()]
    return "\n".join(lines)


def _question_sets(options: argparse.Namespace, engine: Engine) -> dict[str, tuple[Question, ...]]:
    """Return the judged questions by the name of their set: those of files, about statutes, or else our own."""
    paths = options.questions or ([] if options.statutes else [str(QUESTIONS)])
    found = {name: read_questions(path) for name, path in map(_named, paths)}
    return found | {"statutes": statute_questions(engine)} if options.statutes else found


def _drawn(engine: Engine, seed: int | None) -> dict[str, tuple[Question, ...]]:
    return {} if seed is None else known_items(reports(engine), seed=seed)


def _named(argument: str) -> tuple[str, Path]:
    """Return the set's name and path from `NAME=PATH`, or from a path alone whose file's name is the set's.

    >>> _named("cmrc=a/questions.jsonl"), _named("a/policy.jsonl")
    (('cmrc', PosixPath('a/questions.jsonl')), ('policy', PosixPath('a/policy.jsonl')))
    """
    name, given, path = argument.rpartition("=")
    return (name, Path(path)) if given else (Path(path).stem, Path(path))


def _baselines(engine: Engine) -> dict[str, Ask]:
    found: dict[str, Ask] = {}
    for name, split in BASELINES.items():
        print(f"splitting for {name}", file=sys.stderr)
        found[name] = Baseline(reports(engine), split).ask
    return found


def _evaluate_all(asked: dict[str, Ask], name: str, questions: Sequence[Question]) -> dict[str, Evaluation]:
    print(f"asking {len(questions)} questions of {name}", file=sys.stderr)
    return {name: evaluate(ask, questions) for name, ask in asked.items()}


def _summary(evaluations: dict[str, Evaluation], twins: Twins) -> dict[str, Any]:
    scores = {name: found.scores for name, found in evaluations.items()}
    scores["suoyin, twins credited"] = credited(evaluations["suoyin"], twins)
    return {
        "questions": len(next(iter(evaluations.values())).answers),
        "scores": {name: asdict(each) for name, each in scores.items()},
        "seconds": {name: found.seconds for name, found in evaluations.items()},
    }


def _write_details(path: Path, evaluations: Sequence[Evaluation]) -> None:
    answers = sorted((each for found in evaluations for each in found.answers), key=lambda each: each.scores.ndcg)
    with path.open("w", encoding="utf-8") as file:
        for answer in answers:
            record = {
                "question": answer.question.text,
                "ndcg": round(answer.scores.ndcg, 4),
                "relevant": sorted(answer.question.relevant),
                "ranked": answer.ranked,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
