"""A small writer of DOCX files: WordprocessingML as given, in a package with what else it needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(*blocks: str, parts: Mapping[str, str] = {}, title: str = "") -> bytes:
    """Return a DOCX file with these paragraphs and tables. `parts` are further members such as `word/numbering.xml`."""
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_KIND}.document.main+xml"/>{_kinds(parts)}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": f'<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc"><dc:title>{escape(title)}</dc:title></c:coreProperties>',
        "word/_rels/document.xml.rels": _relations(parts),
        "word/document.xml": part("document", f"<w:body>{''.join(blocks)}</w:body>"),
        **parts,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _own(parts: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that belong to the document: numbering, styles, footnotes."""
    return [name[len("word/") : -len(".xml")] for name in parts if name.startswith("word/") and name.endswith(".xml")]


def _kinds(parts: Mapping[str, str]) -> str:
    return "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>' for name in _own(parts))


def _relations(parts: Mapping[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="p{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(_own(parts))
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'


def part(name: str, inner: str) -> str:
    """Return a part of a DOCX file with this root element."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{NAMESPACE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wps="urn:wps" xmlns:v="urn:v">{inner}</w:{name}>'
    )


def paragraph(text: str, *, look: str = "", properties: str = "") -> str:
    """Return a paragraph of one run; `look` are run properties, `properties` those of the paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, look)}</w:p>"


def run(text: str, look: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells with one paragraph each."""
    written = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>" for cells in rows)
    return f"<w:tbl>{written}</w:tbl>"


def related(*blocks: str, members: dict[str, str], kinds: dict[str, str]) -> bytes:
    """Return a DOCX file with these members, whose relations are called as their members and have these kinds."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{name}"/>' for name, kind in kinds.items()
    )
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )
    parts = {f"word/{name}": text for name, text in members.items()}
    return docx(*blocks, parts={**parts, "word/_rels/document.xml.rels": relations})
