"""Links to reports go on leading to them, whatever happens to files."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.readers import SourceFile
from corpus.report import Report
from indexer.build import BuildOptions, build
from indexer.build_report import BuildReport
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.former_ids import MOST, with_former
from indexer.query import Everything, Plan
from tests.oracle import MemoryEngine

TEXT = "信息名称：{title}\n索引号：{number}\n\n{body}"
NUMBERS = ("015530441/2023-00011", "015530441/2023-00012", "无")


class Archive:
    """A folder of text files that is changed and indexed."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine

    def write(self, name: str, title: str = "关于防汛的通知", number: str = "无", body: str = "请储水。") -> None:
        (self.folder / name).write_text(TEXT.format(title=title, number=number, body=body))

    def build(self, *, rebuild: bool = False) -> BuildReport:
        files = [SourceFile(path.name, path) for path in sorted(self.folder.iterdir())]
        return build(self.engine, files, in_scope=lambda source: True, options=BuildOptions(rebuild=rebuild))

    def reports(self) -> dict[str, Report]:
        """Return every report by its source; the archives here have one in each."""
        ids = [hit.id for hit in self.engine.search(Plan(Everything(), limit=1000)).hits]
        return {report.source: report for report in self.engine.get(ids).values()}

    def follow(self, id: str) -> Report | None:
        """Return the report that a link leads to."""
        ids = [id] if self.engine.get([id]) else self.engine.lookup("former_id", [id]).get(id, ())
        return self.engine.get(ids[:1]).get(ids[0]) if ids else None


@pytest.fixture(params=[lambda folder: MemoryEngine(), WhooshEngine], ids=["memory", "whoosh"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    """Return an empty archive."""
    make: Callable[[Path], Engine] = request.param
    folder = tmp_path.resolve() / "files"
    folder.mkdir()
    return Archive(folder, make(tmp_path / "index"))


def test_a_renamed_file_keeps_the_id_of_its_report(archive: Archive) -> None:
    """Nothing is added or removed."""
    archive.write("a.txt", number=NUMBERS[0])
    archive.build()
    (before,) = archive.reports().values()
    (archive.folder / "a.txt").rename(archive.folder / "z.txt")
    done = archive.build()
    assert (done.added, done.removed) == (0, 0)
    assert archive.reports()["z.txt"].id == before.id


def test_equal_reports_of_two_files_are_both_kept_and_never_swap(archive: Archive) -> None:
    """Neither renaming both nor removing one gives a report the id of the other."""
    archive.write("a.txt", number=NUMBERS[0], body="甲")
    archive.write("b.txt", number=NUMBERS[0], body="乙")
    assert archive.build().skipped == 0
    ids = {report.body: report.id for report in archive.reports().values()}
    assert len(set(ids.values())) == 2
    (archive.folder / "a.txt").rename(archive.folder / "z.txt")
    (archive.folder / "b.txt").rename(archive.folder / "c.txt")
    for rebuild in (False, True):
        archive.build(rebuild=rebuild)
        assert {report.body: report.id for report in archive.reports().values()} == ids
    (archive.folder / "z.txt").unlink()
    archive.build()
    assert {report.body: report.id for report in archive.reports().values()} == {"乙": ids["乙"]}


@pytest.mark.parametrize("rebuild", [False, True])
def test_an_edited_report_is_found_by_every_id_it_had(archive: Archive, *, rebuild: bool) -> None:
    """Title, number and text change one after the other; a removed report leads nowhere."""
    edits = [("甲乙", "无", "一"), ("丙丁", "无", "一"), ("丙丁", NUMBERS[0], "一"), ("丙丁", NUMBERS[1], "二")]
    seen: list[str] = []
    for title, number, body in edits:
        archive.write("a.txt", title, number, body)
        archive.build(rebuild=rebuild)
        (report,) = archive.reports().values()
        seen.append(report.id)
        assert all(archive.follow(each) == report for each in seen)
    assert len(set(seen)) == len(edits)
    (archive.folder / "a.txt").unlink()
    archive.build(rebuild=rebuild)
    assert [archive.follow(each) for each in seen] == [None] * len(edits)


def test_edited_lines_of_one_file_are_told_apart(archive: Archive) -> None:
    """Each goes on as the one that it shares a number or title with."""
    path = archive.folder / "a.jsonl"

    def write(*lines: dict[str, str]) -> dict[str, Report]:
        path.write_text("\n".join(json.dumps(line) for line in lines))
        archive.build()
        ids = [hit.id for hit in archive.engine.search(Plan(Everything(), limit=9)).hits]
        return {report.body: report for report in archive.engine.get(ids).values()}

    before = write({"title": "甲乙", "index_no": NUMBERS[0], "body": "一"}, {"title": "丙丁", "body": "二"})
    after = write({"title": "甲甲", "index_no": NUMBERS[0], "body": "一"}, {"title": "丙丁", "body": "二二"})
    assert archive.follow(before["一"].id) == after["一"]
    assert archive.follow(before["二"].id) == after["二二"]


@pytest.mark.parametrize("seed", range(3))
def test_links_survive_any_history(archive: Archive, seed: int) -> None:
    """Every id that a living report ever had leads to a report, and a rebuild changes nothing."""
    chance = random.Random(seed)
    links: dict[str, set[str]] = {}
    """Names of files, as they are now, by the ids that their reports had."""
    names = iter(f"{chance.randrange(100):02}-{number}.txt" for number in range(1000))
    for _ in range(4):
        for old, new in _change_some(archive, chance, names):
            for holders in links.values():
                if old in holders:
                    holders.remove(old)
                    holders.update([new] if new else [])
        archive.build()
        reports = archive.reports()
        assert set(reports) == {path.name for path in archive.folder.iterdir()}
        for name, report in reports.items():
            links.setdefault(report.id, set()).add(name)
        for link, holders in links.items():
            found = archive.follow(link)
            assert found is not None or not holders
        archive.build(rebuild=True)
        assert _known(archive.reports()) == _known(reports)


def _change_some(archive: Archive, chance: random.Random, names: Iterator[str]) -> list[tuple[str, str]]:
    """Change some files, each in one way: one renamed and edited between two builds can't be known. Return names old and new."""
    untouched = sorted(path.name for path in archive.folder.iterdir())
    chance.shuffle(untouched)
    moved = []
    for action in chance.choices(("new", "edit", "rename", "remove"), (4, 3, 4, 1), k=4):
        if action == "new" or not untouched:
            _change(archive, chance, next(names))
            continue
        name = untouched.pop()
        if action == "edit":
            _change(archive, chance, name)
        elif action == "rename":
            moved.append((name, next(names)))
            (archive.folder / name).rename(archive.folder / moved[-1][1])
        else:
            moved.append((name, ""))
            (archive.folder / name).unlink()
    return moved


def _change(archive: Archive, chance: random.Random, name: str) -> None:
    archive.write(name, chance.choice(("甲乙", "丙丁")), chance.choice(NUMBERS), chance.choice("一二三"))


def _known(reports: dict[str, Report]) -> dict[str, Report]:
    return {name: replace(report, former_ids=tuple(sorted(report.former_ids))) for name, report in reports.items()}


def test_former_ids_are_bounded() -> None:
    """The newest stay, and a report's own id is none of them."""
    report = Report(id="1", source="a", former_ids=("old",))
    assert with_former(report, ("1", "2")).former_ids == ("2", "old")
    many = with_former(report, map(str, range(2, 2 + MOST))).former_ids
    assert len(many) == MOST
    assert "old" not in many
