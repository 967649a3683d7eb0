"""Hostile JSON lines, plain and packed: nesting, numbers, keys, bombs and damage."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable, Mapping

from tests.hostile.hostile_file import HostileFile, exactly, numbered, repeated

_GOOD = '{"title": "关于防汛的通知"}\n'
_GOOD_BYTES = _GOOD.encode() * 50


def _lines(make: Callable[[int], bytes], full: int = 1, *, least: int = 1) -> HostileFile:
    return HostileFile(".jsonl", make, full, least)


def _in_record(before: str, piece: str, after: str, full: int, *, least: int = 1) -> HostileFile:
    """Return a line `piece` repeats in, between two good lines."""
    return _lines(repeated(piece, before=_GOOD + before, after=f"{after}\n{_GOOD}"), full, least=least)


def _nested(start: str, end: str, depth: int, *, key: str = "x") -> HostileFile:
    """Return a line with a value nested `depth` levels, between two good lines."""
    line = f'{{"title": "关于防汛的通知", "{key}": {start * depth}1{end * depth}}}'
    return _lines(exactly(f"{_GOOD}{line}\n{_GOOD}".encode()))


def _xz_blocks(count: int) -> bytes:
    """Return empty lines packed by xz, `count` in all, in pieces: a few kB for tens of millions."""
    packer = lzma.LZMACompressor(preset=1)
    piece = b"\n" * 65_536
    packed = [packer.compress(piece) for _ in range(count // len(piece))]
    return b"".join([*packed, packer.compress(b"\n" * (count % len(piece))), packer.flush()])


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(255 - byte for byte in data[middle : middle + 8]) + data[middle + 8 :]


def _gz(content: Callable[[int], bytes], full: int) -> HostileFile:
    return HostileFile(".jsonl.gz", lambda count: gzip.compress(content(count), 6), full)


def _damaged(suffix: str, damage: Callable[[bytes], bytes]) -> HostileFile:
    pack = gzip.compress if suffix == ".jsonl.gz" else lzma.compress
    content = numbered('{"title": "第{}号通知"}\n')(3000)
    return HostileFile(suffix, lambda _: damage(pack(content)))


# Files whose lines are good reports have 20,000 of these: what more of them cost is what reports cost.
JSON: Mapping[str, HostileFile] = {
    "lines-arrays-900-deep": _nested("[", "]", 900),
    "lines-arrays-100000-deep": _nested("[", "]", 100_000),
    "lines-objects-900-deep": _nested('{"a":', "}", 900),
    "lines-objects-100000-deep": _nested('{"a":', "}", 100_000),
    "lines-title-900-deep": _nested("[", "]", 900, key="body"),
    "lines-keywords-900-deep": _nested("[", "]", 900, key="keywords"),
    "lines-attachments-900-deep": _nested('[{"name":', "}]", 450, key="attachments"),
    "lines-brackets-open": _lines(repeated("[", before=_GOOD, after=f"\n{_GOOD}"), 100_000),
    "lines-number-of-5000-digits": _in_record('{"title": ', "9", "}", 5000, least=5000),
    "lines-number-of-millions-of-digits": _in_record('{"title": "甲", "x": ', "9", "}", 10_000_000),
    "lines-number-huge-exponent": _lines(exactly(b'{"title": 1e999999999, "id": -1e999}\n')),
    "lines-fraction-long": _in_record('{"title": "\u7532\u4e59", "x": 0.', "1", "}", 10_000_000),
    "lines-nan": _lines(exactly(b'{"title": NaN, "body": -Infinity, "keywords": [Infinity]}\n')),
    "lines-keys-repeated": _in_record('{"title": "甲乙"', ', "title": "丙"', "}", 500_000),
    "lines-keys-unknown": _lines(numbered('"k{}": 1, ', before='{"title": "甲乙", ', after='"z": 1}\n'), 500_000),
    "lines-keys-unknown-long": _in_record('{"title": "甲乙", "', "键", '": 1}', 3_000_000),
    "lines-keys-unknown-in-each": _lines(numbered('{"title": "甲乙", "k{}": 1}\n'), 20_000),
    "lines-keys-empty": _lines(exactly('{"": 1, " ": 2, "title": "甲乙", "\u0000": 3}\n'.encode())),
    "lines-values-of-wrong-types": _lines(
        numbered('{"title": {"a": {}}, "body": true, "published": [[]], "id": {}, "keywords": {"a": 1}}\n'), 100_000
    ),
    "lines-surrogates": _lines(exactly(b'{"title": "\\ud800\\udfff\\ud800", "id": "\\ud800"}\n')),
    "lines-surrogate-bytes": _lines(exactly(b'{"title": "\xed\xa0\x80\xed\xa0\x80"}\n')),
    "lines-nuls": _lines(repeated("\x00"), 2_000_000),
    "lines-nuls-escaped": _in_record('{"title": "甲乙', "\\u0000", '"}', 1_000_000),
    "lines-escapes-wrong": _lines(repeated('{"title": "\\x"}\n'), 200_000),
    "lines-32-megabytes-long": _in_record('{"title": "甲乙", "body": "', "甲" * 1024, '"}', 11_000),
    "lines-long-and-open": _lines(repeated("甲" * 1024), 16_000),
    "lines-body-of-line-ends": _in_record('{"title": "甲乙", "body": "', "\\n", '"}', 7_000_000),
    "lines-body-of-signatures": _in_record('{"title": "甲乙", "body": "', "2023年1月5日\\n附件\\n", '"}', 400_000),
    "lines-title-long": _in_record('{"title": "', "通知", '"}', 2_000_000),
    "lines-title-of-spaces": _in_record('{"title": "甲', " ", '乙"}', 10_000_000),
    "lines-index-number-long": _in_record('{"title": "甲乙", "index_number": "', "0-", '"}', 3_000_000),
    "lines-index-numbers-120-long": _lines(repeated(f'{{"title": "甲乙", "syh": "{"1A-" * 39}x"}}\n'), 100_000),
    "lines-document-numbers-200-long": _lines(repeated(f'{{"title": "甲乙", "wh": "{"甲" * 199}〔"}}\n'), 50_000),
    "lines-dates-64-long": _lines(repeated(f'{{"title": "甲乙", "date": "2023年1月{" " * 50}x"}}\n'), 50_000),
    "lines-dates-wrong": _lines(numbered('{"title": "甲乙", "date": "2023-02-30 {}"}\n'), 300_000),
    "lines-keywords-many": _in_record('{"title": "甲乙", "keywords": "甲', "，乙", '"}', 2_000_000),
    "lines-keyword-list-long": _in_record('{"title": "甲乙", "keywords": ["甲"', ',"乙"', "]}", 1_500_000),
    "lines-attachments-many": _lines(
        numbered(',"f/{}.pdf"', before='{"title": "甲乙", "attachments": ["a.pdf"', after="]}\n"), 800_000
    ),
    "lines-ids-equal": _lines(repeated('{"id": "a", "title": "甲乙"}\n'), 500_000),
    "lines-ids-bad": _lines(numbered('{"id": "../../{}", "title": "甲乙"}\n'), 300_000),
    "lines-ids-long": _lines(repeated("甲", before='{"title": "甲乙", "id": "', after='"}\n'), 3_000_000),
    "lines-reports-equal": _lines(repeated('{"title": "甲乙"}\n'), 300_000),
    "lines-reports-tiny": _lines(numbered('{"title": "第{}号"}\n'), 300_000),
    "lines-source-elsewhere": _lines(exactly('{"title": "甲乙", "source": "../../etc/passwd"}\n'.encode())),
    "lines-each-marked": _lines(repeated('\ufeff{"title": "甲乙"}\n'), 200_000),
    "lines-without-title": _lines(repeated("{}\n"), 2_000_000),
    "lines-bad": _lines(repeated("x\n"), 2_000_000),
    "lines-undecodable": _lines(lambda count: (bytes(range(128, 256)).replace(b"\x85", b"") + b"\n") * count, 50_000),
    "lines-carriage-returns": _lines(repeated('{"title": "甲乙"}\r'), 500_000),
    "lines-separators": _lines(repeated('{"title": "甲乙"}\u2028'), 300_000),
    "lines-one-array": _lines(repeated(',{"title": "甲乙"}', before='[{"title": "甲乙"}', after="]\n"), 500_000),
    "lines-blank": _lines(repeated("\n"), 20_000_000),
    "lines-blank-long": _lines(repeated(" "), 15_000_000),
    "lines-gb18030": _lines(exactly((_GOOD * 3).encode("gb18030"))),
    "lines-utf16": _lines(exactly((_GOOD * 3).encode("utf-16"))),
    "lines-utf16-unmarked": _lines(exactly((_GOOD * 3).encode("utf-16-be"))),
    "lines-utf32": _lines(exactly((_GOOD * 3).encode("utf-32"))),
    "lines-are-pdf": _lines(exactly(b"%PDF-1.7\n" + bytes(range(256)) * 30)),
    "lines-empty": HostileFile(".ndjson", exactly(b"")),
}

PACKED: Mapping[str, HostileFile] = {
    "gz-bad-lines": _gz(repeated("x\n"), 6_000_000),
    "gz-reports": _gz(repeated('{"title":"甲乙"}\n'), 500_000),
    "gz-zeros": _gz(bytes, 300_000_000),
    "gz-one-line": _gz(repeated("甲", before='{"title": "'), 60_000_000),
    "gz-members": HostileFile(".jsonl.gz", lambda count: gzip.compress(_GOOD.encode()) * count, 20_000),
    "gz-members-empty": HostileFile(".jsonl.gz", lambda count: gzip.compress(b"") * count, 500_000),
    "gz-name-without-end": HostileFile(
        ".jsonl.gz", lambda count: b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * count, 5_000_000
    ),
    "gz-truncated": _damaged(".jsonl.gz", lambda data: data[: len(data) // 2]),
    "gz-header-only": _damaged(".jsonl.gz", lambda data: data[:7]),
    "gz-flipped": _damaged(".jsonl.gz", _flipped),
    "gz-checksum-wrong": _damaged(".jsonl.gz", lambda data: data[:-8] + bytes(8)),
    "gz-garbage-behind": _damaged(".jsonl.gz", lambda data: data + b"garbage"),
    "gz-not-packed": HostileFile(".jsonl.gz", exactly(_GOOD_BYTES)),
    "gz-empty": HostileFile(".jsonl.gz", exactly(b"")),
    "gz-in-gz": HostileFile(".jsonl.gz", lambda _: gzip.compress(gzip.compress(_GOOD_BYTES))),
    "xz-empty-lines": HostileFile(".jsonl.xz", _xz_blocks, 20_000_000),
    "xz-zeros": HostileFile(".jsonl.xz", lambda count: lzma.compress(bytes(count), preset=0), 300_000_000),
    "xz-streams": HostileFile(".jsonl.xz", lambda count: lzma.compress(_GOOD.encode(), preset=0) * count, 50_000),
    "xz-padding": HostileFile(".jsonl.xz", lambda count: lzma.compress(_GOOD_BYTES) + bytes(4 * count), 5_000_000),
    "xz-dictionary-huge": HostileFile(
        ".jsonl.xz",
        lambda _: lzma.compress(_GOOD_BYTES, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 512 * 1024 * 1024}]),
    ),
    "xz-truncated": _damaged(".jsonl.xz", lambda data: data[: len(data) // 2]),
    "xz-flipped": _damaged(".jsonl.xz", _flipped),
    "xz-garbage-behind": _damaged(".jsonl.xz", lambda data: data + b"garbage"),
    "xz-not-packed": HostileFile(".ndjson.xz", exactly(_GOOD_BYTES)),
    "xz-empty": HostileFile(".ndjson.xz", exactly(b"")),
}
