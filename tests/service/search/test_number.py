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
