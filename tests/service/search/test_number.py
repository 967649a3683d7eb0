"""What is said of a number that was asked for: whose it is, who mentions it, that nobody does."""

from __future__ import annotations

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from indexer.query import Sort
from service.query.steps import StepName
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.run import search
from tests.oracle import MemoryEngine

_REPORTS = (
    Report(id="own", source="s", title="供水管理办法", document_number=parse_document_number("青政办发〔2019〕6号")),
    Report(id="cites", source="s", title="供水补充通知", body="按照青政办发〔2019〕6号和禾府发〔2018〕3号执行。"),
    Report(id="words", source="s", title="滨河路路灯", body="滨河路 2019 年装了 6 盏。"),
)


def _search(query: str, **rest: object) -> SearchResult:
    engine = MemoryEngine()
    with engine.write() as writer:
        for report in _REPORTS:
            writer.put(report)
        writer.checkpoint()
    return search(engine, SearchRequest(query, **rest))


@pytest.mark.parametrize(
    ("query", "roles", "message"),
    [
        (
            "青政办发 2019 6",
            {"own": "文号相符", "cites": "提到此文号"},
            "文号“青政办发〔2019〕6号”：1 份报告的文号是它，另有 1 份提到它。",
        ),
        (
            "〔2019〕6号",
            {"own": "文号相符", "cites": "提到此文号"},
            "文号“〔2019〕6号”：1 份报告的文号是它，另有 1 份提到它。",
        ),
        ("禾府发 3号 2018", {"cites": "提到此文号"}, "文号“禾府发〔2018〕3号”：没有报告的文号是它，有 1 份提到它。"),
        (
            "滨河路 2019 6",
            {"words": ""},
            "文号“滨河路〔2019〕6号”：没有报告的文号是它，也没有报告提到它。",
        ),
    ],
)
def test_reports_say_what_they_have_to_do_with_a_number(query: str, roles: dict[str, str], message: str) -> None:
    """Whose number it is comes first; what holds only its words is no answer to a number."""
    found = _search(query)
    assert found.number
    assert {hit.report.id: found.number.said_of(hit.number_role) for hit in found.hits} == roles
    assert [hit.report.id for hit in found.hits] == list(roles)
    assert found.number.message == message
    assert (found.step is StepName.WORDS) == (set(roles.values()) == {""})


def test_words_are_no_number() -> None:
    """Nothing is said where no number was asked for."""
    found = _search("供水")
    assert found.number is None
    assert {hit.number_role.value for hit in found.hits} == {""}


def test_filters_are_spoken_of() -> None:
    """What nobody carries under a filter somebody else may."""
    found = _search("青政办发〔2019〕6号", published_from=1, sort=Sort.NEWEST)
    assert found.number
    assert "所选条件下" in found.number.message


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("青财发〔2023〕21号；青税发〔2023〕9号", "青税发[2023]9号"),
        ("青人社（监）罚字〔2023〕第0013号", "青人社监罚字〔2023〕13号"),
        ("青政發〔2023〕71號", "青政发〔2023〕71号"),
        ("青水复〔2023〕8号之一", "青水复〔2023〕8号之一"),
        ("GJZX〔2023〕3号", "gjzx〔2023〕3号"),
        ("关于供水的批复 青水复〔2023〕88号", "青水复〔2023〕88号"),
    ],
)
def test_a_number_is_carried_however_it_was_published(published: str, typed: str) -> None:
    """Together with others, with brackets inside, in old characters, behind a title."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="own", source="s", title="决定", document_number=parse_document_number(published)))
        writer.put(
            Report(id="other", source="s", title="决定", document_number=parse_document_number("罚字〔2023〕13号"))
        )
        writer.checkpoint()
    found = search(engine, SearchRequest(typed))
    assert [(hit.report.id, hit.number_role.value) for hit in found.hits[:1]] == [("own", "carries")]


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("青禾市人民政府令第204号", "市政府令第204号"),
        ("青禾市市场监督管理局公告2023年第7号", "青禾市市场监管局2023年第7号公告"),
        ("青政规〔2023〕1号", "青政规字〔2023〕1号"),
        ("青环罚字〔2023〕0012号", "青环罚〔2023〕12号"),
        ("（青）食药监械经营许〔2023〕0012号", "食药监械经营许〔2023〕12号"),
    ],
)
def test_an_agency_may_be_written_otherwise(published: str, typed: str) -> None:
    """Where nobody has just the number that was typed, which is said; another serial, year or agency is another number."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for each, number in {
            "like": published,
            "no": "青政〔2023〕2号",
            "nor": "青水发〔2023〕12号",
            "never": "市水令第204号",
        }.items():
            writer.put(Report(id=each, source="s", title="决定", document_number=parse_document_number(number)))
        writer.checkpoint()
    found = search(engine, SearchRequest(typed))
    assert [(hit.report.id, found.number and found.number.said_of(hit.number_role)) for hit in found.hits] == [
        ("like", "文号相近")
    ]
    assert found.number
    assert found.number.message.endswith("没有报告的文号正好是它，有 1 份只有机关的写法不同。")


def test_a_title_is_found_whose_number_no_report_has() -> None:
    """It was typed with a number that was left out of the archive."""
    found = _search("供水补充通知 禾府发〔2020〕9号")
    assert [hit.report.id for hit in found.hits] == ["cites"]
    assert found.step is StepName.TYPED
    found = _search("供水补充通知 青政办发〔2019〕6号")
    assert [(hit.report.id, hit.number_role.value) for hit in found.hits] == [("own", "carries"), ("cites", "")]
