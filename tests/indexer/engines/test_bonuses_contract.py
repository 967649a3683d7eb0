"""What raises scores beside terms, in every engine."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.report import Report
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.query import And, Bonus, Contains, Everything, Keyword, Not, Or, Plan


def _fill(engine: Engine, titles: Mapping[str, str]) -> None:
    with engine.write() as writer:
        for name, title in titles.items():
            writer.put(Report(id=name, source=name, title=title))


def test_bonuses_raise_what_they_match(engine: Engine) -> None:
    """A bonus is divided by the number that it names, and nothing is gained without one."""
    titles = {"whole": "教育法", "part": "教育法实施办法", "none": "", "other": "预算"}
    _fill(engine, titles)
    bonuses = (Bonus(Contains(tokenize("教育法"), ("title",)), 6.0, "title_size"), Bonus(Keyword("id", "other"), 0.5))
    found = engine.search(Plan(Everything(), bonuses=bonuses)).hits
    assert [(hit.id, round(hit.score, 3)) for hit in found] == [
        ("whole", 2.0),
        ("part", 0.857),
        ("other", 0.5),
        ("none", 0.0),
    ]


def test_a_bonus_may_be_for_what_several_things_say(engine: Engine) -> None:
    """It is gained once, however many of them do."""
    titles = {"both": "教育法", "one": "教育", "excluded": "实施教育法"}
    _fill(engine, titles)
    either = Or((Contains(tokenize("教育"), ("title",)), Keyword("id", "both")))
    bonus = Bonus(And((either, Not(Contains(tokenize("实施教育法"), ("title",))))), 2.0)
    found = engine.search(Plan(Everything(), bonuses=(bonus,))).hits
    assert {hit.id: round(hit.score, 3) for hit in found} == {"both": 2.0, "one": 2.0, "excluded": 0.0}


def test_a_bonus_may_be_for_all_but_a_few(engine: Engine) -> None:
    """Reports that lack it stand below the others, and gain nothing."""
    with engine.write() as writer:
        for report_id in "abc":
            writer.put(Report(report_id, "s", title="办法"))
    bonus = Bonus(Not(Keyword("id", "a")), 2.0)
    found = engine.search(Plan(Contains(tokenize("办法"), ("title",)), bonuses=(bonus,))).hits
    assert [(hit.id, round(hit.score, 3)) for hit in found] == [("b", 2.0), ("c", 2.0), ("a", 0.0)]
