"""What the parts of an Office Open XML package point to (ECMA-376, part 2): programs call the same part by many names."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import UnreadableFile
from corpus.readers.office.word_xml import attribute
from corpus.readers.package import Package, children

_MAX_RELATIONS = 60_000
"""Elements of a list of relations: documents with thousands of links have some 10,000."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the kind of it, such as styles or header, and the plain name of its member."""

    kind: str
    member: str


def relations_of(package: Package, part: str = "") -> Mapping[str, Relation]:
    """Return by id the relations of a part, of the whole package without one, that lead to members which are there."""
    folder, name = posixpath.split(part)
    listed = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    try:
        root = package.xml(listed, elements=_MAX_RELATIONS) if listed else None
    except UnreadableFile:
        root = None
    found: dict[str, Relation] = {}
    for each in children(root, "Relationship"):
        member = package.find(posixpath.join(folder, attribute(each, "Target").replace("\\", "/")))
        if member and attribute(each, "TargetMode") != "External":
            found[attribute(each, "Id")] = Relation(attribute(each, "Type").rpartition("/")[2], member)
    return found


def of_kind(relations: Mapping[str, Relation], kind: str) -> str:
    """Return the member of the first relation of a kind, "" for none."""
    return next((each.member for each in relations.values() if each.kind == kind), "")
