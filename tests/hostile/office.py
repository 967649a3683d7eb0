"""Hostile office files and archives: bombs, floods of markup, loops, entities and empty width."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.hostile.hostile_file import HostileFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODT = b"application/vnd.oasis.opendocument.text"
_RUN = "<w:r><w:t>甲</w:t></w:r>"


def _zip(members: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return written.getvalue()


def _docx(body: Callable[[int], str], full: int, *, before: str = "") -> HostileFile:
    def make(count: int) -> bytes:
        text = f'{before}<w:document xmlns:w="{_W}"><w:body>{body(count)}</w:body></w:document>'
        return _zip({"word/document.xml": text.encode()})

    return HostileFile(".docx", make, full)


def _odt(body: Callable[[int], str], full: int, *, before: str = "") -> HostileFile:
    def make(count: int) -> bytes:
        text = f'{before}<o:d xmlns:o="urn:o" xmlns:t="urn:t"><o:body><o:text>{body(count)}</o:text></o:body></o:d>'
        return _zip({"mimetype": _ODT, "content.xml": text.encode()})

    return HostileFile(".odt", make, full)


def _nested_tables(count: int) -> str:
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return f"{start * count}<w:p>{_RUN}</w:p>{end * count}"


_ENTITIES = '<!DOCTYPE a [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'

OFFICE: Mapping[str, HostileFile] = {
    "docx-runs": _docx(lambda count: f"<w:p>{_RUN * count}</w:p>", 1_000_000),
    "docx-tables-nested": _docx(_nested_tables, 10_000),
    "docx-entities": _docx(lambda count: "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>" * count, 100, before=_ENTITIES),
    "docx-bomb": _docx(lambda count: f"<w:p>{' ' * count}</w:p>", 500_000_000),
    "docx-without-text": HostileFile(".docx", lambda _: _zip({"word/other.xml": b"<a/>"})),
    "odt-tables-nested": _odt(
        lambda count: (
            "<t:table><t:table-row><t:table-cell>" * count
            + "<t:p>甲</t:p>"
            + "</t:table-cell></t:table-row></t:table>" * count
        ),
        10_000,
    ),
    "odt-spans": _odt(lambda count: f"<t:p>{'<t:span>甲</t:span>' * count}</t:p>", 1_000_000),
    "odt-spaces": _odt(lambda count: "<t:p>甲<t:s t:c='99999999'/></t:p>" * count, 100_000),
    "odt-entities": _odt(lambda count: "<t:p>&b;</t:p>" * count, 100, before=_ENTITIES),
    "odt-bomb": _odt(lambda count: f"<t:p>{' ' * count}</t:p>", 500_000_000),
    "odt-without-text": HostileFile(".odt", lambda _: _zip({"mimetype": _ODT, "other.xml": b"<a/>"})),
    "xlsx-bomb": HostileFile(".xlsx", lambda count: _zip({"xl/worksheets/sheet1.xml": b" " * count}), 200_000_000),
    "zip-bomb": HostileFile(".zip", lambda count: _zip({"a.txt": b"a" * count}), 300_000_000),
    "zip-members": HostileFile(".zip", lambda count: _zip({f"{n}.txt": b"" for n in range(count)}), 1_000_000, 10),
    "zip-damaged": HostileFile(".zip", lambda _: _zip({"a.txt": b"a" * 999})[:-30]),
}
