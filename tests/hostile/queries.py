"""Requests over the whole grammar of addresses and queries: joined at random, and changed a little at a time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from service.search.request import MAX_QUERY_LENGTH
from service.web import urls

JOINTS = (" ", "|", " OR ", "", " -", "，", "\u3000")
PREFIXES = ("标题:", "正文:", "发布机构:", "年份:", "发布日期:", "索引号:", "文号:", "主题分类:")
SIGNS = (
    '"',
    "“",
    "”",
    "(",
    ")",
    "（",
    "-",
    "|",
    "*",
    "?",
    "？",
    ":",
    "吗",
    "什么",
    "\u200b",
    "\0",
    "🙂",
    "é",
    "ﷺ",
    "\ud800",
)
VALUES = (
    "2020..2023",
    "..2019",
    "2021-02",
    "2023年3月",
    "000014348/2023-00827",
    "国发〔2023〕8号",
    "a1" * 30,
    "9" * 40,
)
PATHS = (
    urls.SEARCH,
    urls.API + urls.SEARCH,
    urls.API + urls.SUGGEST,
    urls.API + urls.LOCATE,
    urls.LOCATE,
    urls.REPORTS,
)
PARAMETERS: dict[str, tuple[str, ...]] = {
    "page_size": ("100", "100", "10", "1"),
    "page": ("1", "2", "100", "1000", "10000"),
    "sort": ("relevance", "newest", "oldest"),
    "year": ("2020", "..2023", "2015..", "x"),
    "issuer": ("某某局", ""),
    "published_from": ("2010", "2020-02-30"),
    "published_to": ("2026-12-31", "1999"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an archive's texts are made of, and the ids of some of its reports."""

    texts: Sequence[str]
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request: where to, the pieces of its query with what joins them, and its other parameters."""

    path: str
    pieces: tuple[str, ...]
    joint: str
    parameters: tuple[tuple[str, str], ...] = ()
    report_id: str = ""

    @property
    def address(self) -> str:
        """The address of the request, whose query is no longer than may be."""
        query = self.joint.join(self.pieces)[:MAX_QUERY_LENGTH]
        if self.path.endswith(urls.LOCATE):
            return f"{self.path}?{_encoded([('number', query[:300])])}"
        if self.path == urls.REPORTS:
            return f"{self.path}/{quote(self.report_id, safe='')}?{_encoded([('q', query)])}"
        others = () if self.path.endswith(urls.SUGGEST) else self.parameters
        return f"{self.path}?{_encoded([('q', query), *others])}"


def _encoded(pairs: Sequence[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="surrogatepass")


def attempts(chance: random.Random, vocabulary: Vocabulary) -> Iterator[Attempt]:
    """Yield requests without end."""
    while True:
        count = chance.choice((1, 2, 5, 20, 150, 500))
        kind = chance.choice(_KINDS)
        yield Attempt(
            path=chance.choice(PATHS),
            pieces=tuple(kind(chance, vocabulary) for _ in range(count)),
            joint=chance.choice(JOINTS),
            parameters=_parameters(chance),
            report_id=chance.choice(vocabulary.ids),
        )


def changed(attempt: Attempt, chance: random.Random, vocabulary: Vocabulary) -> Attempt:
    """Return a request that differs in one respect."""
    match chance.randrange(6):
        case 0:
            return replace(attempt, path=chance.choice(PATHS), report_id=chance.choice(vocabulary.ids))
        case 1:
            return replace(attempt, joint=chance.choice(JOINTS))
        case 2:
            return replace(attempt, parameters=_parameters(chance))
        case 3:
            return replace(attempt, pieces=attempt.pieces * 2 if len(attempt.pieces) < MAX_QUERY_LENGTH else ("",))
        case 4:
            kind = chance.choice(_KINDS)
            return replace(attempt, pieces=tuple(kind(chance, vocabulary) for _ in attempt.pieces))
        case _:
            pieces = list(attempt.pieces)
            for at in chance.sample(range(len(pieces)), k=max(1, len(pieces) // 3)):
                pieces[at] = chance.choice(_KINDS)(chance, vocabulary)
            return replace(attempt, pieces=tuple(pieces))


def _parameters(chance: random.Random) -> tuple[tuple[str, str], ...]:
    names = chance.sample(tuple(PARAMETERS), k=chance.choice((0, 1, 1, 2, 3)))
    return tuple((name, chance.choice(PARAMETERS[name])) for name in names)


def _text(chance: random.Random, vocabulary: Vocabulary, length: int) -> str:
    text = chance.choice(vocabulary.texts)
    start = chance.randrange(max(len(text) - length, 0) + 1)
    return text[start : start + length].replace("\n", "")


def _of_length(low: int, high: int) -> Callable[[random.Random, Vocabulary], str]:
    return lambda chance, vocabulary: _text(chance, vocabulary, chance.randint(low, high))


def _quoted(chance: random.Random, vocabulary: Vocabulary) -> str:
    return f'"{_text(chance, vocabulary, chance.randint(1, 12))}"'


def _prefixed(chance: random.Random, vocabulary: Vocabulary) -> str:
    return chance.choice(PREFIXES) + chance.choice((_text(chance, vocabulary, 2), chance.choice(VALUES)))


def _group(chance: random.Random, vocabulary: Vocabulary) -> str:
    return f"({_text(chance, vocabulary, 2)}|{_text(chance, vocabulary, 1)})"


def _sign(chance: random.Random, vocabulary: Vocabulary) -> str:
    return chance.choice(SIGNS) + _text(chance, vocabulary, chance.randint(0, 2))


def _value(chance: random.Random, _: Vocabulary) -> str:
    return chance.choice(VALUES)


_KINDS = (
    _of_length(1, 1),
    _of_length(2, 2),
    _of_length(3, 15),
    _of_length(200, 900),
    _quoted,
    _prefixed,
    _group,
    _sign,
    _value,
)
