"""A small writer of DOC files (MS-DOC in MS-CFB): paragraphs of plain text, as Word 97 to 2003 and WPS write them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.corpus.readers.office.write_cfb import compound

_TEXT = 1024
"""Where in its stream the text begins, behind the file information block."""

_PIECES = 33
"""Which pair of offset and length of that block is that of the pieces of the text."""

_IN_STREAM_1TABLE, _WIDE = 0x0200, 0x1000
_CHINESE = 0x0804


def doc(paragraphs: Sequence[str]) -> bytes:
    """Return a document of these paragraphs."""
    text = "".join(f"{paragraph}\r" for paragraph in paragraphs)
    stored = text.encode("utf-16-le")
    pieces = b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, _TEXT, 0)
    block = _information(len(text), _TEXT + len(stored), len(pieces))
    return compound({"WordDocument": block.ljust(_TEXT, b"\0") + stored, "1Table": pieces})


def _information(characters: int, end: int, pieces: int) -> bytes:
    """Return the file information block: what the file is, how long its text, and where its pieces are."""
    flags = _IN_STREAM_1TABLE | _WIDE
    base = struct.pack("<HHHHHHHIBBHHII", 0xA5EC, 0xC1, 0, _CHINESE, 0, flags, 0xBF, 0, 0, 0, 0, 0, _TEXT, end)
    words = struct.pack("<H14H", 14, *[0] * 13, _CHINESE)
    lengths = struct.pack("<H22I", 22, end, 0, 0, characters, *[0] * 18)
    pairs = [(0, 0)] * 93
    pairs[_PIECES] = (0, pieces)
    offsets = struct.pack("<H186I", 93, *(number for pair in pairs for number in pair))
    return base + words + lengths + offsets + struct.pack("<H", 0)
