"""Segments damaged at random, a bit or a page of one file each: every answer is right, or the damage is said."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexerError
from indexer.query import Everything, Plan
from service.search.parameters import parse_search
from service.search.run import search
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.attacks.queries import indexed

DAMAGES = 300
PAGE = 4096

QUERIES = ("通知", '"工作报告"', "水 OR 财政", "预算 -通知", "怎么申请公租房？", "标题:办法", "2023")


def run(attack: Attack) -> Figures:
    """Damage a copy of the index each time, and compare every answer and every report with those of the whole one."""
    whole = attack.folder / "whole"
    indexed(whole).close()
    right = _asked(whole)
    chance, failures = attack.chance(), Failures()
    outcomes = dict.fromkeys(("unharmed", "said", "wrong", "uncaught"), 0)
    for _ in range(attack.times(DAMAGES)):
        folder = attack.folder / "damaged"
        shutil.copytree(whole, folder)
        what = _damage(folder, chance)
        try:
            found = _asked(folder)
        except Exception as error:
            outcomes["uncaught"] += 1
            failures.add(f"{what}: {error!r}")
        else:
            said = [name for name, answer in found.items() if isinstance(answer, IndexerError)]
            wrong = [name for name, answer in found.items() if name not in said and answer != right[name]]
            outcomes["wrong" if wrong else "said" if said else "unharmed"] += 1
            if wrong:
                failures.add(f"{what}: other answers to {wrong}")
        shutil.rmtree(folder)
    return {"damaged": attack.times(DAMAGES), **outcomes, **failures.figures()}


def _damage(folder: Path, chance: random.Random) -> str:
    """Flip a bit or empty a page of a segment, and return what was done."""
    path = chance.choice(sorted(folder.glob("*.suoyin")))
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    if chance.random() < 0.5:
        content[at] ^= 1 << chance.randrange(8)
        what = f"a bit of byte {at} of {len(content)}"
    else:
        start = at // PAGE * PAGE
        end = min(start + PAGE, len(content))
        content[start:end] = bytes(end - start)
        what = f"bytes {start} to {end} of {len(content)}"
    path.write_bytes(content)
    return what


def _asked(folder: Path) -> Mapping[str, Any]:
    """Return what the index in `folder` answers, by what was asked; the error where it says that it is damaged."""
    engine = WhooshEngine(folder)

    def answer(query: str) -> object:
        found = search(engine, parse_search([("q", query)]))
        return found.total, found.facets, [(hit.report, hit.score, hit.snippets) for hit in found.hits]

    def report(report_id: str) -> object:
        return engine.get([report_id])

    answers: dict[str, object] = {}
    try:
        ids = [hit.id for hit in engine.search(Plan(Everything(), limit=100_000)).hits]
    except IndexerError as error:
        return {"all": error}
    answers["all"] = sorted(ids)
    for ask, each in [*((answer, query) for query in QUERIES), *((report, each) for each in ids)]:
        try:
            answers[each] = ask(each)
        except IndexerError as error:
            answers[each] = error
    engine.close()
    return answers
