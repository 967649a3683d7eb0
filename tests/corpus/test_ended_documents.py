"""Sentences that end other documents."""

from __future__ import annotations

import pytest

from corpus.ended_documents import ended_names, endings_in, names_of
from corpus.report import Report
from corpus.values.document_number import parse_document_number

BODY = "第九条　本办法自2021年1月1日起施行。2015年印发的《旧水库办法》（青政发〔2015〕3号）、《巡查规定》同时废止。"


@pytest.mark.parametrize(
    ("title", "number", "ends"),
    [
        ("旧水库办法", "", True),
        ("旧水库办法", "青政发[2015]3号", True),
        ("改名的办法", "青政发〔2015〕3号", True),
        ("旧水库办法", "青政发〔2016〕9号", False),
        ("青禾市人民政府关于印发《巡查规定》的通知", "青政发〔2016〕9号", True),
        ("巡查", "", False),
    ],
)
def test_titles_and_numbers_are_compared_exactly(title: str, number: str, ends: bool) -> None:
    """Where both have a number it decides."""
    report = Report(id="1", source="s", title=title, document_number=parse_document_number(number))
    (ending,) = endings_in(BODY)
    assert ending.ends(report) is ends
    assert ending.sentence.startswith("2015年印发的")


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("一、废止《水库条例》（2001年通过），二、废止《塘坝条例》。", ["水库条例", "塘坝条例"]),
        ("决定废止2001年发布的《水库条例》和《塘坝条例》。", ["水库条例", "塘坝条例"]),
        (
            "《水库条例》（试行）（青人发〔2001〕3号）、经批准修正的《塘坝条例》自本条例施行之日起同时废止。",
            ["水库条例", "塘坝条例"],
        ),
        ("《水库条例》、《塘坝条例》等2件规范性文件停止执行。", ["水库条例", "塘坝条例"]),
        ("依照《水法》制定本办法，《水库条例》即行废止。", ["水库条例"]),
        (
            "下列文件自即日起废止：\n1.《水库条例》（青人发〔2001〕3号）\n2.《塘坝条例》\n请遵照《水法》。",
            ["水库条例", "塘坝条例"],
        ),
    ],
)
def test_several_documents_are_ended_at_once(body: str, titles: list[str]) -> None:
    """In one sentence, before or behind its verb, or in a list below it, which ends where a line names none at its beginning."""
    assert [title for ending in endings_in(body) for title, _ in ending.named] == titles


@pytest.mark.parametrize(
    "body",
    [
        "本办法五年后废止。",
        "依照《水法》执行。",
        "《水法》未废止条款\n照旧。废止。",
        "规章的制定、修改和废止，依照《立法条例》执行。",
        "证书丢失的，依照《水法》宣告该证书失效。",
        "本章已由《水法》废止。",
        "与《水法》抵触的，同时失效。",
        "《水法》有关许可的规定同时废止。",
        "《水法》施行前的许可同时废止。",
        "拟废止《水法》，请提意见。",
        "下列文件修改或者废止：\n1.《水法》",
    ],
)
def test_other_sentences_end_nothing(body: str) -> None:
    """Those that name nothing, end nothing, end a part, or name the document by which something else ends."""
    assert list(endings_in(body)) == []


def test_names_stand_for_titles_and_numbers() -> None:
    """However their signs are written; a title too short to tell documents apart stands for none."""
    report = Report(id="1", source="s", title="旧水库办法", document_number=parse_document_number("青政发〔2015〕3号"))
    ending = Report(id="2", source="s", title="新水库办法", body=BODY)
    assert set(names_of(report)) < set(ended_names(ending))
    assert ended_names(Report(id="3", source="s", body="《通知》同时废止。")) == ()


def test_a_text_without_sentence_ends_is_looked_at_near_the_word() -> None:
    """What is shown as the sentence stays short, however long the line is."""
    (ending,) = endings_in(f"{'字' * 5_000}《旧办法》废止{'字' * 5_000}")
    assert ending.named == (("旧办法", ""),)
    assert len(ending.sentence) <= 1_001
