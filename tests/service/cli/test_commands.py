"""The commands, run on a small archive as a person would run them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from service.archive import open_archive
from service.settings import load_settings
from service.web.app import create_app
from tests.service.cli.conftest import NOTICE, Run


def test_index_reports_what_it_did(run: Run) -> None:
    """A build counts what it did, names what it skipped and why, and only --strict makes that a failure."""
    first = run("index")
    assert first.code == 0
    assert "新增 2 条" in first.out
    assert "空.txt" in first.err
    again = run("index", "--json")
    report = json.loads(again.out)
    assert (report["added"], report["unchanged"], report["reports"]) == (0, 2, 2)
    assert run("index", "--strict").code == 1


def test_changed_and_removed_files_are_followed(run: Run, tmp_path: Path) -> None:
    """The next build updates changed files, whose former ids still lead to them, and forgets removed ones."""
    run("index")
    before = json.loads(run("search", "停水", "--json").out)["hits"][0]["id"]
    (tmp_path / "archive" / "停水.txt").write_text(NOTICE.replace("停水", "断水"), encoding="utf-8")
    (tmp_path / "archive" / "预算.txt").unlink()
    assert "更新 1 条，未变 0 条，移除 1 条" in run("index").out
    (after,) = json.loads(run("search", "断水", "--json").out)["hits"]
    assert json.loads(run("show", before, "--json").out)["id"] == after["id"] != before
    assert run("search", "停水").code == 1


def test_a_missing_archive_forgets_nothing(run: Run, tmp_path: Path) -> None:
    """An archive folder that isn't there (an unmounted disk) leaves the index as it was."""
    run("index")
    (tmp_path / "archive").rename(tmp_path / "gone")
    ran = run("index")
    assert ran.code == 2
    assert "索引现有 2 条" in ran.out
    assert "archive" in ran.err


def test_strict_fails_until_the_problem_is_gone(run: Run, tmp_path: Path) -> None:
    """A bad line of a file that is not read again counts in every run."""
    (tmp_path / "archive" / "空.txt").unlink()
    lines = tmp_path / "archive" / "行.jsonl"
    lines.write_text('{"id": "1", "title": "甲"}\n{\n', encoding="utf-8")
    assert [run("index", "--strict").code for _ in range(3)] == [1, 1, 1]
    assert "行.jsonl 第 2 行" in run("index").err
    lines.write_text('{"id": "1", "title": "甲"}\n', encoding="utf-8")
    assert run("index", "--strict").code == 0


def test_files_passed_over_are_counted_and_named(run: Run, tmp_path: Path) -> None:
    """A folder of pictures is no success; beside good files they are named, and --strict fails unless they are ignored."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(30):
        (pictures / f"{number}.png").touch()
    ran = run("index", str(pictures))
    assert ran.code == 2
    assert "没有能收录的文件" in ran.err
    assert "不认识的文件类型 30 个（.png 30）" in ran.out
    assert "另有 20 处同类问题" in ran.err
    (tmp_path / "archive" / "空.txt").unlink()
    (tmp_path / "archive" / "附件.png").touch()
    assert run("index").code == 0
    assert run("index", "--strict").code == 1
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]\nignore = ["*.png"]', encoding="utf-8")
    ran = run("index", "--strict")
    assert ran.code == 0
    assert "按 archive.ignore 略过 1 个" in ran.out


@pytest.mark.parametrize("path", ["/nope", "nope"])
def test_a_path_that_is_missing_is_an_error(run: Run, path: str) -> None:
    """Indexing nothing doesn't look like success."""
    ran = run("index", path)
    assert ran.code == 2
    assert "路径不存在" in ran.err


def test_links_out_are_not_read_and_are_named(run: Run, tmp_path: Path) -> None:
    """What a link outside the archive leads to is in no answer."""
    (tmp_path / "secret.txt").write_text(NOTICE.replace("停水", "机密"), encoding="utf-8")
    (tmp_path / "archive" / "q.txt").symlink_to(tmp_path / "secret.txt")
    ran = run("index")
    assert "archive/q.txt" in ran.err
    assert "链接指向收录路径之外 1 个" in ran.out
    assert run("search", "机密").code == 1


def test_a_run_that_would_remove_much_stops(run: Run, tmp_path: Path) -> None:
    """It names the option that confirms it, and changes nothing."""
    many = tmp_path / "archive" / "many.jsonl"
    many.write_text("\n".join(json.dumps({"id": f"n{number}", "title": "甲"}) for number in range(40)))
    run("index")
    many.unlink()
    for arguments in (("index",), ("index", "--rebuild")):
        ran = run(*arguments)
        assert ran.code == 2
        assert "42 条信息中的 40 条（archive/many.jsonl）" in ran.err
        assert "--allow-removals" in ran.err
    assert "信息 42 条" in run("status").out
    ran = run("index", "--allow-removals")
    assert ran.code == 0
    assert "移除 40 条" in ran.out
    assert "已不在的文件 1 个：archive/many.jsonl" in ran.out


def test_the_report_has_everything(run: Run, tmp_path: Path) -> None:
    """--report writes totals, problems and files passed over, as JSON or as CSV that starts no formula."""
    (tmp_path / "archive" / "=1.txt").touch()
    (tmp_path / "archive" / "b.mp4").touch()
    printed = json.loads(run("index", "--json", "--report", str(tmp_path / "r.json")).out)
    written = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert written == printed
    assert [each["source"] for each in written["problems"]] == ["archive/=1.txt", "archive/空.txt"]
    assert written["passed_over"] == [{"source": "archive/b.mp4", "kind": "suffix"}]
    assert (written["skipped"], written["passed_over_kinds"]) == (2, {"suffix": 1})
    run("index", "--report", str(tmp_path / "r.csv"))
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert ["略过", "archive/b.mp4", "", "1", "不认识的文件类型"] in rows
    assert all(not cell.startswith("=") for row in rows for cell in row)
    assert run("index", "--report", str(tmp_path / "r.txt")).code == 2


def test_no_answer_says_where_the_archive_is(run: Run, tmp_path: Path) -> None:
    """Sources of files inside and outside the configuration's folder hold no path of the server, wherever they are shown."""
    outside = tmp_path / "elsewhere" / "disk"
    (outside / "sub").mkdir(parents=True)
    for name in ("x.txt", "sub/x.txt"):
        (outside / name).write_text(NOTICE, encoding="utf-8")
    (outside / "bad.txt").touch()
    (outside / "bad.png").touch()
    folder = tmp_path / "site"
    folder.mkdir()
    config = folder / "config.toml"
    config.write_text(f'[archive]\npaths = ["{outside}", "{tmp_path}/archive", "gone"]', encoding="utf-8")
    answers = [run("--config", str(config), "index", "--json", "--report", str(tmp_path / "r.json")).out]
    answers += [(tmp_path / "r.json").read_text(encoding="utf-8"), run("--config", str(config), "export").out]
    sources = {json.loads(line)["source"] for line in answers[-1].splitlines()}
    assert sources == {"disk/x.txt", "disk/sub/x.txt", "archive/停水.txt", "archive/预算.txt"}
    archive = open_archive(load_settings(config, index=None, environ={}))
    client = create_app(archive, site_name="档案").test_client()
    for report in list(archive.export()):
        for address in (f"/reports/{report.id}", f"/api/v1/reports/{report.id}", "/api/v1/search?q=水", "/search?q=水"):
            answers.append(client.get(address).get_data(as_text=True))
    archive.close()
    assert all(answers)
    assert not any(str(tmp_path) in answer or "elsewhere" in answer for answer in answers)


def test_search_prints_hits(run: Run) -> None:
    """A search prints how it was understood, the total, and each hit with its snippet."""
    run("index")
    ran = run("search", "停水")
    assert ran.code == 0
    assert "共 1 条" in ran.out
    assert "青禾市水务局关于城区停水的通知" in ran.out
    assert "主管道检修" in ran.out
    assert "<mark>" not in ran.out


def test_search_json_is_the_api_object(run: Run) -> None:
    """--json prints the fields the API answers with."""
    run("index")
    result = json.loads(run("search", "水", "--filter", "year=2023", "--sort", "oldest", "--size", "1", "--json").out)
    assert set(result) == {
        "total",
        "page",
        "page_size",
        "hits",
        "facets",
        "step",
        "relaxed",
        "interpretation",
        "suggestion",
        "corrected",
        "left_out",
        "further",
        "recommended",
        "also",
        "idle",
        "as_typed",
        "number",
        "took_ms",
        "folded",
    }
    assert set(result["hits"][0]) == {
        "id",
        "index_number",
        "title",
        "issuer",
        "category",
        "topic",
        "document_number",
        "published",
        "url",
        "score",
        "title_html",
        "snippets",
        "snippet_attachments",
        "number_role",
        "crossed",
        "twins",
        "folded",
    }
    assert (result["total"], result["page_size"]) == (2, 1)
    assert result["facets"]["year"] == [{"value": "2023", "count": 2, "selected": True}]


def test_json_equals_what_the_api_answers(run: Run, tmp_path: Path) -> None:
    """search, locate, show and status print the very objects of the API, but for the time a search took."""
    run("index")
    settings = load_settings(tmp_path / "config.toml", index=None, environ={})
    archive = open_archive(settings)
    client = create_app(archive, site_name="档案").test_client()
    report_id = json.loads(run("search", "停水", "--json").out)["hits"][0]["id"]
    for arguments, address in (
        (
            ("search", "水", "--filter", "year=2023", "--size", "1", "--page", "2"),
            "search?q=水&year=2023&page_size=1&page=2",
        ),
        (("locate", "2023-13"), "locate?number=2023-13"),
        (("show", report_id), f"reports/{report_id}"),
        (("status",), "status"),
    ):
        printed = json.loads(run(*arguments, "--json").out)
        answered = client.get(f"/api/v1/{address}").get_json()
        assert printed.pop("took_ms", None) is None or answered.pop("took_ms") is not None
        assert printed == answered, address
    archive.close()


def test_nothing_found_is_exit_code_one(run: Run) -> None:
    """search, locate and show tell by their exit code that they found nothing."""
    run("index")
    assert [run("search", "不存在的词").code, run("locate", "通知").code, run("show", "none").code] == [1, 1, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("search", "x", "--filter", "issuer"), "字段=值"),
        (("search", "x", "--filter", "colour=red"), "colour"),
        (("search", "x", "--page", "0"), "page"),
        (("search", "x", "--sort", "best"), "sort"),
        (("search", "长" * 5000), "QUERY"),
        (("nonsense",), "nonsense"),
    ],
)
def test_mistakes_are_named(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """A mistake ends with exit code 2 and a message that names it."""
    run("index")
    ran = run(*arguments)
    assert ran.code == 2
    assert message in ran.err


def test_a_missing_index_says_what_to_do(run: Run) -> None:
    """Before the first build every question says how to make one."""
    for arguments in (("search", "停水"), ("status",), ("locate", "2023-12"), ("export",)):
        ran = run(*arguments)
        assert ran.code == 2
        assert "suoyin index" in ran.err


def test_locate_and_show(run: Run) -> None:
    """A number leads to its report, and its id shows it whole."""
    run("index")
    located = json.loads(run("locate", "０１５５３０４１７／2023－12", "--json").out)
    shown = run("show", located["exact"][0]["id"])
    assert "请提前储水" in shown.out
    assert "青水发〔2023〕8号" in shown.out
    assert "年份和序号相同" in run("locate", "2023-13").out


def test_export_goes_back_in(run: Run, tmp_path: Path) -> None:
    """What export writes, `index -` reads into another index, with the same ids."""
    run("index")
    exported = run("export")
    assert exported.out.count("\n") == 2
    other = ("--index", str(tmp_path / "other"))
    assert "新增 2 条" in run(*other, "index", "-", stdin=exported.out.encode()).out
    assert sorted(run(*other, "export").out.replace("stdin", "").splitlines()) != []
    ids = [{json.loads(line)["id"] for line in text.splitlines()} for text in (exported.out, run(*other, "export").out)]
    assert ids[0] == ids[1]
    assert len(run("export", "--query", "停水").out.splitlines()) == 1
    narrowed = run("export", "--filter", "year=1900..1950", "--format", "csv")
    assert narrowed.out.splitlines()[0].startswith("\ufeff信息名称,索引号")
    assert "已导出 0 条" in narrowed.err


def test_undecodable_arguments_are_searched_as_they_can_be(run: Run) -> None:
    """Bytes that are no text, as a shell may pass them, are an ordinary search."""
    run("index")
    assert run("search", "\udcff停水").code in (0, 1)
    assert run("locate", "\udcff").code == 1


def test_explain_and_status(run: Run) -> None:
    """explain shows how a query is understood and matched; status counts."""
    run("index")
    explained = run("explain", "城区停水 -预算").out
    assert "不含“预算”" in explained
    assert "Contains" in explained
    assert "信息 2 条" in run("status").out
    found = json.loads(run("search", "停水", "--json").out)["hits"][0]["id"]
    assert "找到了这份报告" in run("explain", "停水", found).out
    rejected = run("explain", "停水 青禾", found, "--filter", "year=1999")
    assert (rejected.code, "不符合筛选条件：年份：1999年" in rejected.out) == (1, True)
    assert run("explain", "停水", "nothing").code == 1
    assert json.loads(run("status", "--json").out)["reports"] == 2
