"""The OpenAPI 3.1 document of the API, from the operations' own parameters and the documents they answer with."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from service.parameters import MAX_VALUES, Parameter
from service.web import urls
from service.web.api.document import Document, Schema
from service.web.problems import PROBLEM

VERSION = "1"


class DescribedOperation(Protocol):
    """An operation as far as its description needs it."""

    @property
    def path(self) -> str:
        """The path below that of the API, with {names} in it."""

    @property
    def answer(self) -> Callable[..., object]:
        """The function whose name and docstring describe the operation."""

    @property
    def document(self) -> Document:
        """What the answer is written as."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The parameters of the query string."""

    @property
    def takes(self) -> Mapping[str, Schema] | None:
        """The bodies that it takes, by media type; None where it takes none and is a GET."""


def describe(operations: Sequence[DescribedOperation]) -> dict[str, object]:
    """Return the description of `operations`."""
    schemas: dict[str, Schema] = PROBLEM.all_schemas()
    for each in operations:
        schemas |= each.document.all_schemas()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "索引（Suoyin）检索接口",
            "version": VERSION,
            "description": "政府信息公开报告的全文检索。只查询，不改动什么，不需要登录；出错时返回 RFC 9457 问题文档。",
        },
        "servers": [{"url": urls.HOME}],
        "paths": {f"{urls.API}{each.path}": {"post" if each.takes else "get": _operation(each)} for each in operations},
        "components": {"schemas": schemas},
    }


def _operation(operation: DescribedOperation) -> dict[str, object]:
    in_path = [name[1:-1] for name in operation.path.split("/") if name.startswith("{")]
    missing = (
        {"404": _problem_response("没有这份报告"), "410": _problem_response("报告已撤回；detail 有时间和理由")}
        if in_path
        else {}
    )
    return {
        "operationId": operation.answer.__name__,
        "summary": inspect.getdoc(operation.answer),
        **({"requestBody": _request_body(operation.takes)} if operation.takes else {}),
        "parameters": [*map(_path_parameter, in_path), *map(_query_parameter, operation.parameters)],
        "responses": {
            "200": _response("结果", "application/json", operation.document),
            **(_with_body() if operation.takes else {"304": {"description": "与 If-None-Match 所指的一致，没有变化"}}),
            "400": _problem_response("参数有误；errors 列出每个有误的参数"),
            **missing,
            "429": _problem_response("请求太频繁；Retry-After 是要等的秒数"),
            "503": _problem_response("索引不可用；detail 说明原因"),
        },
    }


def _request_body(takes: Mapping[str, Schema]) -> dict[str, object]:
    return {"required": True, "content": {media_type: {"schema": schema} for media_type, schema in takes.items()}}


def _with_body() -> dict[str, object]:
    """Return the responses that only operations with a body have."""
    told = {"408": "内容没有传完", "413": "内容太大", "415": "不接受这种内容"}
    return {status: _problem_response(description) for status, description in told.items()}


_ID = "报告的编号；曾用编号也可以，答复里的 id 是现在的编号"


def _path_parameter(name: str) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "description": _ID}


def _query_parameter(parameter: Parameter) -> dict[str, object]:
    schema = dict(parameter.schema)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": {"type": "array", "items": schema, "maxItems": MAX_VALUES} if parameter.repeatable else schema,
        **({"style": "form", "explode": True} if parameter.repeatable else {}),
    }


def _problem_response(description: str) -> dict[str, object]:
    return _response(description, "application/problem+json", PROBLEM)


def _response(description: str, media_type: str, document: Document) -> dict[str, object]:
    return {"description": description, "content": {media_type: {"schema": document.reference}}}
