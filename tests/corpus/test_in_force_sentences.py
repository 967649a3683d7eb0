"""Sentences that say since when and until when a document is in force."""

from __future__ import annotations

import pytest

from corpus.in_force_sentences import bounds_in
from corpus.values.bound import Bound
from corpus.values.partial_date import PartialDate, parse_partial_date

ISSUED = PartialDate(2020, 3, 10)


def _days(body: str, title: str = "水库管理办法", issued: PartialDate | None = ISSUED) -> tuple[str, str]:
    begin, end = bounds_in(title, body, issued)
    return begin.date.isoformat() if begin else "", end.date.isoformat() if end else ""


@pytest.mark.parametrize(
    ("body", "begin", "end"),
    [
        ("第九条　本办法自2021年5月1日起施行。", "2021-05-01", ""),
        ("本办法自二〇二一年五月一日起施行。", "2021-05-01", ""),
        ("本通知从2021年5月1日起执行，请遵照执行。", "2021-05-01", ""),
        ("本办法自发布之日起施行。", "2020-03-10", ""),
        ("本办法自印发之日起试行，试行两年。", "2020-03-10", "2022-03-10"),
        ("本规定自公布之日起30日后施行。", "2020-04-10", ""),
        ("本规定自公布之日起三个月后施行。", "2020-06-10", ""),
        ("本办法自2020年2月29日起施行，有效期五年。", "2020-02-29", "2025-02-28"),
        ("本办法自2021年5月1日起施行，有效期至2025年12月31日。", "2021-05-01", "2026-01-01"),
        ("本办法自2021年5月1日起施行。有效期 5 年，期满自动失效。", "2021-05-01", "2026-05-01"),
        ("本办法自2021年5月1日起施行，有效期24个月。原办法同时废止。", "2021-05-01", "2023-05-01"),
        ("本政策自2021年5月1日起至2022年4月30日止执行。", "2021-05-01", "2022-05-01"),
        ("本办法自2021年5月1日\n起施行。", "", ""),
        ("本通告有效期一年。", "", "2021-03-10"),
        ("本通告自2022年6月1日起废止。", "", "2022-06-01"),
        ("现予公布，自２０２１年５月１日起施行。", "2021-05-01", ""),
        ("现将《水库管理办法》印发给你们，自2021年5月1日起施行。", "2021-05-01", ""),
        ("《水库管理办法》已经常务会议通过，自2021年5月1日起施行。", "2021-05-01", ""),
        ("（2020年3月10日青禾市人民政府令第3号公布　自2021年5月1日起施行）", "2021-05-01", ""),
        ("三、实施时间：自2021年5月1日起实施。", "2021-05-01", ""),
    ],
)
def test_bounds_are_read(body: str, begin: str, end: str) -> None:
    """As documents write them; an end is the first day no longer in force."""
    assert _days(body) == (begin, end)


@pytest.mark.parametrize(
    "body",
    [
        "《水法》自2021年5月1日起施行。",
        "新标准自2021年5月1日起执行。",
        "《税法》已由大会通过，自2021年5月1日起施行。",
        "根据《水法》（自2021年5月1日起施行）制定本办法。",
        "合同经机关批准后才生效的，自批准之日起生效。",
        "取水许可证有效期五年。",
        "本市自2021年5月1日起实施乡村建设。",
        "自2021年5月1日起实施三年行动。",
        "2021年5月1日，全市开始执行任务。",
    ],
)
def test_what_is_said_of_others_is_left_alone(body: str) -> None:
    """Other documents, permits, contracts and undertakings."""
    assert _days(body) == ("", "")


@pytest.mark.parametrize("title", ["《水库管理办法》解读", "水库管理办法（征求意见稿）", "局长答记者问"])
def test_texts_about_documents_say_nothing(title: str) -> None:
    """Nor do drafts."""
    assert _days("本办法自2021年5月1日起施行。", title) == ("", "")


def test_a_day_that_nothing_names_is_not_guessed() -> None:
    """发布之日 of a report whose day isn't known, nor workdays."""
    assert _days("本办法自发布之日起施行，有效期至2025年12月31日。", issued=None) == ("", "2026-01-01")
    assert _days("本办法自发布之日起施行，有效期一年。", issued=PartialDate(2020)) == ("", "")
    assert _days("本办法自发布之日起5个工作日后施行。") == ("", "")


def test_the_sentence_goes_along() -> None:
    """Without the number of its article, as it stands in the text."""
    begin, end = bounds_in("甲办法", "前文。第十条　本办法自2021年5月1日起施行，有效期一年；到期重新公布。", None)
    assert begin == Bound(parse_partial_date("2021-05-01"), "本办法自2021年5月1日起施行，有效期一年；")
    assert end == Bound(parse_partial_date("2022-05-01"), "本办法自2021年5月1日起施行，有效期一年；")


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法自 ２０２１年 5 月１日起施行, 有效期一年.",
        "本办法自二〇二一年五月一日起施行,有效期１年;",
        "本办法⾃2021年5⽉1⽇起施行｡",
    ],
)
def test_a_sentence_is_shown_as_published(sentence: str) -> None:
    """With its own spaces and signs, however they are read."""
    begin, _ = bounds_in("甲办法", f"一、㈠前文……。\n　第十条　{sentence}\n后文。", None)
    assert begin == Bound(parse_partial_date("2021-05-01"), sentence)


def test_the_documents_own_kind_wins() -> None:
    """A decision that amends a law prints the law after itself."""
    body = "本决定自2021年5月1日起施行。\n附：\n第九条　本条例自2003年1月1日起施行。"
    assert _days(body, "关于修改《水条例》的决定") == ("2021-05-01", "")
    assert _days(body, "水条例") == ("2003-01-01", "")


def test_long_texts_cost_little() -> None:
    """However often they say it, the end of the text is read."""
    body = "本办法自2021年5月1日起施行。\n" * 30_000 + "第九条　本办法自2022年5月1日起施行。"
    assert _days(body)[0] == "2022-05-01"
