"""Links to reports go on leading to them, whatever happens to files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.identity import id_of_source
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from tests.corpus.readers.office.write_docx import docx, paragraph
from tests.indexer.changing_archive import ChangingArchive
from tests.oracle import MemoryEngine

NUMBERS = ("015530441/2023-00011", "015530441/2023-00012")
BODY = "各单位要储水备料，安排人员值守，有险情立即上报。"
PAGE = "<html><head><title>关于防汛的通知</title></head><body><h1>关于防汛的通知</h1><p>请各单位遵照执行，详见附件。</p>{}</body></html>"


@pytest.fixture(params=[lambda folder: MemoryEngine(), WhooshEngine], ids=["memory", "whoosh"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> ChangingArchive:
    """Return an empty archive."""
    make: Callable[[Path], Engine] = request.param
    folder = tmp_path.resolve() / "files"
    folder.mkdir()
    return ChangingArchive(folder, make(tmp_path / "index"))


def test_a_renamed_file_keeps_the_id_of_its_report(archive: ChangingArchive) -> None:
    """Nothing is added or removed, and links of versions before lead there too."""
    archive.write("a.txt", number=NUMBERS[0])
    archive.build()
    (before,) = archive.reports()
    (archive.folder / "a.txt").rename(archive.folder / "z.txt")
    done = archive.build()
    assert (done.added, done.removed) == (0, 0)
    (after,) = archive.reports()
    assert (after.id, after.source) == (before.id, "z.txt")
    for rebuild in (False, True):
        archive.build(rebuild=rebuild)
        assert archive.follow(id_of_source("a.txt")) == archive.follow(id_of_source("z.txt")) == after


def test_equal_reports_of_two_files_are_both_kept_and_never_swap(archive: ChangingArchive) -> None:
    """Neither renaming both nor removing one gives a report the id of the other; a link to the removed one leads to the other."""
    archive.write("a.txt", number=NUMBERS[0], body="甲")
    archive.write("b.txt", number=NUMBERS[0], body="乙")
    assert archive.build().skipped == 0
    ids = {report.body: report.id for report in archive.reports()}
    assert len(set(ids.values())) == 2
    (archive.folder / "a.txt").rename(archive.folder / "z.txt")
    (archive.folder / "b.txt").rename(archive.folder / "c.txt")
    for rebuild in (False, True):
        archive.build(rebuild=rebuild)
        assert {report.body: report.id for report in archive.reports()} == ids
    (archive.folder / "z.txt").unlink()
    archive.build()
    assert {report.body: report.id for report in archive.reports()} == {"乙": ids["乙"]}
    assert archive.bodies_behind(ids.values()) == ["乙", "乙"]


@pytest.mark.parametrize("rebuild", [False, True])
def test_files_that_swap_names_keep_the_links_of_their_reports(archive: ChangingArchive, *, rebuild: bool) -> None:
    """However alike the reports are."""
    bodies = {"a.txt": BODY, "b.txt": BODY + "特此通知。"}
    for name, body in bodies.items():
        archive.write(name, body=body)
    archive.build()
    ids = {report.body: report.id for report in archive.reports()}
    for name, body in zip(reversed(bodies), bodies.values(), strict=True):
        archive.write(name, body=body)
    done = archive.build(rebuild=rebuild)
    assert done.removed == 0
    assert archive.bodies_behind(ids.values()) == list(ids)
    (archive.folder / "b.txt").unlink()
    archive.build()
    assert archive.bodies_behind(ids.values()) == [body if body == bodies["b.txt"] else "" for body in ids]


@pytest.mark.parametrize("rebuild", [False, True])
def test_one_of_two_reports_told_alike_keeps_its_links_when_it_is_edited(
    archive: ChangingArchive, *, rebuild: bool
) -> None:
    """They don't fall to the other, though that could have its id too."""
    archive.write("a.txt", number=NUMBERS[0], body="甲")
    archive.write("b.txt", number=NUMBERS[0], body="乙")
    archive.build()
    ids = {report.body: report.id for report in archive.reports()}
    archive.write("a.txt", "关于防汛的补充通知", number=NUMBERS[0], body="甲")
    archive.build(rebuild=rebuild)
    assert archive.bodies_behind(ids.values()) == list(ids)


@pytest.mark.parametrize("rebuild", [False, True])
def test_an_edited_report_is_found_by_every_id_it_had(archive: ChangingArchive, *, rebuild: bool) -> None:
    """Title, number and text change one after the other; links to a removed report lead nowhere."""
    edits = [("甲乙", "无", BODY), ("丙丁", "无", BODY), ("丙丁", NUMBERS[0], BODY), ("丙丁", NUMBERS[1], BODY)]
    seen: list[str] = []
    for title, number, body in [*edits, ("丙丁", NUMBERS[1], "二")]:
        archive.write("a.txt", title, number, body)
        archive.build(rebuild=rebuild)
        (report,) = archive.reports()
        seen.append(report.id)
        assert archive.bodies_behind(seen) == [body] * len(seen)
    assert len(set(seen)) == len(edits)
    (archive.folder / "a.txt").unlink()
    archive.build(rebuild=rebuild)
    assert archive.bodies_behind(seen) == [""] * len(seen)


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_file_with_another_report_breaks_links_rather_than_mislead(
    archive: ChangingArchive, *, rebuild: bool
) -> None:
    """Unless the report it held is found in another file."""
    archive.write("latest.txt", "关于防汛的通知", body="各县做好防汛工作，储水备料。")
    archive.build()
    (before,) = archive.reports()
    archive.write("latest.txt", "招聘公告", body="本局拟聘用司机一名，报名从速。")
    archive.build(rebuild=rebuild)
    assert archive.follow(before.id) is None
    archive.write("2023.txt", "关于防汛的通知", body="各县做好防汛工作，储水备料。")
    archive.build(rebuild=rebuild)
    assert archive.bodies_behind([before.id]) == ["各县做好防汛工作，储水备料。"]


def test_edited_lines_of_one_file_are_told_apart(archive: ChangingArchive) -> None:
    """Each goes on as the one that it shares a number or title with; the file counts as indexed whole."""

    def write(*lines: dict[str, str]) -> dict[str, str]:
        text = "\n".join(json.dumps(line) for line in lines)
        (archive.folder / "a.jsonl").write_text(text, encoding="utf-8")
        archive.build()
        return {report.body: report.id for report in archive.reports()}

    before = write({"title": "甲乙", "index_no": NUMBERS[0], "body": "一"}, {"title": "丙丁", "body": "二"})
    after = write({"title": "甲甲", "index_no": NUMBERS[0], "body": "一"}, {"title": "丙丁", "body": "二二"})
    assert before.keys() ^ after.keys() == {"二", "二二"}
    assert archive.bodies_behind(before.values()) == ["一", "二二"]
    assert archive.build().files == 0


def test_a_report_that_is_removed_leaves_its_links_to_its_equals(archive: ChangingArchive) -> None:
    """Also those that it had from before, and those of lines with an id of their own."""
    archive.write("a.txt", "甲乙", body=BODY)
    archive.build()
    (first,) = archive.reports()
    archive.write("a.txt", "丙丁", body=BODY)
    line = json.dumps({"id": "7", "title": "丙丁", "body": BODY})
    (archive.folder / "b.jsonl").write_text(line, encoding="utf-8")
    archive.build()
    ids = [first.id, *(report.id for report in archive.reports())]
    for removed, left in (("a.txt", "b.jsonl"), ("b.jsonl", "c.txt")):
        archive.write("c.txt", "丙丁", body=BODY)
        archive.build()
        (archive.folder / removed).unlink()
        archive.build()
        assert {found.source for each in ids if (found := archive.follow(each))} <= {left, "c.txt"}
        assert all(archive.follow(each) for each in ids)
        assert archive.build().files == 0


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_page_that_becomes_a_document_keeps_its_links(archive: ChangingArchive, *, rebuild: bool) -> None:
    """A file of the same name in another format goes on as it, unless it holds something else."""
    page = archive.folder / "a.html"
    page.write_text(PAGE.format(f"<p>{BODY}</p>"), encoding="utf-8")
    archive.build()
    (before,) = archive.reports()
    page.unlink()
    lines = ("关于防汛的通知", "请各单位遵照执行，详见附件。", BODY, "特此通知。")
    (archive.folder / "a.docx").write_bytes(docx(*map(paragraph, lines)))
    done = archive.build(rebuild=rebuild)
    (after,) = archive.reports()
    assert (done.removed, archive.follow(before.id)) == (0, after)
    assert after.id != before.id
    (archive.folder / "a.docx").unlink()
    archive.write("a.txt", "招聘公告", body="本局拟聘用司机一名，要求驾龄五年，报名从速，过期不候。")
    archive.build(rebuild=rebuild)
    assert archive.follow(before.id) is None


def test_a_file_that_becomes_an_attachment_leaves_its_links_to_the_page(archive: ChangingArchive) -> None:
    """Its text is there now; without the page it is a report of its own again."""
    (archive.folder / "b.docx").write_bytes(docx(paragraph("物资清单"), paragraph("编织袋三千条。")))
    archive.build()
    (before,) = archive.reports()
    page = archive.folder / "page.html"
    page.write_text(PAGE.format('<a href="b.docx">清单</a>'), encoding="utf-8")
    archive.build()
    found = archive.follow(before.id)
    assert found is not None
    assert found.source == "page.html"
    page.unlink()
    archive.build()
    assert archive.follow(before.id) == before
