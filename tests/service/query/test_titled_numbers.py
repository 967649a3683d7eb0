"""Queries that are a title with its document number."""

from __future__ import annotations

import pytest

from indexer.query import Keyword
from service.query.compile import compile_query
from service.query.steps import StepName


@pytest.mark.parametrize(
    "typed",
    ["关于停水的通知 青水发〔2023〕8号", "关于停水的通知青水发〔2023〕8号", "《关于停水的通知》（青水发[2023]8号）"],
)
def test_a_title_with_its_number_asks_for_either(typed: str) -> None:
    """Whose number it is comes first; where neither is there, most of the words are looked for."""
    compiled = compile_query(typed)
    assert compiled.first == Keyword("document_number", "青水发〔2023〕8号")
    assert compiled.interpretation.summary == "按文号“青水发〔2023〕8号”或标题“关于停水的通知”查找"
    assert compiled.steps[-1].name is StepName.MOST
    assert compiled.bonuses


@pytest.mark.parametrize(
    "typed", ["-关于停水的通知 青水发〔2023〕8号", "标题:关于停水的通知 青水发〔2023〕8号", "关于停水的通知"]
)
def test_operators_and_prefixes_are_taken_at_their_word(typed: str) -> None:
    """Only plain text is a title with its number."""
    assert compile_query(typed).number is None
