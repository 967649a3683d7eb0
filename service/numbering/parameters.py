"""The parameters of the list of series, and of one series."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.numbering.series import INDEX_NUMBER, KINDS, NumberKind, Series, series_named
from service.parameters import VISIBLE, BadParameters, Parameter, ParameterProblem, or_blank, parse_values, text_schema

_KIND = Parameter(
    "kind",
    f"哪一种号：{'、'.join(f'{each.name}（{each.label}）' for each in KINDS.values())}；不写为 {INDEX_NUMBER.name}",
    or_blank({"type": "string", "enum": list(KINDS)}),
)
_WHOLE = or_blank({"type": "string", "pattern": "^ *[0-9]{1,12} *$"})
NUMBERS_PARAMETERS = (
    _KIND,
    Parameter("year", "只看这一年的，四位数字", or_blank({"type": "string", "pattern": "^ *[0-9]{4} *$"})),
    Parameter("q", "只看名称里有这些字的：机构代码、机关代字", text_schema()),
    Parameter("page", "第几页；不写为 1", _WHOLE),
)
SERIES_PARAMETERS = (
    _KIND,
    Parameter(
        "name",
        "编号序列的名称：序号前面的部分，如 015530468/2022、青水发〔2022〕",
        text_schema(pattern=VISIBLE),
        required=True,
    ),
    Parameter("from", "从哪个序号列起；不写为第一个", _WHOLE),
)


@dataclass(frozen=True, slots=True)
class SeriesListRequest:
    """Which series of a kind are asked for: of a year, with a text in their name, and which page of them."""

    kind: NumberKind = INDEX_NUMBER
    year: int | None = None
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """Which series is asked for, and from which serial on."""

    series: Series
    serial: int = 0


def parse_series_list(pairs: Iterable[tuple[str, str]]) -> SeriesListRequest:
    """Return what is asked for. Raises BadParameters."""
    values = parse_values(pairs, NUMBERS_PARAMETERS)
    kind = _kind(values["kind"])
    if values["year"] and not re.fullmatch("[0-9]{4}", values["year"]):
        raise _bad("year", f"“{values['year'][:20]}”不是年份，应写成四位数字，如 2022")
    year = int(values["year"]) if values["year"] else None
    return SeriesListRequest(kind, year, values["q"], _whole("page", values["page"]) or 1)


def parse_series(pairs: Iterable[tuple[str, str]]) -> SeriesRequest:
    """Return what is asked for, whatever is named: a name that no series can have is one without numbers. Raises BadParameters."""
    values = parse_values(pairs, SERIES_PARAMETERS)
    kind = _kind(values["kind"])
    series = series_named(kind, values["name"]) or Series(kind, values["name"])
    return SeriesRequest(series, _whole("from", values["from"]))


def _kind(name: str) -> NumberKind:
    if name and name not in KINDS:
        raise _bad("kind", f"没有“{name[:20]}”；可以是 {'、'.join(KINDS)}")
    return KINDS[name] if name else INDEX_NUMBER


def _whole(name: str, text: str) -> int:
    if text and not re.fullmatch("[0-9]{1,12}", text):
        raise _bad(name, f"“{text[:20]}”不是数字")
    return int(text or 0)


def _bad(name: str, message: str) -> BadParameters:
    return BadParameters([ParameterProblem(name, message)])
