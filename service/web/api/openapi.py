"""The OpenAPI 3.1 document of the API, from the operations' own parameters and the dataclasses they answer with."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from service.search.parameters import Parameter
from service.web.problems import Problem

VERSION = "1"

_PLAIN: Mapping[object, Mapping[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


class DescribedOperation(Protocol):
    """An operation as far as its description needs it."""

    @property
    def path(self) -> str:
        """The path, with {names} in it."""

    @property
    def answer(self) -> Callable[..., object]:
        """The function whose docstring and return type describe the operation."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The parameters of the query string."""


def document(operations: Sequence[DescribedOperation], *, prefix: str) -> dict[str, object]:
    """Return the description of `operations`, which stand under the path `prefix`."""
    schemas: dict[str, object] = {}
    schema_of(Problem, schemas)
    paths = {f"{prefix}{each.path}": {"get": _operation(each, schemas)} for each in operations}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "索引（Suoyin）检索接口",
            "version": VERSION,
            "description": "政府信息公开报告的全文检索。只读，不需要登录；出错时返回 RFC 9457 问题文档。",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def schema_of(hint: Any, schemas: dict[str, object]) -> dict[str, object]:
    """Return the JSON Schema of a type; dataclasses go into `schemas` by name and are referred to.

    >>> schema_of(tuple[int, ...] | None, {})
    {'anyOf': [{'type': 'array', 'items': {'type': 'integer'}}, {'type': 'null'}]}
    """
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_schema(hint, schemas)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(each, schemas) for each in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return {"type": "array", "items": schema_of(arguments[0], schemas)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1], schemas)}
    raise TypeError(f"no JSON Schema for {hint!r}")


def _dataclass_schema(cls: type, schemas: dict[str, object]) -> dict[str, object]:
    if cls.__name__ not in schemas:
        schemas[cls.__name__] = {}  # stands in while its own fields refer to it
        hints = get_type_hints(cls)
        names = [field.name for field in fields(cls)]
        schemas[cls.__name__] = {
            "type": "object",
            "description": _prose(cls),
            "properties": {name: schema_of(hints[name], schemas) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{cls.__name__}"}


def _prose(described: object) -> str:
    """Return a docstring as one paragraph."""
    return " ".join((inspect.getdoc(described) or "").split())


def _operation(operation: DescribedOperation, schemas: dict[str, object]) -> dict[str, object]:
    in_path = [name[1:-1] for name in operation.path.split("/") if name.startswith("{")]
    answer = schema_of(get_type_hints(operation.answer)["return"], schemas)
    missing = {"404": _problem_response("没有这份报告")} if in_path else {}
    return {
        "operationId": operation.answer.__name__,
        "summary": _prose(operation.answer),
        "parameters": [*map(_path_parameter, in_path), *map(_query_parameter, operation.parameters)],
        "responses": {
            "200": {"description": "结果", "content": {"application/json": {"schema": answer}}},
            "304": {"description": "与 If-None-Match 所指的一致，没有变化"},
            "400": _problem_response("参数有误；errors 列出每个有误的参数"),
            **missing,
            "503": _problem_response("索引不可用；detail 说明原因"),
        },
    }


def _path_parameter(name: str) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "description": "报告的编号"}


def _query_parameter(parameter: Parameter) -> dict[str, object]:
    schema = dict(parameter.schema)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": {"type": "array", "items": schema} if parameter.repeatable else schema,
        **({"style": "form", "explode": True} if parameter.repeatable else {}),
    }


def _problem_response(description: str) -> dict[str, object]:
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
    return {"description": description, "content": content}
