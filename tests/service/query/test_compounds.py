"""Words of the dictionary that are two words."""

from __future__ import annotations

import pytest

from service.query.compile import compile_query
from service.query.compounds import compound_halves
from service.query.steps import StepName


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("房贷利率", ("房贷", "利率")),
        ("垃圾焚烧", ("垃圾", "焚烧")),
        ("公积金", ()),
        ("农民工", ()),
        ("乍么班龘", ()),
        ("covid", ()),
        ("", ()),
    ],
)
def test_halves_are_words_themselves(word: str, halves: tuple[str, ...]) -> None:
    """Of two and more characters each."""
    assert compound_halves(word) == halves


def test_a_compound_that_nothing_holds_is_asked_for_by_its_halves() -> None:
    """As typed first; a word beside others may be missing anyhow."""
    assert [step.name for step in compile_query("房贷利率").each_step()] == [StepName.TYPED, StepName.WORDS]
    assert [step.name for step in compile_query('"房贷利率"').each_step()] == [StepName.TYPED]
    assert [step.name for step in compile_query("-房贷利率").each_step()] == [StepName.TYPED]
    assert [step.name for step in compile_query("标题:房贷利率").each_step()] == [StepName.TYPED]
