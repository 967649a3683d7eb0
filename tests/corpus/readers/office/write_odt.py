"""A small writer of ODT files: OpenDocument markup as given, in a package with what else it needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_SPACES = {name: name for name in ("office", "text", "table", "style", "meta")} | {
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
}
_NAMES = " ".join(
    [f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _SPACES.items()]
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"']
)
KIND = "application/vnd.oasis.opendocument.text"


def odt(*blocks: str, styles: str = "", title: str = "", pages: str = "") -> bytes:
    """Return an ODT file with these paragraphs and tables; `styles` are automatic ones, of the text and of what stands on `pages`."""
    body = f"<office:body><office:text>{''.join(blocks)}</office:text></office:body>"
    members = {
        "mimetype": KIND,
        "content.xml": f'<office:document-content {_NAMES} office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>{body}</office:document-content>',
        "meta.xml": f'<office:document-meta {_NAMES} office:version="1.3"><office:meta><dc:title>{escape(title)}</dc:title></office:meta></office:document-meta>',
    }
    if pages:
        members["styles.xml"] = (
            f'<office:document-styles {_NAMES} office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
            f"<office:master-styles>{pages}</office:master-styles></office:document-styles>"
        )
    return package(members)


def package(members: Mapping[str, str]) -> bytes:
    """Return an OpenDocument package of these members and their manifest, what it is unpacked in front."""
    kind = members["mimetype"]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in members
        if name.endswith(".xml")
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>{entries}</manifest:manifest>'
    )
    members = {**members, "META-INF/manifest.xml": manifest}
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
