"""A small writer of PDF files: text at positions, in a Chinese font that every viewer has, so that no font goes with it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.corpus.readers.layout.encrypt_pdf import FILE_ID, encrypted

WIDTH, HEIGHT = 595, 842
"""Points of an A4 page."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text with where it begins, in points from the lower left corner of the page, turned left by degrees."""

    text: str
    x: float
    y: float
    size: float = 16
    red: bool = False
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture over the whole page, as of a scanner."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text that lies over a picture without being seen."""

    text: str


_TURNS = {0: b"1 0 0 1", 45: b".7 .7 -.7 .7", 90: b"0 1 -1 0", 180: b"-1 0 0 -1", 270: b"0 -1 1 0"}


def pdf(
    pages: Iterable[Sequence[Text | Picture | Recognised]],
    *,
    title: str = "",
    rotate: int = 0,
    password: str | None = None,
    stamp: str = "",
    attached: str = "",
) -> bytes:
    """Return a PDF file of these pages, each with a text stamped on it as an annotation, and with an empty file of that name.

    `password` opens the file; with "" anyone may open it, while only its owner may change it.
    """
    contents = [_content(page) for page in pages]
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        ),
        b"<< /Title <" + ("\ufeff" + title).encode("utf-16-be").hex().encode() + b"> >>",
        (
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
            b"stream\n\x80\nendstream"
        ),
    ]
    if attached:
        name = b"<" + ("\ufeff" + attached).encode("utf-16-be").hex().encode() + b">"
        objects.append(b"<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream")
        objects.append(b"<< /Type /Filespec /F %s /UF %s /EF << /F %d 0 R >> >>" % (name, name, len(objects)))
        files = b"<< /Names [%s %d 0 R] >>" % (name, len(objects))
        objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles %s >> >>" % files
    kids = []
    annotations = b""
    if stamp:
        objects.append(_stamp(stamp))
        objects.append(
            b"<< /Type /Annot /Subtype /Stamp /Rect [80 200 280 220] /F 4 /AP << /N %d 0 R >> >>" % len(objects)
        )
        annotations = b"/Annots [%d 0 R]" % len(objects)
    for content in contents:
        objects.append(stream(content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >> %s >>"
            % (WIDTH, HEIGHT, rotate, len(objects), annotations)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assembled(encrypted(objects, password) if password is not None else objects, b"/Info 6 0 R")


def document(lines: Sequence[str], *, size: float = 16, title: str = "", per_page: int = 22) -> bytes:
    """Return a PDF file with these lines from the top down at the usual margin; a leading space sets in by two characters."""
    pages = [lines[start : start + per_page] for start in range(0, len(lines), per_page)]
    return pdf(
        [
            [
                Text(line.lstrip(), 80 + 2 * size * (len(line) - len(line.lstrip())), 740 - 28 * row, size)
                for row, line in enumerate(page)
                if line.strip()
            ]
            for page in pages
        ],
        title=title,
    )


def _content(page: Sequence[Text | Picture | Recognised]) -> bytes:
    pieces = []
    for each in page:
        if isinstance(each, Picture):
            pieces.append(b"q %d 0 0 %d 0 0 cm /I Do Q" % (WIDTH, HEIGHT))
            continue
        if isinstance(each, Recognised):
            pieces.append(b"BT 3 Tr /F 16 Tf 80 700 Td <%s> Tj ET" % each.text.encode("utf-16-be").hex().encode())
            continue
        colour = b"1 0 0 rg" if each.red else b"0 g"
        shown = each.text.encode("utf-16-be").hex().encode()
        matrix = _TURNS[each.turned]
        pieces.append(b"BT %s /F %g Tf %s %g %g Tm <%s> Tj ET" % (colour, each.size, matrix, each.x, each.y, shown))
    return b"\n".join(pieces)


def _stamp(text: str) -> bytes:
    content = _content([Text(text, 0, 4)])
    return (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 3 0 R >> >> /Length %d >>"
        b"\nstream\n%s\nendstream" % (len(content), content)
    )


def stream(content: bytes) -> bytes:
    """Return a packed stream as an object."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return the PDF file of these objects, the first of which is its catalog; an encrypted one's last is the dictionary for it."""
    if objects[-1].startswith(b"<< /Filter /Standard"):
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), FILE_ID.hex().encode(), FILE_ID.hex().encode())
    written = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(written)
