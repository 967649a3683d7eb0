"""Files changed at random: bits, bytes, stretches doubled, cut out and moved, pieces that parsers react to put in."""

from __future__ import annotations

import random

_PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<table>",
    b"</td>",
    b"<!--",
    b"<![CDATA[",
    b"<h1>",
    b"<meta charset=utf-16>",
    b"&#x110000;",
    b"&lt",
    b'{"title": ',
    b"[" * 50,
    b'"\\ud800"',
    b"1e999",
    b"\n",
    b"\r",
    "索引号：".encode(),
    "发布日期：9999-99-99".encode("gb18030"),
    "信息名称".encode("utf-16"),
    b"\x1f\x8b\x08",
    b"\xfd7zXZ\x00",
    b"BZh9",
)

_MOST_REPEATED = 2_000


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return content with some changes; the same chance makes the same ones."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start = chance.randrange(len(found) + 1)
        end = min(len(found), start + chance.choice((1, 8, 64, 1024)))
        match chance.randrange(6):
            case 0:
                found[start:end] = chance.randbytes(end - start)
            case 1:
                del found[start:end]
            case 2:
                found[start:start] = found[start:end]
            case 3:
                found[start:start] = chance.choice(_PIECES)
            case 4:
                found[start:start] = chance.choice(_PIECES) * chance.randrange(_MOST_REPEATED)
            case _:
                del found[end:]
    return bytes(found)
