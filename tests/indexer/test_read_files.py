"""A page and the files it names are one report, however they change."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.attached import text_parts
from corpus.isolation import ReadingLimits
from corpus.readers import Root, SourceFile, discover
from corpus.report import Report, with_ids
from indexer.build import BuildOptions, build
from indexer.build_report import BuildReport, FormatCount
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan
from indexer.removals import RemovalLimit
from tests.corpus.isolation import faulty_readers
from tests.corpus.readers.office.write_docx import docx, paragraph
from tests.oracle import MemoryEngine

PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}，请各单位遵照执行，详见附件。</p>{links}</body></html>"


def _page(folder: Path, name: str, text: str, *links: str) -> None:
    anchors = "".join(f'<p><a href="{link}">{link.rpartition("/")[2]}</a></p>' for link in links)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=f"关于{text}的通知", text=text, links=anchors), encoding="utf-8")


def _attachment(folder: Path, name: str, *lines: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(docx(*map(paragraph, lines)))


def _build(engine: Engine, folder: Path, *, readers: int = 2, **options: object) -> BuildReport:
    files = [each for each in discover([Root("", folder.resolve())]) if isinstance(each, SourceFile)]
    given = BuildOptions(readers=readers, **options)
    return build(engine, files, in_scope=lambda source: True, options=given)


def _reports(engine: Engine) -> dict[str, Report]:
    ids = [hit.id for hit in engine.search(Plan(Everything(), limit=1000)).hits]
    return {report.source: report for report in engine.get(ids).values()}


def _without_history(engine: Engine) -> dict[str, Report]:
    """Return the reports by source, but for the ids that they had and those that tell apart what is alike."""
    return {source: with_ids(report, "", ()) for source, report in _reports(engine).items()}


def _texts(report: Report) -> list[str]:
    return [part.text for part in text_parts(report.body, report.attachments)]


@pytest.fixture
def engine() -> Engine:
    """Return an empty engine."""
    return MemoryEngine()


def test_attachments_share_how_much_is_read_along(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many a page has: what is beyond is named."""
    monkeypatch.setattr("indexer.read_files.MOST_CHARACTERS", 30)
    _page(tmp_path, "page.html", "防汛", "a.docx", "b.docx")
    _attachment(tmp_path, "a.docx", "编" * 20)
    _attachment(tmp_path, "b.docx", "袋" * 20)
    done = _build(engine, tmp_path)
    (report,) = _reports(engine).values()
    assert sum(map(len, _texts(report)[1:])) == 30
    assert [each.reason for each in done.problems] == [
        "附件“b.docx”没有读全：这一页附件的文字合计超过 30 个，其后的没有收录"
    ]


def test_an_attachment_is_part_of_its_page(engine: Engine, tmp_path: Path) -> None:
    """Its text stands behind the page's own, and it is no report of its own; nothing is read again."""
    _page(tmp_path, "a/page.html", "防汛", "files/b.docx")
    _attachment(tmp_path, "a/files/b.docx", "物资清单", "编织袋三千条")
    done = _build(engine, tmp_path)
    (report,) = _reports(engine).values()
    own, attached = _texts(report)
    assert "遵照执行" in own
    assert "编织袋三千条" not in own
    assert attached.startswith("物资清单")
    assert attached.endswith("编织袋三千条")
    assert report.attachments[0].start is not None
    assert (done.files, done.reports) == (2, 1)
    again = _build(engine, tmp_path)
    assert (again.files, again.unchanged) == (0, 1)
    assert again.formats == done.formats == (FormatCount("DOCX", read=1), FormatCount("网页", read=1))


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), WhooshEngine], ids=["memory", "whoosh"])
def test_changes_of_an_attachment_are_followed(make: type[WhooshEngine], tmp_path: Path) -> None:
    """One that changes, goes, or comes later has its page read again."""
    engine, folder = make(tmp_path / "index"), tmp_path / "archive"
    _page(folder, "page.html", "防汛", "b.docx")
    for lines in (["旧清单"], ["新清单"], None, ["第三份"]):
        if lines:
            _attachment(folder, "b.docx", *lines)
        else:
            (folder / "b.docx").unlink()
        assert _build(engine, folder).changed + (lines == ["旧清单"]) == 1
        assert _texts(_reports(engine)["page.html"])[1:] == (lines or [])
    assert _build(engine, folder).unchanged == 1


def test_a_file_moves_into_the_page_that_names_it_and_back(engine: Engine, tmp_path: Path) -> None:
    """No limit of removals stops that, since nothing is lost by it."""
    for number in range(30):
        _attachment(tmp_path, f"{number}.docx", f"清单{number}")
    assert _build(engine, tmp_path).added == 30
    for number in range(30):
        _page(tmp_path, f"{number}.html", f"防汛{number}", f"{number}.docx")
    done = _build(engine, tmp_path, removals=RemovalLimit(10))
    assert (done.reports, done.added, done.removed) == (30, 30, 30)
    (tmp_path / "7.html").unlink()
    assert (_build(engine, tmp_path).reports, set(_reports(engine)) >= {"7.docx"}) == (30, True)


def test_two_pages_may_name_one_file(engine: Engine, tmp_path: Path) -> None:
    """It is part of both."""
    _page(tmp_path, "1.html", "防汛", "b.docx")
    _page(tmp_path, "2.html", "抗旱", "./b.docx")
    _attachment(tmp_path, "b.docx", "物资清单")
    assert _build(engine, tmp_path).reports == 2
    assert all(_texts(report)[1:] == ["物资清单"] for report in _reports(engine).values())


@pytest.mark.parametrize(
    "link",
    ["../b.docx", "/etc/b.docx", "file:///b.docx", "%2e%2e/b.docx", "x/../../b.docx", "link/b.docx", "link.docx"],
)
def test_only_files_of_the_archive_below_the_page_are_read(engine: Engine, tmp_path: Path, link: str) -> None:
    """No address and no link leads elsewhere."""
    _attachment(tmp_path, "outside/b.docx", "秘密")
    _attachment(tmp_path, "archive/b.docx", "上一级")
    _page(tmp_path, "archive/a/page.html", "防汛", link)
    (tmp_path / "archive/a/link").symlink_to(tmp_path / "outside")
    (tmp_path / "archive/a/link.docx").symlink_to(tmp_path / "outside/b.docx")
    _build(engine, tmp_path / "archive")
    reports = _reports(engine)
    assert set(reports) == {"a/page.html", "b.docx"}
    assert len(_texts(reports["a/page.html"])) == 1


@pytest.mark.parametrize(
    ("content", "said", "outcome"),
    [
        (b"%PDF-1.7 damaged", "没有读全", "failed"),
        (docx(), "没有文字", "no_text"),
        (b"PK\x03\x04 damaged", "没有读全", "failed"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_a_note(
    engine: Engine, tmp_path: Path, content: bytes, said: str, outcome: str
) -> None:
    """The page stays, the attachment can be found by name, and the table of formats says what came of it."""
    _page(tmp_path, "page.html", "防汛", "b.docx")
    (tmp_path / "b.docx").write_bytes(content)
    for _ in range(2):
        done = _build(engine, tmp_path)
        (problem,) = done.problems
        assert (problem.source, problem.skipped) == ("page.html", False)
        assert said in problem.reason
        assert "b.docx" in problem.reason
        assert sum(getattr(each, outcome) for each in done.formats) == 1
    (report,) = _reports(engine).values()
    assert [(each.name, each.start) for each in report.attachments] == [("b.docx", None)]


def test_a_reader_that_dies_on_an_attachment_costs_only_that(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is indexed with what was read, and read again by the next build."""
    _page(tmp_path, "page.html", "防汛", "killed.docx", "good.docx")
    for name in ("killed.docx", "good.docx", "other.docx"):
        _attachment(tmp_path, name, "清单")
    monkeypatch.setattr(
        "corpus.isolation.reader.READERS", f"{faulty_readers.__name__}:read_or_fail:read_stream:format_name"
    )
    for _ in range(2):
        done = _build(engine, tmp_path, limits=ReadingLimits(seconds=60, megabytes=256))
        assert done.files == 3 + (not _)
        reports = _reports(engine)
        assert set(reports) == {"page.html", "other.docx"}
        assert _texts(reports["page.html"])[-1] == "清单"
        assert any("killed.docx" in problem.reason for problem in done.problems)


@pytest.mark.parametrize("seed", range(3))
def test_builds_upon_each_other_equal_one_from_nothing(tmp_path: Path, seed: int) -> None:
    """Whatever comes, changes and goes, the index is the one that a rebuild makes."""
    chance = random.Random(seed)
    names = [f"{folder}{number}" for folder in ("", "x/", "x/y/") for number in range(2)]
    engine = MemoryEngine()
    for step in range(6):
        for _ in range(4):
            _edit(chance, tmp_path, chance.choice(names), step)
        _page(tmp_path, "always.html", "防汛")
        _build(engine, tmp_path)
        fresh = MemoryEngine()
        _build(fresh, tmp_path, readers=1)
        assert _without_history(engine) == _without_history(fresh)
        assert {s: x.digest for s, x in engine.files().items()} == {s: x.digest for s, x in fresh.files().items()}


def _edit(chance: random.Random, folder: Path, name: str, step: int) -> None:
    """Write or remove a page or an attachment."""
    links = [f"{chance.choice(('', 'x/', 'y/', '../'))}{number}.docx" for number in range(2)]
    match chance.randrange(5):
        case 0 | 1:
            _page(folder, f"{name}.html", f"防汛{step}", *chance.sample(links, chance.randrange(3)))
        case 2 | 3:
            _attachment(folder, f"{name}.docx", f"清单{step}")
        case _:
            path = folder / f"{name}{chance.choice(('.html', '.docx'))}"
            path.unlink(missing_ok=True)


def test_ids_of_pages_do_not_depend_on_attachments(engine: Engine, tmp_path: Path) -> None:
    """A link to a page's report lives on when an attachment comes."""
    _page(tmp_path, "page.html", "防汛", "b.docx")
    _build(engine, tmp_path)
    before = {report.id for report in _reports(engine).values()}
    _attachment(tmp_path, "b.docx", "清单")
    _build(engine, tmp_path)
    assert {report.id for report in _reports(engine).values()} == before
