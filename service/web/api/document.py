"""Kinds of JSON objects, each with its fields: what they hold and where it comes from, told once for writing and describing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

Schema = Mapping[str, object]
"""A JSON Schema."""

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}


def array(items: Schema) -> Schema:
    """Return the schema of an array of `items`."""
    return {"type": "array", "items": items}


def by_name(values: Schema) -> Schema:
    """Return the schema of an object that has `values` under any names."""
    return {"type": "object", "additionalProperties": values}


@dataclass(frozen=True, slots=True)
class Property:
    """A field of a JSON object: the (dotted) attribute it is of what the object is made of, and what is made of that.

    Without a `path`, `convert` gets what the object is made of.
    """

    name: str
    schema: Schema
    path: str = ""
    convert: Callable[[Any], object] | None = None


def plain(schema: Schema, *names: str) -> Iterator[Property]:
    """Yield the properties that are attributes of the same names, all of one schema."""
    return (Property(name, schema, name) for name in names)


class Document:
    """A kind of JSON object: its name and description, its properties in order, and the documents they refer to."""

    def __init__(
        self, name: str, description: str, properties: Iterable[Property], *, inner: tuple[Document, ...] = ()
    ) -> None:
        self.name = name
        self.description = description
        self.properties = tuple(properties)
        self.inner = inner
        self._names = tuple(each.name for each in self.properties)
        self._converted = tuple((each.name, each.path, each.convert) for each in self.properties if each.convert)
        paths = [each.path for each in self.properties if each.path]
        # All attributes at once, which takes half the time; what has none gets another's, to be replaced in its place.
        self._attributes = attrgetter(*(each.path or paths[0] for each in self.properties))

    def write(self, source: Any) -> dict[str, object]:
        """Return what `source` says as such an object, of nothing but what JSON has."""
        written = dict(zip(self._names, self._attributes(source), strict=True))
        for name, path, convert in self._converted:
            written[name] = convert(written[name] if path else source)
        return written

    def write_all(self, sources: Iterable[Any]) -> list[dict[str, object]]:
        """Return each of `sources` as such an object."""
        return [self.write(source) for source in sources]

    def write_known(self, source: Any) -> dict[str, object] | None:
        """Return `source` as such an object, None for None."""
        return None if source is None else self.write(source)

    @property
    def reference(self) -> Schema:
        """The schema of such an object where another one holds it."""
        return {"$ref": f"#/components/schemas/{self.name}"}

    @property
    def schema(self) -> Schema:
        """The schema of such an object."""
        return {
            "type": "object",
            "description": self.description,
            "properties": {each.name: each.schema for each in self.properties},
            "required": [each.name for each in self.properties],
            "additionalProperties": False,
        }

    def all_schemas(self) -> dict[str, Schema]:
        """Return the schema of such an object and of all it refers to, by name."""
        return {self.name: self.schema} | {
            name: each for inner in self.inner for name, each in inner.all_schemas().items()
        }
