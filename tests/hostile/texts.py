"""Hostile text files: floods of labels, odd line ends, long lines, and bytes in no encoding."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.hostile_file import HostileFile, exactly, numbered, repeated

_HEADER = "信息名称\n关于防汛的通知\n索引号\n015530441/2023-00011\n"


def _text(piece: str, full: int, *, before: str = _HEADER, after: str = "") -> HostileFile:
    return HostileFile(".txt", repeated(piece, before=before, after=after), full)


def _bytes(content: bytes) -> HostileFile:
    return HostileFile(".txt", exactly(content))


TEXTS: Mapping[str, HostileFile] = {
    "text-labels-in-one-line": _text("标题：", 1_000_000, before=""),
    "text-labels-in-lines": _text("标题：\n", 1_000_000, before=""),
    "text-labels-with-tabs": _text("标题\t甲\n", 1_000_000),
    "text-labels-repeated": _text("索引号\n1\n", 1_000_000, before=""),
    "text-labels-then-blanks": _text("\n", 15_000_000, before="信息名称\n"),
    "text-labels-spaced": _text("索" + " " * 12 + "引" + " " * 11, 500_000, before="a "),
    "text-value-long": _text("甲", 5_000_000, before="信息名称\n"),
    "text-one-line": _text("甲", 5_000_000, before=""),
    "text-one-line-of-marks": _text("；;|", 3_000_000),
    "text-line-ends": _text("\n", 15_500_000),
    "text-carriage-returns": _text("\r", 15_500_000),
    "text-line-separators": _text("\u2028", 5_000_000),
    "text-form-feeds": _text("\f", 15_500_000),
    "text-lines-of-one": _text("甲\n", 3_900_000),
    "text-lines-of-blanks": _text(" \n", 7_500_000),
    "text-signatures": _text("青禾市水务局\n2023年1月5日\n附\n", 350_000),
    "text-lists-of-attachments": _text("附件1\n", 1_750_000),
    "text-dates": _text("2023年1月5日\n附\n", 650_000),
    "text-spaces": _text(" ", 15_500_000),
    "text-tabs": _text("\t", 15_500_000),
    "text-wide-spaces": _text("\u3000", 5_000_000),
    "text-zero-width": _text("\u200b", 5_000_000),
    "text-directions": _text("\u202e甲", 2_500_000),
    "text-combining": _text("\u0301", 7_500_000, before="关于防汛的通知a"),
    "text-astral": _text("\U00020000", 3_500_000),
    "text-private-use": _text("\ue000", 5_000_000),
    "text-digits": _text("0", 15_500_000),
    "text-dashes": _text("-", 15_500_000),
    "text-brackets": _text("〔2023〕", 1_500_000),
    "text-title-lines-refused": _text("：\n", 2_500_000, before=""),
    "text-numbered-labels": HostileFile(".text", numbered("甲{}：乙\n", before=_HEADER), 500_000),
    "text-utf16-unmarked": _bytes(_HEADER.encode("utf-16-be")),
    "text-utf16-odd": _bytes(_HEADER.encode("utf-16") + b"\x00"),
    "text-utf16-surrogates": _bytes(b"\xff\xfe" + b"\x00\xd8" * 200),
    "text-utf32": _bytes(_HEADER.encode("utf-32")),
    "text-utf7": _bytes(_HEADER.encode("utf-7")),
    "text-two-encodings": _bytes((_HEADER * 20).encode() + (_HEADER * 20).encode("cp950", "replace")),
    "text-undecodable": HostileFile(".txt", lambda count: bytes(range(128, 256)) * count, 120_000),
    "text-nearly-utf8": HostileFile(".txt", lambda count: "关于防汛的通知\n".encode() * count + b"\xff" * 9, 700_000),
    "text-nearly-gbk": HostileFile(
        ".txt", lambda count: "关于防汛的通知\n".encode("gbk") * count + b"\xff" * 9, 1_000_000
    ),
    "text-high-bytes": HostileFile(".txt", lambda count: b"\xe4" * count, 15_500_000),
    "text-euro-signs": HostileFile(".txt", lambda count: b"\x80" * count, 15_500_000),
    "text-nuls": HostileFile(".txt", bytes, 15_500_000),
    "text-nuls-late": HostileFile(".txt", lambda count: _HEADER.encode() * 100 + bytes(count), 15_000_000),
    "text-controls": _text("\x01\x1b[2J", 2_500_000),
    "text-beyond-the-limit": HostileFile(".txt", lambda count: b"a" * count, 17 * 1024 * 1024),
    "text-empty": _bytes(b""),
    "text-blank": _text(" \n", 5_000_000, before=""),
    "text-mark-only": _bytes(b"\xff\xfe"),
    "text-marks": _text("\ufeff", 5_000_000, before=""),
    "text-is-office": _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    "text-is-picture": _bytes(b"\xff\xd8\xff\xe0" + bytes(64)),
}
