"""The parameters of a search as addresses, API and command line spell them: parsed and written here.

Parsing, addresses, OpenAPI and documentation are all derived from the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from corpus.errors import InvalidDate
from corpus.values.partial_date import PartialDate, parse_partial_date
from indexer.query import Sort
from service.parameters import BadParameters, BadValue, Parameter, ParameterProblem, collect, or_blank, text_schema
from service.query.steps import StepName
from service.search.facets import FACETS, YEAR_PATTERN, Facet, parse_selections
from service.search.request import (
    DEFAULT_PAGE_SIZE,
    MAX_DEPTH,
    MAX_PAGE_SIZE,
    MAX_PASTED_DEPTH,
    MAX_QUERY_LENGTH,
    MAX_TYPED,
    SearchRequest,
    with_selections,
)

_WHOLE_NUMBER = re.compile(r"([0-9]{1,9})(?:\.0+)?")  # 7.0 is an integer to JSON Schema


@dataclass(frozen=True, slots=True)
class RequestParameter:
    """A parameter that is part of a SearchRequest.

    `parse` returns a request with values put into it and may raise BadValue; `write` returns the values that stand for a
    request, none where it has the default.
    """

    parameter: Parameter
    parse: Callable[[SearchRequest, Sequence[str]], SearchRequest]
    write: Callable[[SearchRequest], tuple[str, ...]]


def _parse_query(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
    if len(values[0]) > MAX_QUERY_LENGTH:
        raise BadValue(f"检索词最多 {MAX_QUERY_LENGTH} 个字符，现在有 {len(values[0])} 个")
    return replace(request, query=values[0])


_QUERY = RequestParameter(
    Parameter(
        "q",
        f"检索词或检索式，写法见检索帮助；最多 {MAX_QUERY_LENGTH} 个字符，省略时列出全部报告",
        text_schema(MAX_QUERY_LENGTH),
    ),
    _parse_query,
    lambda request: (request.query,) if request.query else (),
)


def _facet_parameter(name: str, facet: Facet[Any]) -> RequestParameter:
    def parse(request: SearchRequest, values: Sequence[str]) -> SearchRequest:
        return with_selections(request, name, parse_selections(facet, values))

    return RequestParameter(
        Parameter(name, facet.meaning, facet.schema, repeatable=True),
        parse,
        lambda request: tuple(map(facet.write, request.selections.get(name, ()))),
    )


def _parse_day(text: str, day: Callable[[PartialDate], date]) -> int:
    try:
        return day(parse_partial_date(text)).toordinal()
    except InvalidDate as error:
        raise BadValue(f"不是有效日期：{error.reason}") from None


def _write_day(ordinal: int | None) -> tuple[str, ...]:
    return () if ordinal is None else (date.fromordinal(ordinal).isoformat(),)


_MONTH_AND_DAY = (
    "(02(-(0[1-9]|1[0-9]|2[0-8]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?)"
)
_DAY_SCHEMA = or_blank({"type": "string", "pattern": f"^{YEAR_PATTERN}(-{_MONTH_AND_DAY})?$"})
"""Dates as programs should write them; those that people write are understood too."""

_PUBLISHED_FROM = RequestParameter(
    Parameter(
        "published_from",
        "只要这一天及以后发布的报告，如 2023-03-15；写 2023-03 或 2023 时从其第一天算起",
        _DAY_SCHEMA,
    ),
    lambda request, values: replace(request, published_from=_parse_day(values[0], PartialDate.first_day)),
    lambda request: _write_day(request.published_from),
)
_PUBLISHED_TO = RequestParameter(
    Parameter(
        "published_to",
        "只要这一天及以前发布的报告，如 2023-03-15；写 2023-03 或 2023 时算到其最后一天",
        _DAY_SCHEMA,
    ),
    lambda request, values: replace(request, published_to=_parse_day(values[0], PartialDate.last_day)),
    lambda request: _write_day(request.published_to),
)
_AT = RequestParameter(
    Parameter(
        "at",
        "只要这一天有效的报告，如 2019-06-01；写 2019-06 或 2019 时指其第一天。按公布的或报告自己写的施行、失效日期，和别的报告写明的废止，没有写明的不在内",
        _DAY_SCHEMA,
    ),
    lambda request, values: replace(request, at=_parse_day(values[0], PartialDate.first_day)),
    lambda request: _write_day(request.at),
)

N = TypeVar("N", bound=Enum)


def _parse_name(kind: type[N], name: str) -> N:
    try:
        return kind(name)
    except ValueError:
        raise BadValue(f"只能是 {'、'.join(str(each.value) for each in kind)} 之一") from None


_SORT = RequestParameter(
    Parameter(
        "sort",
        "次序：relevance 按相关度，newest 最新的在前，oldest 最早的在前；按发布日期，没有时按成文日期",
        or_blank({"type": "string", "enum": [each.value for each in Sort], "default": Sort.RELEVANCE.value}),
    ),
    lambda request, values: replace(request, sort=_parse_name(Sort, values[0])),
    lambda request: () if request.sort is Sort.RELEVANCE else (request.sort.value,),
)


class _Fold(Enum):
    YES, NO = "yes", "no"


_STEP = RequestParameter(
    Parameter(
        "step",
        "怎样匹配：typed 只按所写的，也不另查意思相同的词，pieces 把字母、数字也当作更长号码的片段，words 不要求单个的字和单位，most 只要大部分词语；省略时按所写的，找不到再依次放宽",
        or_blank({"type": "string", "enum": [each.value for each in StepName]}),
    ),
    lambda request, values: replace(request, step=_parse_name(StepName, values[0])),
    lambda request: () if request.step is None else (request.step.value,),
)


_FOLD = RequestParameter(
    Parameter(
        "fold",
        "文本相同或几乎相同的报告（转载、新旧版本）：yes 折叠为一条，其余列在它下面；no 逐一列出。条数、分面和导出总是全部计入",
        or_blank({"type": "string", "enum": ["yes", "no"], "default": "yes"}),
    ),
    lambda request, values: replace(request, fold=_parse_name(_Fold, values[0]) is _Fold.YES),
    lambda request: () if request.fold else (_Fold.NO.value,),
)


def _parse_number(text: str, *, at_most: int) -> int:
    found = _WHOLE_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or not 1 <= int(found[1]) <= at_most:
        raise BadValue(f"应为 1 到 {at_most} 的整数")
    return int(found[1])


def _number_schema(*, at_most: int, default: int) -> dict[str, object]:
    return or_blank({"type": "integer", "minimum": 1, "maximum": at_most, "default": default})


_PAGE = RequestParameter(
    Parameter(
        "page",
        f"第几页，从 1 起；页码乘以每页条数不得超过 {MAX_DEPTH}，查询超过 {MAX_TYPED} 个字符时不得超过 {MAX_PASTED_DEPTH}",
        _number_schema(at_most=MAX_DEPTH, default=1),
    ),
    lambda request, values: replace(request, page=_parse_number(values[0], at_most=MAX_DEPTH)),
    lambda request: () if request.page == 1 else (str(request.page),),
)
_PAGE_SIZE = RequestParameter(
    Parameter(
        "page_size",
        f"每页条数，最多 {MAX_PAGE_SIZE}",
        _number_schema(at_most=MAX_PAGE_SIZE, default=DEFAULT_PAGE_SIZE),
    ),
    lambda request, values: replace(request, page_size=_parse_number(values[0], at_most=MAX_PAGE_SIZE)),
    lambda request: () if request.page_size == DEFAULT_PAGE_SIZE else (str(request.page_size),),
)

REQUEST_PARAMETERS: tuple[RequestParameter, ...] = (
    _QUERY,
    *(_facet_parameter(name, facet) for name, facet in FACETS.items()),
    _PUBLISHED_FROM,
    _PUBLISHED_TO,
    _AT,
    _SORT,
    _STEP,
    _FOLD,
    _PAGE,
    _PAGE_SIZE,
)

SEARCH_PARAMETERS = tuple(each.parameter for each in REQUEST_PARAMETERS)


def parse_search(parameters: Iterable[tuple[str, str]]) -> SearchRequest:
    """Return the search that (name, value) pairs, as in a query string, ask for. Raises BadParameters.

    >>> parse_search([("q", "防汛"), ("year", "2020..2023"), ("published_to", "2023-02")]).selections
    {'year': ((2020, 2023),)}
    """
    request, problems = understand_search(parameters)
    if problems:
        raise BadParameters(problems)
    return request


def understand_search(parameters: Iterable[tuple[str, str]]) -> tuple[SearchRequest, list[ParameterProblem]]:
    """Return the search that pairs ask for as far as it can be understood, and what of them is left out for what reason.

    >>> request, problems = understand_search([("q", "防汛"), ("published_from", "前年")])
    >>> request.query, [problem.parameter for problem in problems]
    ('防汛', ['published_from'])
    """
    given, problems = collect(parameters, SEARCH_PARAMETERS)
    request = SearchRequest()
    for each in REQUEST_PARAMETERS:
        if values := given.get(each.parameter.name):
            try:
                request = each.parse(request, values)
            except BadValue as bad:
                problems.append(ParameterProblem(each.parameter.name, str(bad)))
    contradictions = list(_contradictions(request))
    for problem in contradictions:
        request = replace(request, **_WITHOUT[problem.parameter])
    return request, problems + contradictions


def search_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the (name, value) pairs that `parse_search` makes `request` of; defaults are left out."""
    return [(each.parameter.name, value) for each in REQUEST_PARAMETERS for value in each.write(request)]


_WITHOUT: Mapping[str, dict[str, Any]] = {
    "page": {"page": 1},
    "published_from": {"published_from": None, "published_to": None},
}
"""What a contradiction leaves out of a search."""


def _contradictions(request: SearchRequest) -> Iterable[ParameterProblem]:
    if request.page * request.page_size > request.depth:
        last = request.depth // request.page_size
        of_what = f"超过 {MAX_TYPED} 个字符的查询，" if request.is_pasted else ""
        reason = f"{of_what}只能翻到前 {request.depth} 条：每页 {request.page_size} 条时最多第 {last} 页"
        yield ParameterProblem("page", reason)
    first, last_day = request.published_from, request.published_to
    if first is not None and last_day is not None and first > last_day:
        yield ParameterProblem("published_from", "起始日期晚于截止日期")
