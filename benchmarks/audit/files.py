"""Files that hold little but their properties: of a word processor, and PDF."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{author}</dc:creator>'
    "<dc:description>{remark}</dc:description>"
    "<cp:lastModifiedBy>Administrator</cp:lastModifiedBy></cp:coreProperties>"
)


def write_office_file(path: Path, author: str, remark: str = "") -> None:
    """Write a file in the form of Word whose properties name an author, with a remark."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("docProps/core.xml", _CORE.format(author=escape(author), remark=escape(remark)))


def write_pdf_file(path: Path, author: str, remark: str = "") -> None:
    """Write a PDF of one empty page whose properties name an author, with a remark as its subject."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        f"<</Author{_pdf_text(author)}/Subject{_pdf_text(remark)}>>",
    )
    text = "%PDF-1.4\n" + "".join(f"{n} 0 obj{each}endobj\n" for n, each in enumerate(objects, start=1))
    path.write_text(f"{text}trailer<</Root 1 0 R/Info 4 0 R/Size 5>>\n%%EOF", encoding="ascii")


def _pdf_text(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"
