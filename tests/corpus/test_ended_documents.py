"""Sentences that end other documents."""

from __future__ import annotations

import pytest

from corpus.ended_documents import endings_in
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


@pytest.mark.parametrize("body", ["本办法五年后废止。", "依照《水法》执行。", "《水法》未废止条款\n照旧。废止。"])
def test_other_sentences_end_nothing(body: str) -> None:
    """Those that name nothing, or end nothing."""
    assert list(endings_in(body)) == []


def test_a_text_without_sentence_ends_is_looked_at_near_the_word() -> None:
    """What is shown as the sentence stays short, however long the line is."""
    (ending,) = endings_in(f"{'字' * 5_000}《旧办法》废止{'字' * 5_000}")
    assert ending.named == (("旧办法", ""),)
    assert len(ending.sentence) <= 1_001
