"""Completions while somebody types."""

from __future__ import annotations

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from service.spelling.lexicon import Lexicon
from service.suggest import LONGEST_TYPED, suggest
from tests.oracle import MemoryEngine

LEXICON = Lexicon({"低保": 2, "低保标准": 1, "青禾市民政局": 1, "城乡": 1, "申请": 1})


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    """Return an engine with three reports."""
    engine = MemoryEngine()
    number = parse_document_number("青民发〔2023〕8号")
    with engine.write() as writer:
        writer.put(Report("1", "a", title="最低工资标准", issuer="青禾市水务局"))
        writer.put(Report("2", "a", title="城乡低保办法", issuer="青禾市民政局", document_number=number))
        writer.put(Report("3", "a", title="低保怎么申请", index_number=parse_index_number("015530417/2023-00012")))
    return engine


def asked(engine: MemoryEngine, typed: str) -> list[tuple[str, str]]:
    """Return kind and text of each completion."""
    return [(each.kind, each.text) for each in suggest(engine, typed, LEXICON).suggestions]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("低保", [("word", "低保标准"), ("title", "低保怎么申请"), ("title", "城乡低保办法")]),
        ("dibao", [("word", "低保"), ("word", "低保标准"), ("title", "低保怎么申请"), ("title", "城乡低保办法")]),
        ("dbbz", [("word", "低保标准")]),
        ("chengxiang di保", [("title", "城乡低保办法")]),
        ("低保 shenqing", [("title", "低保怎么申请")]),
        ("qingheshiminzhengju", [("issuer", "青禾市民政局")]),
        ("市民", [("issuer", "青禾市民政局")]),
        ("青禾市民", [("issuer", "青禾市民政局")]),
        ("015530417/2023", [("number", "015530417/2023-00012")]),
        ("青民发(2023", [("number", "青民发〔2023〕8号")]),
        ("", []),
        ("低" * (LONGEST_TYPED + 1), []),
    ],
)
def test_what_begins_with_the_typed_text_comes_first(
    engine: MemoryEngine, typed: str, found: list[tuple[str, str]]
) -> None:
    """Words, issuers, numbers, titles; a word that is an issuer is named once."""
    assert asked(engine, typed) == found


def test_the_start_of_a_word_comes_before_its_middle(engine: MemoryEngine) -> None:
    """低 begins a title, a word of another, and ends a word of the third."""
    titles = [text for kind, text in asked(engine, "低") if kind == "title"]
    assert titles == ["低保怎么申请", "城乡低保办法", "最低工资标准"]
