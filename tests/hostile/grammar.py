"""Queries over the whole query language, well-formed and not: operators, prefixes, ranges, numbers, repeated and mistyped signs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from service.query.lexer import prefixes

LONGEST = 1_000
"""Characters of the longest query that the service takes."""

_WORDS = (
    "停水",
    "预算",
    "通知",
    "财政局",
    "申请",
    "工作报告",
    "的",
    "水",
    "办法（试行）",
    "2023",
    "ＰＭ2.5",
    "預算",
    "👍",
    "鼋鼍",
)
_NUMBERS = (
    "015530468/2023-00066",
    "2023-66",
    "青水发〔2023〕8号",
    "0155*",
    "2020..2023",
    "..2021",
    "2021-03",
    "20210329至",
    "9" * 30,
)
_SIGNS = (
    '"',
    "“",
    "”",
    "-",
    "—",
    "|",
    " OR ",
    "(",
    "（",
    ")",
    "）",
    ":",
    "：",
    "*",
    "?",
    "？",
    "..",
    "\\",
    "\x00",
    "\u200b",
    "\u3000",
    "\t",
)
_STRANGE = ("\ud83d", "\u202e", "\ufeff", "e\u0301", "ﷺ", "\U0010ffff", "<mark>", "&amp;", "%00", "\r\n")

_MOST_DEPTH = 6


def queries(chance: random.Random) -> Iterator[str]:
    """Yield queries without end; the same chance gives the same ones. Lone surrogates, which no request can hold, are replaced."""
    fields = sorted(prefixes())
    while True:
        made = chance.choice(_KINDS)(chance, fields)[:LONGEST]
        yield made.encode("utf-8", "replace").decode()


def _words(chance: random.Random, fields: list[str]) -> str:
    return " ".join(_atom(chance, fields) for _ in range(chance.randint(1, 12)))


def _nested(chance: random.Random, fields: list[str], depth: int = 0) -> str:
    if depth == _MOST_DEPTH or chance.random() < 0.3:
        return _atom(chance, fields)
    inner = chance.choice((" ", " OR ", "|", " -")).join(
        _nested(chance, fields, depth + 1) for _ in range(chance.randint(1, 3))
    )
    return chance.choice((f"({inner})", f"-({inner})", f'"{inner}"', f"{chance.choice(fields)}({inner})", inner))


def _repeated(chance: random.Random, fields: list[str]) -> str:
    joined = chance.choice(("", " ", "|", " OR ", " -", "(", '"'))
    return joined.join([_atom(chance, fields)] * chance.randint(2, 500))


def _alternatives(chance: random.Random, _: list[str]) -> str:
    return "|".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(chance.randint(2, 500)))


def _noise(chance: random.Random, fields: list[str]) -> str:
    pieces = (*_WORDS, *_NUMBERS, *_SIGNS, *_SIGNS, *_STRANGE, *fields)
    return "".join(chance.choice(pieces) for _ in range(chance.randint(1, 60)))


def _any(chance: random.Random, _: list[str]) -> str:
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 40)))


_KINDS: tuple[Callable[[random.Random, list[str]], str], ...] = (
    _words,
    _words,
    _words,
    _nested,
    _nested,
    _repeated,
    _alternatives,
    _noise,
    _noise,
    _any,
)


def _atom(chance: random.Random, fields: list[str]) -> str:
    word = chance.choice(chance.choice((_WORDS, _WORDS, _NUMBERS)))
    prefix = chance.choice(("", "", "", "-", chance.choice(fields)))
    return f'{prefix}"{word}{chance.choice(_WORDS)}"' if chance.random() < 0.2 else prefix + word
