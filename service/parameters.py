"""Parameters as query strings and command lines give them: how a table describes them, how values are checked against it.

Which parameters there are is said beside what they ask for: `service.search.parameters`, `service.browse.parameters`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MAX_VALUE_LENGTH = 300
"""Characters of a facet value, date, year or index number: the longest issuer names have about 60."""

MAX_VALUES = 50
"""Values that one parameter may be given, blank and repeated ones counted."""

INVISIBLE = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Control characters that are no white space, as a regular expression has them in brackets: no value may hold one."""

VISIBLE = rf"^[^{INVISIBLE}]*[^\s{INVISIBLE}][^{INVISIBLE}]*$"
"""A value of which something can be seen, as a regular expression."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by name, with its `meaning` in Chinese and the JSON Schema of one value."""

    name: str
    meaning: str
    schema: Mapping[str, object]
    repeatable: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class ParameterProblem:
    """What is wrong with one parameter, in Chinese."""

    parameter: str
    message: str


class BadParameters(ValueError):
    """Parameters that can't be understood; `problems` names each one."""

    def __init__(self, problems: Sequence[ParameterProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(f"{each.parameter}：{each.message}" for each in self.problems))


class BadValue(ValueError):
    """A value its parameter can't have; the text says why, in Chinese."""


def text_schema(limit: int = MAX_VALUE_LENGTH, *, pattern: str = rf"^[^{INVISIBLE}]*$") -> dict[str, object]:
    """Return the JSON Schema of a text of up to `limit` characters, without characters that are refused everywhere."""
    return {"type": "string", "maxLength": limit, "pattern": pattern}


def or_blank(schema: Mapping[str, object]) -> dict[str, object]:
    """Return the JSON Schema of a value that may also be blank, which counts as not given."""
    return {"anyOf": [schema, {"type": "string", "pattern": "^ *$"}]}


def parse_values(parameters: Iterable[tuple[str, str]], table: Sequence[Parameter]) -> dict[str, str]:
    """Return single-valued text parameters of `table`, "" where one is not given. Raises BadParameters."""
    given, problems = collect(parameters, table)
    values = {name: each[0] for name, each in given.items()}
    for parameter in table:
        limit = parameter.schema.get("maxLength")
        if parameter.required and parameter.name not in values:
            problems.append(ParameterProblem(parameter.name, "这个参数不能省略，也不能为空"))
        elif isinstance(limit, int) and len(values.get(parameter.name, "")) > limit:
            problems.append(ParameterProblem(parameter.name, f"最多 {limit} 个字符"))
    if problems:
        raise BadParameters(problems)
    return {parameter.name: values.get(parameter.name, "") for parameter in table}


def collect(
    parameters: Iterable[tuple[str, str]], table: Sequence[Parameter]
) -> tuple[dict[str, list[str]], list[ParameterProblem]]:
    """Return the values of (name, value) pairs grouped by name, and what is wrong about names and characters.

    A blank value counts as not given, as forms send them.
    """
    known = {parameter.name: parameter for parameter in table}
    given: dict[str, list[str]] = {}
    problems: dict[str, ParameterProblem] = {}
    counts: Counter[str] = Counter()
    for name, value in parameters:
        counts[name] += 1
        message = _objection(name, value, known, repeated=name in given)
        if not message and counts[name] > MAX_VALUES:
            message = f"最多给 {MAX_VALUES} 个值"
        if message:
            problems.setdefault(name, ParameterProblem(_shown(name), message))
        elif name in known and value.strip():
            given.setdefault(name, []).append(value.strip())
    return given, list(problems.values())


def _objection(name: str, value: str, known: Mapping[str, Parameter], *, repeated: bool) -> str:
    if name not in known:
        names = "、".join(known) or "（没有）"
        return f"没有这个参数；可用的参数：{names}"
    if repeated and value.strip() and not known[name].repeatable:
        return "只能给一个值"
    if not value.isprintable() and any(map(_is_invalid, value)):
        return "含有不可见的控制字符或无效字符"
    return ""


def _is_invalid(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and not character.isspace()


def _shown(name: str) -> str:
    """Return a parameter's name as an error may repeat it: short, and without what can't be encoded or seen."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name[:100])
