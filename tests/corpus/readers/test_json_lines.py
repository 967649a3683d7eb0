"""JSON lines give a report each; for a bad line a problem says what is wrong, and the next lines are read."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import derived_id
from corpus.problem import Problem
from corpus.readers import dump_lines, json_lines, lines, read_file, read_lines
from corpus.report import Attachment, Report, with_ids
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_as
from tests.corpus.strategies import ORDINARY_TEXT, reports


def read(*lines: str | bytes, source: str = "a.jsonl") -> list[Report | Problem]:
    """Return the reports and problems of the lines."""
    data = b"\n".join(line if isinstance(line, bytes) else line.encode("utf-8") for line in lines)
    return list(read_lines(io.BytesIO(data), source=source))


def only(line: dict[str, object]) -> Report:
    """Return the report of a line that must have one and no problem."""
    found = read(json.dumps(line, ensure_ascii=False))
    assert len(found) == 1
    assert isinstance(found[0], Report)
    return found[0]


CHINESE = {
    "索引号": "015530441/2023-00011",
    "信息名称": "关于防汛的通知",
    "信息分类": "通知公告",
    "主题导航": "水利",
    "发文机关": "青禾市水务局",
    "发文字号": "青水发〔2023〕1号",
    "成文日期": "2023年1月5日",
    "公开日期": "2023-01-09",
    "主题词": "防汛；抗旱",
    "有效性": "有效",
    "正文": "各单位：\n请照办。",
    "附件": [{"名称": "表.xlsx", "链接": "./b.xlsx"}],
}
ENGLISH = {
    "index_no": "015530441/2023-00011",
    "title": "关于防汛的通知",
    "kind": "通知公告",
    "topic": "水利",
    "agency": "青禾市水务局",
    "doc_no": "青水发〔2023〕1号",
    "date_written": "2023年1月5日",
    "date_published": "2023-01-09",
    "keywords": ["防汛", "抗旱"],
    "validity": "有效",
    "content": "各单位：\n请照办。",
    "attachments": [{"name": "表.xlsx", "url": "./b.xlsx"}],
}


@pytest.mark.parametrize("line", [CHINESE, ENGLISH])
def test_keys_in_both_languages(line: dict[str, object]) -> None:
    """Chinese and English keys lead to the same fields."""
    report = only(line)
    assert report.index_number is not None
    assert report.document_number is not None
    assert (report.index_number.key, report.document_number.key) == ("015530441/2023-00011", "青水发〔2023〕1号")
    assert (report.title, report.category, report.topic) == ("关于防汛的通知", "通知公告", "水利")
    assert (report.issuer, report.status) == ("青禾市水务局", "有效")
    assert (report.written, report.published) == (PartialDate(2023, 1, 5), PartialDate(2023, 1, 9))
    assert report.keywords == ("防汛", "抗旱")
    assert report.body == "各单位：\n请照办。"
    assert report.attachments == (Attachment("表.xlsx", "./b.xlsx"),)


def test_only_a_switch_of_font_sizes_is_no_number(tmp_path: Path) -> None:
    """`字号：大 中 小` stands on many pages; letters alone may be a number, and an index number never is a switch."""
    line = '{"title": "甲乙", "index_number": "AA", "文号": "A+ A-"}\n'
    report, _ = read_as(tmp_path, "a.jsonl", line.encode())
    assert report is not None
    assert report.index_number is not None
    assert (report.index_number.raw, report.document_number) == ("AA", None)


@pytest.mark.parametrize(
    "line", [{f"k{number}": 1 for number in range(200)}, {"title": "甲乙", "keywords": ["词"] * 200}]
)
def test_a_flood_of_keys_or_items_is_refused(line: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs time, and no record has very many; the lines around it are read."""
    monkeypatch.setattr(json_lines, "MAX_ENTRIES", 100)
    before, problem, after = read('{"title": "甲乙"}', json.dumps(line), '{"title": "丙丁"}')
    assert isinstance(before, Report)
    assert "超过 100 个" in str(problem)
    assert isinstance(after, Report)


@given(
    st.lists(reports(ORDINARY_TEXT).filter(lambda report: report.title), max_size=3, unique_by=lambda report: report.id)
)
def test_export_is_read_back(exported: list[Report]) -> None:
    """Reports written as lines and read from a file of their source are the same reports."""
    for report in exported:
        found = list(read_lines(io.BytesIO("".join(dump_lines([report])).encode()), source=report.source))
        read_back = [each for each in found if isinstance(each, Report)]
        # A value such as `(` or `无` says nothing and is not taken from lines.
        assert [each.id for each in read_back] == [report.id]
        assert (read_back[0].title, read_back[0].body, read_back[0].keywords) == (
            report.title,
            report.body,
            report.keywords,
        )
        assert (read_back[0].published, read_back[0].written) == (report.published, report.written)
        assert read_back[0].index_number == report.index_number
        assert read_back[0].attachments == tuple(file for file in report.attachments if file.name or file.url)


def test_what_was_read_from_files_comes_back_equal(tmp_path: Path) -> None:
    """A report of a text file, exported and read as a line of its source, is equal in every field."""
    text = (
        "索引号\n０1５５３０４６８／2023－11\n信息名称\n关于　防汛 的通知\n文号\n青水发[2023] 1号\n主题词\n防汛；抗旱\n发布日期\n2023-01\n"
        "  请照办。\n  青禾市水务局\n  二〇二三年一月五日\n"
    )
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = read_file(path, source="x/a.txt")
    assert isinstance(found, Report)
    report = with_ids(found, "1")
    assert report.written == PartialDate(2023, 1, 5)
    assert list(read_lines(io.BytesIO("".join(dump_lines([report])).encode()), source="x/a.txt")) == [report]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"title": "通知"', "JSON"),
        ("[1, 2]", "对象"),
        ('"通知"', "对象"),
        ("null", "对象"),
        ('{"body": "这是正文，没有标题。"}', "标题"),
        ('{"title": ""}', "标题"),
        ("[" * 100_000, "JSON"),
        ('{"title": ' + "[" * 100_000 + "]" * 100_000 + "}", "JSON"),
        ('{"title": "甲", "id": ' + "9" * 5000 + "}", "JSON"),
        (bytes(range(128, 256)) * 8, "编码"),
    ],
)
def test_a_bad_line_is_a_problem_with_its_number(line: str | bytes, expected: str) -> None:
    """A line that gives no report is named by its number, and the lines around it are read."""
    before, problem, after = read('{"title": "关于甲的通知"}', line, '{"title": "关于乙的通知"}')
    assert isinstance(before, Report)
    assert isinstance(after, Report)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.skipped) == (2, True)
    assert expected in problem.reason


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('{"title": 2023}', "title", "2023"),
        ('{"title": ["甲乙", "丙丁"]}', "title", "甲乙 丙丁"),
        ('{"title": "甲乙", "issuer": null}', "issuer", ""),
        ('{"title": "甲乙", "issuer": NaN}', "issuer", ""),
        ('{"title": "甲乙", "keywords": "丙；丁,戊 己、丙"}', "keywords", ("丙", "丁", "戊", "己")),
        ('{"title": "甲乙", "keywords": ["丙 丁", 5, null]}', "keywords", ("丙 丁", "5")),
        (
            '{"title": "甲乙", "attachments": ["http://a/b.pdf"]}',
            "attachments",
            (Attachment("b.pdf", "http://a/b.pdf"),),
        ),
        ('{"title": "甲乙", "attachments": "表.xlsx"}', "attachments", (Attachment("表.xlsx", ""),)),
        ('{"title": "甲乙", "published": 20230105}', "published", PartialDate(2023, 1, 5)),
        ('{"title": "甲\\u0000乙\\ud800"}', "title", "甲乙\ufffd"),
        ('{"content": "关于丙的通知\\n各单位。"}', "title", "关于丙的通知"),
        ('{"来源": "某网", "title": "甲乙", "发布机构": "某局"}', "issuer", "某局"),
    ],
)
def test_values_of_other_types_are_made_to_fit(line: str, field: str, value: object) -> None:
    """Numbers, lists, nulls and damaged texts become what they mean."""
    (report,) = read(line)
    assert getattr(report, field) == value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"title": "甲乙", "published": "2021-02-30"}', "2021-02-30"),
        ('{"title": "甲乙", "title": "丙丁"}', "title"),
        ('{"title": "甲乙", "issuer": {"code": "丙"}}', "issuer"),
        ('{"title": "甲乙", "id": "a b"}', "id"),
        ('{"title": "甲乙", "id": "' + "a" * 129 + '"}', "id"),
    ],
)
def test_what_is_refused_of_a_kept_report_is_a_note(line: str, expected: str) -> None:
    """A report is kept without the value that cannot be used."""
    report, note = read(line)
    assert isinstance(report, Report)
    assert isinstance(note, Problem)
    assert report.title == "甲乙"
    assert (note.line, note.skipped) == (1, False)
    assert expected in note.reason


def test_given_ids_are_kept_and_a_second_one_is_refused() -> None:
    """An id in a line is the report's id; a later line with the same one is skipped and both lines are named."""
    first, second, third, again = read(
        '{"id": "gc:1", "title": "甲乙"}',
        '{"id": 7, "title": "丙丁"}',
        '{"id": "cx-青禾", "title": "戊己"}',
        '{"id": "7", "title": "庚"}',
    )
    assert [each.id for each in (first, second, third) if isinstance(each, Report)] == ["gc:1", "7", "cx-青禾"]
    assert isinstance(again, Problem)
    assert (again.line, again.skipped) == (4, True)
    assert "第 2 行" in again.reason
    assert "第 4 行" in again.reason


def test_derived_ids_follow_what_lines_say() -> None:
    """Without an id it comes from address or content: stable when lines move, also to another file."""
    one, two, three = '{"title": "甲乙"}', '{"title": "丙丁", "url": "http://a/1"}', '{"title": "甲乙", "body": "x"}'
    ids = [derived_id(each) for each in read(one, two, three) if isinstance(each, Report)]
    moved = [derived_id(each) for each in read(two, one, three, source="b.jsonl") if isinstance(each, Report)]
    assert len(set(ids)) == 3
    assert moved == [ids[1], ids[0], ids[2]]


def test_former_ids_are_given_or_made_as_versions_before_made_them() -> None:
    """Links of old find a line by its file; what an export says of former ids comes back."""
    first, again = (each for each in read('{"title": "甲乙"}', '{"title": "甲乙"}') if isinstance(each, Report))
    assert first.id == again.id == ""
    assert not set(first.former_ids) & set(again.former_ids)
    (given,) = read('{"title": "甲乙", "id": "7", "former_ids": ["5", "a b", 6]}')
    assert isinstance(given, Report)
    assert given.former_ids == ("5",)


def test_two_reports_may_share_an_index_number() -> None:
    """Both reports are kept, told apart by their titles."""
    line = '{{"title": "{}", "index_no": "015530441/2023-00011"}}'
    first, second = read(line.format("甲乙"), line.format("丙丁"))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.index_number == second.index_number
    assert derived_id(first) != derived_id(second)


def test_the_source_of_a_line_is_its_file() -> None:
    """A source inside the line is ignored."""
    (report,) = read('{"id": "1", "title": "甲乙", "source": "elsewhere.txt"}')
    assert isinstance(report, Report)
    assert report.source == "a.jsonl"


def test_blank_lines_byte_order_marks_and_line_ends_are_passed_over() -> None:
    """A byte order mark, CRLF, blank lines and a missing last line end change nothing."""
    data = b'\xef\xbb\xbf{"title": "\xe7\x94\xb2\xe4\xb9\x99"}\r\n\r\n  \n{"title": "\xe4\xb8\x99"}'
    found = list(read_lines(io.BytesIO(data), source="a"))
    assert [each.title for each in found if isinstance(each, Report)] == ["甲乙", "丙"]


def test_a_line_too_long_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit is passed over without being held in memory."""
    monkeypatch.setattr(lines, "MAX_LINE", 100)
    first, problem, last = read('{"title": "甲乙"}', '{"title": "' + "甲" * 500 + '"}', '{"title": "丙丁"}')
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(problem, Problem)
    assert problem.line == 2


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read(data: bytes) -> None:
    """Lines of any bytes give reports or problems."""
    for each in read_lines(io.BytesIO(data), source="a"):
        assert isinstance(each, (Report, Problem))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*CHINESE, *ENGLISH, "id", "url", "source"]), JSON, max_size=6))
def test_any_values_are_read(record: dict[str, object]) -> None:
    """Values of any type under known keys give a report or a problem."""
    for each in read(json.dumps(record)):
        assert isinstance(each, (Report, Problem))
