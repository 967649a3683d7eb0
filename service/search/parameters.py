"""The parameters of a search and of its neighbours as URLs, API and command line spell them: parsed and written here.

Parsing, URL building, OpenAPI and documentation are all derived from the tables below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from corpus.errors import InvalidDate
from corpus.values.partial_date import MAX_YEAR, MIN_YEAR, PartialDate, parse_partial_date
from indexer.fields import FIELDS
from indexer.query import Sort
from service.search.model import (
    DEFAULT_PAGE_SIZE,
    MAX_DEPTH,
    MAX_FACET_CHOICES,
    MAX_PAGE_SIZE,
    MAX_QUERY_LENGTH,
    SearchRequest,
)

MAX_VALUE_LENGTH = 300
"""Characters of a facet value, date, year or index number: the longest issuer names have about 60."""

_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_YEARS = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")


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


@dataclass(frozen=True, slots=True)
class RequestParameter:
    """A parameter that is part of a SearchRequest.

    `parse` returns a request with values put into it and may raise BadValue; `write` returns the values that stand for a
    request, none where it has the default.
    """

    parameter: Parameter
    parse: Callable[[SearchRequest, Sequence[str]], SearchRequest]
    write: Callable[[SearchRequest], tuple[str, ...]]


def _whole_number(text: str, *, at_most: int) -> int:
    digits = unicodedata.normalize("NFKC", text).strip()
    if not _WHOLE_NUMBER.fullmatch(digits) or not 1 <= int(digits) <= at_most:
        raise BadValue(f"应为 1 到 {at_most} 的整数")
    return int(digits)


def _parse_query(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    if len(values[0]) > MAX_QUERY_LENGTH:
        raise BadValue(f"检索词最多 {MAX_QUERY_LENGTH} 个字符，现在有 {len(values[0])} 个")
    return replace(request, query=values[0])


def _parse_page(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    return replace(request, page=_whole_number(values[0], at_most=MAX_DEPTH))


def _parse_page_size(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    return replace(request, page_size=_whole_number(values[0], at_most=MAX_PAGE_SIZE))


def _parse_sort(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    try:
        return replace(request, sort=Sort(values[0]))
    except ValueError:
        raise BadValue(f"只能是 {'、'.join(each.value for each in Sort)} 之一") from None


def _few(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values once each, in the order they came."""
    distinct = tuple(dict.fromkeys(values))
    if len(distinct) > MAX_FACET_CHOICES:
        raise BadValue(f"最多选 {MAX_FACET_CHOICES} 个值")
    if any(len(value) > MAX_VALUE_LENGTH for value in distinct):
        raise BadValue(f"每个值最多 {MAX_VALUE_LENGTH} 个字符")
    return distinct


def parse_years(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last year of a year or a range of years. Raises BadValue.

    >>> parse_years("2021"), parse_years("2020..2023"), parse_years("2020.."), parse_years("..2023")
    ((2021, 2021), (2020, 2023), (2020, None), (None, 2023))
    """
    match = _YEARS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    first, dots, last = match.groups() if match else (None, None, None)
    low, high = (int(each) if each else None for each in (first, last if dots else first))
    if (low, high) == (None, None) or (last and not dots):
        raise BadValue("应为四位年份或年份范围，如 2021、2020..2023、2020..、..2023")
    if any(year is not None and not MIN_YEAR <= year <= MAX_YEAR for year in (low, high)):
        raise BadValue(f"年份应在 {MIN_YEAR} 至 {MAX_YEAR} 之间")
    if low is not None and high is not None and low > high:
        raise BadValue(f"起始年份 {low} 晚于截止年份 {high}")
    return low, high


def format_years(low: int | None, high: int | None) -> str:
    """Return a range of years as `parse_years` understands it.

    >>> format_years(2021, 2021), format_years(None, 2023)
    ('2021', '..2023')
    """
    return str(low) if low == high else f"{low or ''}..{high or ''}"


def _parse_years(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    return replace(request, years=tuple(dict.fromkeys(parse_years(value) for value in _few(values))))


def _date(text: str, day: Callable[[PartialDate], date]) -> int:
    try:
        return day(parse_partial_date(text)).toordinal()
    except InvalidDate as error:
        raise BadValue(f"不是有效日期：{error.reason}") from None


def _parse_published_from(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    return replace(request, published_from=_date(values[0], PartialDate.first_day))


def _parse_published_to(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    return replace(request, published_to=_date(values[0], PartialDate.last_day))


def _write_date(ordinal: int | None) -> tuple[str, ...]:
    return () if ordinal is None else (date.fromordinal(ordinal).isoformat(),)


def _facet_parameter(field: str, label: str) -> RequestParameter:
    def parse(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
        return replace(request, filters={**request.filters, field: _few(values)})

    parameter = Parameter(
        field,
        f"只要{label}是这个值的报告，须与报告所载完全一致；可重复，符合其一即可",
        {"type": "string", "maxLength": MAX_VALUE_LENGTH},
        repeatable=True,
    )
    return RequestParameter(parameter, parse, lambda request: tuple(request.filters.get(field, ())))


_QUERY = RequestParameter(
    Parameter(
        "q",
        f"检索词或检索式，写法见检索帮助；最多 {MAX_QUERY_LENGTH} 个字符，省略时列出全部报告",
        {"type": "string", "maxLength": MAX_QUERY_LENGTH},
    ),
    _parse_query,
    lambda request: (request.query,) if request.query else (),
)

REQUEST_PARAMETERS: tuple[RequestParameter, ...] = (
    _QUERY,
    *(_facet_parameter(field.name, field.label) for field in FIELDS if field.facet and field.keyword),
    RequestParameter(
        Parameter(
            "year",
            "只要这一年或这些年的报告：2021、2020..2023、2020..、..2023，两端都算；可重复，符合其一即可",
            {"type": "string", "pattern": r"^(\d{4}|\d{4}\.\.(\d{4})?|\.\.\d{4})$"},
            repeatable=True,
        ),
        _parse_years,
        lambda request: tuple(format_years(low, high) for low, high in request.years),
    ),
    RequestParameter(
        Parameter(
            "published_from",
            "只要这一天及以后发布的报告，如 2023-03-15；写 2023-03 或 2023 时从其第一天算起",
            {"type": "string", "maxLength": MAX_VALUE_LENGTH},
        ),
        _parse_published_from,
        lambda request: _write_date(request.published_from),
    ),
    RequestParameter(
        Parameter(
            "published_to",
            "只要这一天及以前发布的报告，如 2023-03-15；写 2023-03 或 2023 时算到其最后一天",
            {"type": "string", "maxLength": MAX_VALUE_LENGTH},
        ),
        _parse_published_to,
        lambda request: _write_date(request.published_to),
    ),
    RequestParameter(
        Parameter(
            "sort",
            "次序：relevance 按相关度，newest 最新发布在前，oldest 最早发布在前",
            {"type": "string", "enum": [each.value for each in Sort], "default": Sort.RELEVANCE.value},
        ),
        _parse_sort,
        lambda request: () if request.sort is Sort.RELEVANCE else (request.sort.value,),
    ),
    RequestParameter(
        Parameter(
            "page",
            f"第几页，从 1 起；页码乘以每页条数不得超过 {MAX_DEPTH}",
            {"type": "integer", "minimum": 1, "maximum": MAX_DEPTH, "default": 1},
        ),
        _parse_page,
        lambda request: () if request.page == 1 else (str(request.page),),
    ),
    RequestParameter(
        Parameter(
            "page_size",
            f"每页条数，最多 {MAX_PAGE_SIZE}",
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
        ),
        _parse_page_size,
        lambda request: () if request.page_size == DEFAULT_PAGE_SIZE else (str(request.page_size),),
    ),
)

SEARCH_PARAMETERS = tuple(each.parameter for each in REQUEST_PARAMETERS)
REPORT_PARAMETERS = (
    Parameter(
        "q",
        f"检索词：在报告里标出它们；最多 {MAX_QUERY_LENGTH} 个字符",
        {"type": "string", "maxLength": MAX_QUERY_LENGTH},
    ),
)
LOCATE_PARAMETERS = (
    Parameter(
        "number",
        f"索引号，可以不完整或有错字；最多 {MAX_VALUE_LENGTH} 个字符",
        {"type": "string", "maxLength": MAX_VALUE_LENGTH},
        required=True,
    ),
)
SUGGEST_PARAMETERS = (
    Parameter(
        "q",
        f"已经输入的文字；最多 {MAX_QUERY_LENGTH} 个字符",
        {"type": "string", "maxLength": MAX_QUERY_LENGTH},
    ),
)


def parse_search(parameters: Iterable[tuple[str, str]]) -> SearchRequest:
    """Return the search that (name, value) pairs, as in a query string, ask for. Raises BadParameters.

    A blank value counts as not given, as forms send them.

    >>> parse_search([("q", "防汛"), ("year", "2020..2023"), ("published_to", "2023-02")]).years
    ((2020, 2023),)
    """
    given, problems = _collect(parameters, SEARCH_PARAMETERS)
    request = SearchRequest()
    for each in REQUEST_PARAMETERS:
        values = given.get(each.parameter.name)
        if values:
            try:
                request = each.parse(request, values)
            except BadValue as bad:
                problems.append(ParameterProblem(each.parameter.name, str(bad)))
    problems.extend(_contradictions(request))
    if problems:
        raise BadParameters(problems)
    return request


def parse_values(parameters: Iterable[tuple[str, str]], table: Sequence[Parameter]) -> dict[str, str]:
    """Return single-valued text parameters of `table`, "" where one is not given. Raises BadParameters."""
    given, problems = _collect(parameters, table)
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


def _collect(
    parameters: Iterable[tuple[str, str]], table: Sequence[Parameter]
) -> tuple[dict[str, list[str]], list[ParameterProblem]]:
    """Return values grouped by name, and what is wrong about names and characters."""
    known = {parameter.name: parameter for parameter in table}
    given: dict[str, list[str]] = {}
    problems: dict[str, ParameterProblem] = {}
    for name, value in parameters:
        message = _objection(name, value, known, repeated=name in given)
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
    if any(unicodedata.category(character) in ("Cc", "Cs") and not character.isspace() for character in value):
        return "含有不可见的控制字符或无效字符"
    return ""


def _shown(name: str) -> str:
    """Return a parameter's name as an error may repeat it: short, and without what can't be encoded or seen."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name[:100])


def _contradictions(request: SearchRequest) -> Iterable[ParameterProblem]:
    if request.page * request.page_size > MAX_DEPTH:
        last = MAX_DEPTH // request.page_size
        yield ParameterProblem("page", f"只能翻到前 {MAX_DEPTH} 条：每页 {request.page_size} 条时最多第 {last} 页")
    first, last_day = request.published_from, request.published_to
    if first is not None and last_day is not None and first > last_day:
        yield ParameterProblem("published_from", "起始日期晚于截止日期")


def search_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the (name, value) pairs that `parse_search` makes `request` of; defaults are left out."""
    return [(each.parameter.name, value) for each in REQUEST_PARAMETERS for value in each.write(request)]


def search_url(request: SearchRequest, *, base: str = "/search", **changes: Any) -> str:
    """Return the URL of `request` with `changes`; a change other than of the page leads to the first page.

    >>> search_url(SearchRequest(query="防汛 水库", page=3), sort=Sort.NEWEST)
    '/search?q=%E9%98%B2%E6%B1%9B+%E6%B0%B4%E5%BA%93&sort=newest'
    """
    if changes and "page" not in changes:
        changes["page"] = 1
    query = urlencode(search_pairs(replace(request, **changes)))
    return f"{base}?{query}" if query else base
