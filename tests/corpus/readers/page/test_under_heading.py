"""Day, agency and number are read from under the title where no label names them."""

import re
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


ABOUT = "<h1>春耕工作的通知</h1>{}<div id='zoom'><p>各乡镇要在四月底前完成春耕备耕，并将进展情况报送县农业局。</p><p>农机补贴按上年标准发放，种子由供销社统一调配。</p></div>"


@pytest.mark.parametrize(
    "subtitle",
    [
        "<h2>——以城关镇为例</h2>",
        "<p>（2024年4月2日柳川县第十五届人大常委会第六次会议通过）</p>",
        "<div class='subtitle'>县农业局答记者问</div>",
        "<div class='info'>来源：柳川县农业局　发布时间：2024-04-02</div><p>（2024年修订）</p>",
    ],
)
def test_subtitles_stand_before_the_text(tmp_path: Path, subtitle: str) -> None:
    """What goes on with the title outside the article is kept, once."""
    report = read_report(tmp_path, "a.html", ABOUT.format(subtitle))
    shown = re.findall("<(?:h2|p|div class='subtitle')>(.*?)<", subtitle)[0]
    assert report.body.split("\n")[0] == shown
    assert (report.title, report.body.count(shown)) == ("春耕工作的通知", 1)


@pytest.mark.parametrize(
    "line",
    [
        "<p>（字体：大 中 小）</p>",
        "<p>（浏览次数：12）</p>",
        "<p>（柳农〔2024〕7号）</p>",
        "<p>柳川县融媒体中心</p>",
        "<p>（12）</p>",
        "<p>----------</p>",
    ],
)
def test_what_is_no_subtitle(tmp_path: Path, line: str) -> None:
    """Tools, counters and numbers go on with no title."""
    assert read_report(tmp_path, "a.html", ABOUT.format(line)).body.startswith("各乡镇要")


@pytest.mark.parametrize(
    ("line", "published", "issuer"),
    [
        ("柳川县农业局 发布时间：2024-04-02 浏览次数：12", PartialDate(2024, 4, 2), "柳川县农业局"),
        ("来源：柳川县农业局／时间：2024-04-02", PartialDate(2024, 4, 2), "柳川县农业局"),
        ("日期：2024-04-02—2024-04-12", None, ""),
        ("2024-04-02 至 2024-04-12", None, ""),
    ],
)
def test_agencies_before_labels_and_spans_of_days(
    tmp_path: Path, line: str, published: PartialDate | None, issuer: str
) -> None:
    """An agency may stand before the label of the day; from when until when is no day of publication."""
    report = read_report(tmp_path, "a.html", ABOUT.format(f"<div class='info'>{line}</div>"))
    assert (report.published, report.issuer) == (published, issuer)
