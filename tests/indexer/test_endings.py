"""Which report ends which, told within an index."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.readers import SourceFile
from corpus.report import Ended, Report, with_ended
from corpus.values.bound import Bound
from corpus.values.document_number import parse_document_number
from corpus.values.partial_date import PartialDate
from indexer.build import BuildOptions, build
from indexer.endings import MOST_NAMED_ALIKE, settle_endings
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.publications import TakenOver, follow_some
from tests.oracle import MemoryEngine

TITLE = "青禾市水库管理办法"
ENDS = f"《{TITLE}》（青政发〔2015〕3号）同时废止。"
OLD = Report(
    id="old",
    source="old",
    title=TITLE,
    document_number=parse_document_number("青政发〔2015〕3号"),
    written=PartialDate(2015, 3, 1),
)
NEW = Report(
    id="new",
    source="new",
    title=TITLE,
    body=f"本办法自2021年1月1日起施行。{ENDS}",
    in_force_from=Bound(PartialDate(2021, 1, 1)),
    written=PartialDate(2020, 12, 1),
)
OTHER = Report(id="other", source="s", title="总结", body=f"落实《{TITLE}》。旧的规定已经废止。")
ENDED = Ended("new", ENDS, PartialDate(2021, 1, 1))


@pytest.fixture(params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Return an empty engine of each kind that needs no server."""
    return MemoryEngine() if request.param == "memory" else WhooshEngine(tmp_path / "index")


def _put(engine: Engine, *reports: Report) -> None:
    with engine.write() as writer:
        for report in reports:
            writer.put(report)
            writer.end_source(report.source, "digest")


def _settled(engine: Engine, *reports: Report) -> Ended | None:
    """Return who ends the first of some reports."""
    _put(engine, *reports)
    settle_endings(engine)
    return engine.get([reports[0].id])[reports[0].id].ended


def test_an_ended_report_is_kept_with_who_ends_it(engine: Engine) -> None:
    """From the day on which that one is in force, and its source stays whole; a second look changes nothing."""
    assert _settled(engine, OLD, NEW, OTHER) == ENDED
    assert engine.lookup("ended_by_id", ["~new"]) == {"~new": ("old",)}
    assert engine.files()["old"].digest == "digest"
    assert engine.get(["new", "other"])["new"].ended is None
    before = engine.generation()
    settle_endings(engine)
    assert engine.generation() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (replace(OLD, written=PartialDate(2021, 1, 1)), NEW),
        (replace(OLD, written=None), replace(NEW, written=None, in_force_from=None)),
        (replace(OLD, title="通知", document_number=None), replace(NEW, body="《通知》同时废止。")),
        (OLD, replace(NEW, body=f"本办法自2021年1月1日起施行。依照《{TITLE}》，旧证失效。")),
    ],
)
def test_what_may_mean_another_ends_nothing(engine: Engine, old: Report, new: Report) -> None:
    """What is as young as its end, an undated one of the same title, a title that tells nothing, and one that is only named."""
    assert _settled(engine, old, new) is None


def test_a_title_of_very_many_tells_none_of_them(engine: Engine) -> None:
    """Nobody knows which of them is meant."""
    many = [replace(OLD, id=str(each), source=str(each), document_number=None) for each in range(MOST_NAMED_ALIKE + 1)]
    assert _settled(engine, *many, NEW) is None
    assert _settled(engine, OLD, NEW) == ENDED


def test_an_end_that_has_no_day_is_one_all_the_same(engine: Engine) -> None:
    """And of several ends the earliest counts."""
    undated = Report(id="undated", source="u", title="关于废止部分规章的决定", body=f"一、废止《{TITLE}》。")
    assert _settled(engine, OLD, undated) == Ended("undated", f"一、废止《{TITLE}》。")
    assert _settled(engine, OLD, undated, NEW) == ENDED


def _file(folder: Path, report: Report) -> SourceFile:
    record = {"id": report.id, "title": report.title, "body": report.body or "正文", "written": str(report.written)}
    number = {"document_number": report.document_number.raw} if report.document_number else {}
    path = folder / f"{report.id}.jsonl"
    path.write_text(json.dumps({**record, **number}))
    return SourceFile(path.name, path)


def test_builds_follow_whichever_report_comes_or_goes(engine: Engine, tmp_path: Path) -> None:
    """The other one is not read again, and stays indexed whole."""
    old, new = (_file(tmp_path, each) for each in (OLD, NEW))

    def built(*files: SourceFile, rebuild: bool = False) -> tuple[int, Ended | None]:
        done = build(engine, files, in_scope=lambda source: True, options=BuildOptions(rebuild=rebuild))
        return done.files, engine.get(["old"])["old"].ended

    assert built(old) == (1, None)
    assert built(old, new) == (1, ENDED)
    assert built(old, new) == (0, ENDED)
    assert built(old) == (0, None)
    new.path.write_text(json.dumps({"id": "new", "title": TITLE, "body": "本办法自2021年1月1日起施行。"}))
    assert built(old, new) == (1, None)
    assert built(old, _file(tmp_path, NEW), rebuild=True) == (2, ENDED)


class _Ledger:
    """Publications of which some are public."""

    def __init__(self, *public: Report) -> None:
        self._public = {f"ledger:{each.id}:{each.body}": each for each in public}

    def ids(self) -> set[str]:
        return {each.id for each in self._public.values()}

    def sources(self, ids: Collection[str] | None = None) -> Mapping[str, str]:
        return {each.id: source for source, each in self._public.items()}

    def version(self, source: str) -> Report:
        return replace(self._public[source], source=source)

    def taken_over(self) -> Iterable[TakenOver]:
        return ()


@pytest.mark.parametrize("later", [(), (replace(NEW, body="无关。"),)])
def test_publications_are_followed_at_once(engine: Engine, later: tuple[Report, ...]) -> None:
    """What is published ends others, and does so no more once it is withdrawn or corrected."""
    _put(engine, OLD)
    follow_some(engine, _Ledger(NEW), ["new"])
    assert engine.get(["old"])["old"].ended == ENDED
    follow_some(engine, _Ledger(*later), ["new"])
    assert engine.get(["old"])["old"].ended is None


def test_what_a_report_knows_of_its_end_is_no_part_of_what_it_says() -> None:
    """Two that differ in nothing else are equal."""
    assert with_ended(OLD, ENDED) == OLD
