"""Hostile PDF files: loops, depth, claims, bombs and damage."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence

from tests.corpus.readers.layout.write_pdf import Picture, Text, assembled, pdf, stream
from tests.hostile.hostile_file import HostileFile, exactly, repeated

_GOOD = pdf([[Text("关于防汛工作的通知", 80, 700), Text("各县要做好防汛工作，确保安全。", 80, 660)], [Picture()]])
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_CONTENTS, _OWN = 5, 6
"""Numbers of the objects of `_page`: of the page's contents, and of the first that a kind adds."""


def _pdf(make: Callable[[int], bytes], full: int = 1, *, least: int = 1) -> HostileFile:
    return HostileFile(".pdf", make, full, least)


def _page(contents: bytes, *own: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"", kids: int = 1) -> bytes:
    """Return a file of one page, which stands `kids` times in the list of pages."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 5 0 R /Resources << /Font << /F 4 0 R >> %s >> >>"
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (kids, b"3 0 R " * kids)
    return assembled([_CATALOG, pages, page % (box, resources), _FONT, contents, *own])


def _shown(content: bytes) -> bytes:
    return b"BT /F 12 Tf 60 700 Td " + content + b" ET"


def _tree(pages: bytes, *others: bytes) -> HostileFile:
    return _pdf(exactly(assembled([_CATALOG, pages, *others])))


def _deep_tree(depth: int) -> bytes:
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % number for number in range(3, depth + 3)]
    return assembled([_CATALOG, *nodes, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


def _forms(calls: Sequence[bytes]) -> bytes:
    """Return a page that calls the first of several forms, each of which does what its content says."""
    names = b" ".join(b"/X%d %d 0 R" % (number, _OWN + number) for number in range(len(calls)))
    resources = b"/XObject << %s >>" % names
    forms = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >> /Length %d >>\nstream\n%s\nendstream"
        % (resources, len(call), call)
        for call in calls
    ]
    return _page(stream(b"/X0 Do"), *forms, resources=resources)


def _bomb(piece: bytes, count: int, *, layers: int = 1) -> bytes:
    packer = zlib.compressobj(9)
    megabyte = piece * (2**20 // len(piece))
    packed = b"".join([*(packer.compress(megabyte) for _ in range(count)), packer.flush()])
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    filters = b"/FlateDecode " * layers
    return _page(b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed))


def _patched(old: bytes, new: bytes) -> HostileFile:
    assert old in _GOOD
    return _pdf(exactly(_GOOD.replace(old, new)))


_XREF = _GOOD.index(b"xref\n")

PDFS: Mapping[str, HostileFile] = {
    "pdf-head-only": _pdf(exactly(b"%PDF-1.7\n")),
    "pdf-truncated": _pdf(exactly(_GOOD[: len(_GOOD) // 2])),
    "pdf-without-table": _pdf(exactly(_GOOD[:_XREF])),
    "pdf-zeros": _pdf(lambda count: b"%PDF-1.4\n" + bytes(count), 50_000_000),
    "pdf-garbage": _pdf(lambda count: b"%PDF-1.4\n" + bytes(range(255, 0, -1)) * count, 100_000),
    "pdf-objects-open": _pdf(repeated("1 0 obj << /A ", before="%PDF-1.4\n"), 500_000),
    "pdf-table-of-millions": _patched(b"xref\n0 ", b"xref\n0 99999999"),
    "pdf-table-before-itself": _patched(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % _XREF),
    "pdf-root-missing": _patched(b"/Root 1 0 R", b"/Root 99 0 R"),
    "pdf-without-pages": _tree(b"<< /Type /Pages /Count 0 /Kids [] >>"),
    "pdf-pages-in-themselves": _tree(b"<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"),
    "pdf-pages-in-a-ring": _tree(
        b"<< /Type /Pages /Count 9 /Kids [3 0 R] >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R] >>"
    ),
    "pdf-pages-claimed": _tree(
        b"<< /Type /Pages /Count 100000 /Kids [3 0 R] >>", b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    ),
    "pdf-pages-claimed-by-billions": _tree(b"<< /Type /Pages /Count 2147483647 /Kids [] >>"),
    "pdf-pages-negative": _tree(b"<< /Type /Pages /Count -5 /Kids [] >>"),
    "pdf-pages-deep": _pdf(_deep_tree, 100_000, least=2000),
    "pdf-pages-many": _pdf(lambda count: _page(stream(_shown(b"(notice) Tj")), kids=count), 100_000),
    "pdf-page-of-no-size": _pdf(exactly(_page(stream(_shown(b"(notice of floods) Tj")), box=b"0 0 0 0"))),
    "pdf-page-of-huge-size": _pdf(
        exactly(_page(stream(_shown(b"(notice of floods) Tj")), box=b"-9e30 -9e30 9e30 9e30"))
    ),
    "pdf-page-inside-out": _pdf(exactly(_page(stream(_shown(b"(notice of floods) Tj")), box=b"595 842 0 0"))),
    "pdf-text-of-huge-size": _pdf(exactly(_page(stream(b"BT /F 9e30 Tf 9e30 9e30 Td (notice) Tj ET")))),
    "pdf-text-of-no-size": _pdf(exactly(_page(stream(b"BT /F 0 Tf 0 0 0 0 60 700 Tm (notice of floods) Tj ET")))),
    "pdf-contents-loop": _pdf(exactly(_page(b"[5 0 R 5 0 R]"))),
    "pdf-length-of-itself": _pdf(exactly(_page(b"<< /Length 5 0 R >>\nstream\n(x) Tj\nendstream"))),
    "pdf-length-wrong": _pdf(exactly(_page(b"<< /Length 999999999 >>\nstream\n(x) Tj\nendstream"))),
    "pdf-forms-in-themselves": _pdf(exactly(_forms([b"/X0 Do /X0 Do"]))),
    "pdf-forms-in-a-ring": _pdf(exactly(_forms([b"/X1 Do", b"/X2 Do", b"/X0 Do"]))),
    "pdf-forms-doubling": _pdf(
        exactly(_forms([*(b"/X%d Do /X%d Do" % (level, level) for level in range(1, 31)), b"0 0 m"]))
    ),
    "pdf-saves-many": _pdf(lambda count: _page(stream(b"q " * count)), 2_000_000),
    "pdf-operands-many": _pdf(lambda count: _page(stream(b"1 " * count)), 5_000_000),
    "pdf-arrays-deep": _pdf(lambda count: _page(stream(b"[" * count)), 1_000_000, least=2000),
    "pdf-objects-deep": _pdf(lambda count: _page(stream(b""), b"[" * count + b"]" * count), 500_000, least=2000),
    "pdf-dictionaries-deep": _pdf(
        lambda count: _page(stream(b""), resources=b"/A << " * count + b">> " * count), 100_000, least=2000
    ),
    "pdf-characters-many": _pdf(lambda count: _page(stream(_shown(b"(abcdefgh) Tj " * count))), 300_000),
    "pdf-pieces-many": _pdf(lambda count: _page(stream(_shown(b"9 9 Td (a) Tj " * count))), 500_000),
    "pdf-paths-many": _pdf(lambda count: _page(stream(b"0 0 m 9 9 l S " * count)), 500_000),
    "pdf-bomb": _pdf(lambda count: _bomb(b"\n", count), 1000),
    "pdf-bomb-of-text": _pdf(lambda count: _bomb(_shown(b"(ab) Tj "), count), 200),
    "pdf-bomb-in-bomb": _pdf(lambda count: _bomb(b"\n", count, layers=3), 1000),
    "pdf-outline-loop": _pdf(
        exactly(
            assembled(
                [
                    _CATALOG[:-2] + b"/Outlines 4 0 R >>",
                    b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
                    b"<< /First 4 0 R /Next 4 0 R /Last 4 0 R /Count 9 >>",
                ]
            )
        )
    ),
    "pdf-title-long": _pdf(lambda count: pdf([[Picture()]], title="防汛" * count), 2_000_000),
    "pdf-encrypted": _pdf(exactly(pdf([[Text("甲", 80, 700)]], password="secret"))),
    "pdf-encrypted-in-an-unknown-way": _pdf(
        exactly(pdf([[Text("甲", 80, 700)]], password="").replace(b"/V 1 /R 2", b"/V 9 /R 9"))
    ),
    "pdf-letters-for-all": _pdf(lambda count: b"\0" * count + _GOOD, 2_000),
}
