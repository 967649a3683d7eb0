"""The text that a viewer shows of an OFD file, by the standard library alone and nothing of the readers."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

_ASLANT = 0.01
"""Parts of a matrix larger than this on both diagonals turn a text by no quarter."""


def visible_codes(path: Path) -> Iterator[str]:
    """Yield the text codes of the pages that a document lists, of the templates they use and of their annotations.

    Watermarks (annotations of that type, text across the page) and what is clipped away are no text of the document.
    """
    with zipfile.ZipFile(path) as archive:
        members = {_plain(name): archive.read(name) for name in archive.namelist()}
    top = _parsed(members, "ofd.xml")
    for root in {each.text or "" for each in _found(top, "DocRoot")}:
        yield from _codes_of_document(members, _located(members, root, ""))


def _codes_of_document(members: Mapping[str, bytes], name: str) -> Iterator[str]:
    document = _parsed(members, name)
    templates = {each.get("ID"): each.get("BaseLoc", "") for each in _found(document, "TemplatePage")}
    for entry in _found(document, "Page"):
        part = _located(members, entry.get("BaseLoc", ""), name)
        page = _parsed(members, part)
        used = {templates.get(each.get("TemplateID"), "") for each in _found(page, "Template")}
        for root in (page, *(_parsed(members, _located(members, each, name)) for each in used)):
            yield from _drawn(root)
    for listing in _found(document, "Annotations"):
        listed = _located(members, listing.text or "", name)
        for location in _found(_parsed(members, listed), "FileLoc"):
            notes = _parsed(members, _located(members, location.text or "", listed))
            for note in _found(notes, "Annot"):
                if note.get("Type") != "Watermark" and note.get("Visible") != "false":
                    yield from _drawn(note)


def _drawn(root: ElementTree.Element | None) -> Iterator[str]:
    for text in _found(root, "TextObject"):
        if text.get("Visible") != "false" and not _is_aslant(text) and not _is_clipped_away(text):
            yield from ("".join((code.text or "").split()) for code in _found(text, "TextCode"))


def _is_aslant(text: ElementTree.Element) -> bool:
    a, b, c, d, *_ = (*map(float, text.get("CTM", "1 0 0 1 0 0").split()), 0.0, 0.0, 0.0, 0.0)
    return max(abs(a), abs(d)) > _ASLANT and max(abs(b), abs(c)) > _ASLANT


def _is_clipped_away(text: ElementTree.Element) -> bool:
    boxes = [each.get("Boundary", "").split() for clip in _found(text, "Clip") for each in _found(clip, "Path")]
    return any(len(box) == 4 and float(box[2]) * float(box[3]) == 0 for box in boxes)


def _found(root: ElementTree.Element | None, tag: str) -> Iterator[ElementTree.Element]:
    return iter(()) if root is None else root.iterfind(f".//{{*}}{tag}")


def _parsed(members: Mapping[str, bytes], name: str) -> ElementTree.Element | None:
    return ElementTree.fromstring(members[name]) if name in members else None


def _located(members: Mapping[str, bytes], path: str, beside: str) -> str:
    """Return the member that a path in another one means, which may be relative to it, to the top or to a folder above."""
    folder, wanted = posixpath.dirname(beside), _plain(path)
    tried = [
        wanted,
        *(posixpath.normpath(posixpath.join(above, wanted)) for above in (folder, posixpath.dirname(folder))),
    ]
    return next((each for each in reversed(tried) if each in members), "")


def _plain(name: str) -> str:
    return name.strip().replace("\\", "/").lstrip("/").lower()
