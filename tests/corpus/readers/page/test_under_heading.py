"""Day, agency and number are read from under the title where no label names them."""

from pathlib import Path

import pytest

from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_report


@pytest.mark.parametrize("line", ["2025-05-06", "发布于 2025-05-06 10:20", "2025年5月6日 10:20 | 阅读：12"])
def test_a_day_right_under_the_heading(tmp_path: Path, line: str) -> None:
    """A day without any label right under the heading is that of publication; one of a text, in words, is not."""
    page_of = "<h1>关于防汛值守的通知</h1><p>{}</p><div id='zoom'><p>各单位：</p><p>请认真贯彻落实。</p></div>"
    assert read_report(tmp_path, "a.html", page_of.format(line)).published == PartialDate(2025, 5, 6)
    assert read_report(tmp_path, "b.html", page_of.format("2025年5月6日")).published is None


@pytest.mark.parametrize(
    "line",
    [
        "(2025-05-06 10:22:33) 青禾市水务局",
        "【2025-05-06】青禾市水务局",
        "2025-05-06 | 青禾市水务局 | 浏览：12",
        "<span>2025-05-06</span><span>青禾市水务局</span><span>浏览：12</span>",
        "2025-05-06 10:22 青禾市水务局 浏览：12",
        "青禾市水务局 2025-05-06",
        "发布时间 2025-05-06　来源 青禾市水务局　浏览 12",
        "2025年5月6日 10:22　青禾市水务局",
    ],
)
def test_day_and_agency_without_labels(tmp_path: Path, line: str) -> None:
    """Both are read however they are set off, and the counters beside them are not."""
    source = f"<h1>水质通报</h1><div>{line}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    report = read_report(tmp_path, "a.html", source)
    assert (report.issuer, report.published) == ("青禾市水务局", PartialDate(2025, 5, 6))


@pytest.mark.parametrize("line", ["【2025-05-06】", "浏览：5 | 2025-05-06", "(2025-05-06 10:22)"])
def test_a_day_among_counters_and_in_brackets(tmp_path: Path, line: str) -> None:
    """The day is read, and no agency."""
    source = f"<h1>水质通报</h1><div>{line}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    report = read_report(tmp_path, "a.html", source)
    assert (report.issuer, report.published) == ("", PartialDate(2025, 5, 6))


@pytest.mark.parametrize("line", ["更新至2025-05-06", "第3次会议 2025-05-06 召开", "有效期：2025-05-06"])
def test_a_day_behind_other_words(tmp_path: Path, line: str) -> None:
    """What a line says before its day may be of another day."""
    source = f"<h1>水质通报</h1><div>{line}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    assert read_report(tmp_path, "a.html", source).published is None


@pytest.mark.parametrize("number", ["青水〔2025〕7号", "青禾市水务局公告2025年第3号", "青禾市人民政府令第12号"])
@pytest.mark.parametrize("around", ["<h2>{}</h2><div id='zoom'>", "<div id='zoom'><p>（{}）</p>"])
def test_a_number_between_title_and_text(tmp_path: Path, number: str, around: str) -> None:
    """A line below the title that is nothing but a document number is that of the document; one of several is none."""
    text = "<p>各项指标合格，结果公布如下。</p><p>青监〔2020〕1号</p></div>"
    source = f"<h1>水质通报</h1>{around.format(number)}{text}"
    assert str(read_report(tmp_path, "a.html", source).document_number) == number
    source = f"<h1>水质通报</h1>{around.format(number)}<p>青监〔2020〕1号</p>{text}"
    assert read_report(tmp_path, "b.html", source).document_number is None
