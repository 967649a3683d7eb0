"""The ways in which a query is matched, and what they find."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.characters import clean_text
from corpus.report import Report
from indexer.analysis import compose
from indexer.query import Or
from service.query.compile import compile_query
from service.query.steps import StepName
from tests.oracle import matches
from tests.service.query.test_compile import OPERATORS, TEXTS


def _matches_as_pieces(typed: str, body: str) -> bool:
    steps = {step.name: step for step in compile_query(typed).steps}
    loosest = steps.get(StepName.PIECES, steps[StepName.TYPED])
    return matches(loosest.match, Report(id="1", source="1", body=body))


@given(TEXTS, st.data())
def test_any_piece_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    """Also one that begins or ends within a run of letters or digits, unquoted and quoted."""
    whole = compose(clean_text(text))
    start = data.draw(st.integers(0, len(whole)))
    piece = whole[start : data.draw(st.integers(start, len(whole)))]
    assume(piece.strip() and not OPERATORS & set(piece) and "OR" not in piece and "ＯＲ" not in piece)
    assume(compose(piece) == piece)
    assert _matches_as_pieces(piece, whole)
    assert _matches_as_pieces(f'"{piece}"', whole)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("2020", "包含片段“2020”（或属于该年）"),
        ("预算 91510100MA", "同时包含“预算”片段“91510100ma”"),
        ('"于2020" -2021', "包含片段“于2020”，不含“2021”"),
        ("标题:2020", "标题含片段“2020”"),
    ],
)
def test_pieces_are_said_to_be_such(typed: str, understood: str) -> None:
    """The second way of matching names what it takes for pieces; what is excluded stays whole."""
    _, pieces = compile_query(typed).steps[:2]
    assert (pieces.name, pieces.interpretation.summary) == (StepName.PIECES, understood)


@pytest.mark.parametrize(
    ("typed", "understood", "loosely"),
    [
        ("人社局", "包含“人社局”", "包含“社局”"),
        ("和谐的社会", "同时包含“和谐”“社会”（“的”不必出现）", ""),
        (
            "2023年青禾市财政预算",
            "同时包含“2023年”（或属于该年）“青禾市”“财政预算”",
            "同时包含“2023年”（或属于该年）“青禾”“财政预算”",
        ),
        ("标题:第1号", "标题含“第1号”", "标题含“1”"),
    ],
)
def test_characters_are_let_go_by_a_step_of_its_own(typed: str, understood: str, loosely: str) -> None:
    """Nothing typed is dropped in silence: what need not be there is said."""
    steps = {step.name: step.interpretation.summary for step in compile_query(typed).steps}
    assert steps[StepName.TYPED] == understood
    assert steps.get(StepName.WORDS, "") == loosely


@pytest.mark.parametrize(
    ("typed", "step", "understood", "required"),
    [
        ("物业费 太贵 -小区", StepName.MOST, "含有其中一部分：“物业费”“太贵”，不含“小区”", ()),
        ('"物业费" 太贵了吧 涨价', StepName.MOST, "含有其中一部分：“太贵”“涨价”，包含“物业费”", ("物业费",)),
        ("国办发〔2019〕6号", StepName.WORDS, "同时包含“2019”（或属于该年）“国办发”“6”", ("2019", "国办发", "6")),
    ],
)
def test_the_loosest_step_says_what_it_asks_for(
    typed: str, step: StepName, understood: str, required: tuple[str, ...]
) -> None:
    """Words that may be missing are not among those that must occur."""
    last = compile_query(typed).steps[-1]
    assert (last.name, last.interpretation.summary, last.interpretation.words) == (step, understood, required)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("2022年政府工作报告", False),
        ("政府工作报告 2022", False),
        ("2023年3月15日公告", False),
        ("2020", True),
        ("电话0873-3722345", True),
        ("PM2.5治理", True),
    ],
)
def test_pieces_are_offered_of_numbers_not_of_dates(typed: str, offered: bool) -> None:
    """Nobody who names a year beside words means the digits within a longer number."""
    assert compile_query(typed).offers_pieces is offered


def test_the_steps_of_a_query() -> None:
    """A query without letters or digits has no pieces, one of a single word nothing to leave out, and a question begins with most."""
    assert [step.name for step in compile_query("预算").steps] == [StepName.TYPED]
    assert [step.name for step in compile_query("预算 20元").steps] == [*StepName]
    asked, pieces = compile_query("2020年预算是多少").steps
    assert isinstance(asked.match, Or)
    assert pieces.name is StepName.PIECES
