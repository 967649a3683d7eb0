"""Numbers with what they count, in digits and in characters."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from indexer.fields import TEXT_FIELDS as FIELDS
from indexer.query import Contains, Or
from service.query.compile import compile_query
from service.query.counted import other_writings


def written(text: str) -> set[str]:
    """Return how else a text is written."""
    return {"".join(each) for each in other_writings(tokenize(text))}


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("60岁", {"60周岁", "六十岁", "六十周岁"}),
        ("六十周岁", {"六十岁", "60岁", "60周岁"}),
        ("15天", {"十五天", "15日内", "十五日内", "15日以上", "十五日以上", "15日以下", "十五日以下"}),
        ("6个月", {"六个月"}),
        ("2年", {"二年", "两年"}),
        ("两年", {"2年", "二年"}),
        ("500块", {"500元", "五百元"}),
        ("20%", {"百分之二十"}),
        ("百分之二十", {"20%"}),
        ("10天", {"10日内", "10日以上", "10日以下"}),
        ("39条", {"第39条", "第三十九条"}),
        ("第39条", {"第三十九条"}),
        ("第三十九条", {"第39条"}),
    ],
)
def test_laws_write_numbers_in_characters_and_people_in_digits(typed: str, others: set[str]) -> None:
    """Either finds the other; 十日 alone is mostly the end of 二十日 or 三十日."""
    assert written(typed) == others


@pytest.mark.parametrize("typed", ["2022年", "3月", "30日", "0岁", "12345元", "一百一岁", "供水", "60"])
def test_years_dates_and_bare_numbers_are_taken_as_they_stand(typed: str) -> None:
    """So are numbers that nobody writes in characters."""
    assert not written(typed)


def test_a_query_asks_for_either_writing_and_marks_both() -> None:
    """What was typed weighs more; the sentence names one of the others."""
    compiled = compile_query("退休 60岁")
    either = Or(tuple(Contains(tokenize(each), FIELDS) for each in ("60岁", "60周岁", "六十岁", "六十周岁")))
    assert either in getattr(compiled.match, "nodes", ())
    assert tokenize("六十周岁") in compiled.highlights
    assert "“60岁”（或“六十周岁”等）" in compiled.interpretation.summary
    weights = {term.text: term.weight for term in compiled.rank}
    assert weights["周岁"] < weights["60"]


def test_what_is_quoted_stands_as_it_was_typed() -> None:
    """Who quotes means these signs."""
    assert compile_query('"60岁"').match == Contains(tokenize("60岁"), FIELDS)
