"""Values of parameters, checked against a table."""

from __future__ import annotations

import pytest

from service.parameters import BadParameters, Parameter, parse_values, text_schema

TABLE = (Parameter("number", "号码", text_schema(5), required=True), Parameter("q", "检索词", text_schema(5)))


def test_values_come_by_name() -> None:
    """White space around a value doesn't count, and what is not given is empty."""
    assert parse_values([("number", " 12 "), ("number", " ")], TABLE) == {"number": "12", "q": ""}


@pytest.mark.parametrize(
    ("pairs", "problems"),
    [
        ([], {"number": "不能省略"}),
        ([("number", " ")], {"number": "不能省略"}),
        ([("number", "123456")], {"number": "最多 5 个字符"}),
        ([("number", "1"), ("number", "2")], {"number": "只能给一个值"}),
        ([("number", "1"), ("q", "\0")], {"q": "控制字符"}),
        ([("number", "1"), ("q", "\ud800")], {"q": "无效字符"}),
        ([("nummer", "1"), ("x\ud800", "1")], {"nummer": "number、q", "x\ufffd": "没有这个参数", "number": "不能省略"}),
    ],
)
def test_every_problem_is_told(pairs: list[tuple[str, str]], problems: dict[str, str]) -> None:
    """Each parameter at fault is named with what is wrong, in text that can be sent."""
    with pytest.raises(BadParameters) as caught:
        parse_values(pairs, TABLE)
    told = {each.parameter: each.message for each in caught.value.problems}
    assert told.keys() == problems.keys()
    assert all(said in told[name] for name, said in problems.items())


@pytest.mark.parametrize("value", ["换\t行", "防\u3000汛", "水\u200b务", "👍🏽"])
def test_unusual_characters_are_no_problem(value: str) -> None:
    """White space, joiners and emoji are characters as any others."""
    assert parse_values([("number", value)], TABLE)["number"] == value
