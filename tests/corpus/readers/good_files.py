"""A good file of every format that is read."""

from __future__ import annotations

import gzip
import lzma

from tests.corpus.readers.layout.write_ofd import document as ofd_document
from tests.corpus.readers.layout.write_pdf import document as pdf_document
from tests.corpus.readers.office.write_docx import docx, paragraph
from tests.corpus.readers.office.write_odt import odt
from tests.corpus.readers.office.write_odt import paragraph as odt_paragraph

LINES = ("关于防汛的通知", "各县要做好防汛工作，落实责任。")
_PACKED = {".gz": gzip.compress, ".xz": lzma.compress}


def good_file(suffix: str) -> bytes:
    """Return the content of a file with this suffix that holds one report."""
    match suffix:
        case ".pdf":
            return pdf_document(LINES)
        case ".ofd":
            return ofd_document(LINES)
        case ".odt":
            return odt(*map(odt_paragraph, LINES))
        case ".docx" | ".docm":
            return docx(*map(paragraph, LINES))
    if suffix in (".mht", ".mhtml"):
        return f"Content-Type: text/html\n\n<h1>{LINES[0]}</h1>\n{LINES[1]}".encode()
    if ".jsonl" in suffix or ".ndjson" in suffix:
        return _PACKED.get(suffix[-3:], bytes)(f'{{"title": "{LINES[0]}"}}\n'.encode())
    return f"<h1>{LINES[0]}</h1>\n{LINES[1]}".encode()
