"""A small writer of ODT files: OpenDocument markup as given, in a package with what else it needs."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_SPACES = ("office", "text", "table", "style", "draw", "fo", "dc", "meta")
_NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _SPACES)
KIND = "application/vnd.oasis.opendocument.text"


def odt(*blocks: str, styles: str = "", title: str = "") -> bytes:
    """Return an ODT file with these paragraphs and tables; `styles` are automatic ones."""
    body = f"<office:body><office:text>{''.join(blocks)}</office:text></office:body>"
    members = {
        "mimetype": KIND,
        "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>{body}</office:document-content>",
        "meta.xml": f"<office:document-meta {_NAMES}><office:meta><dc:title>{escape(title)}</dc:title></office:meta></office:document-meta>",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return written.getvalue()


def paragraph(inner: str, *, style: str = "") -> str:
    """Return a paragraph with this markup inside."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells with one paragraph each."""
    cells = ("".join(f"<table:table-cell>{paragraph(each)}</table:table-cell>" for each in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
