"""The query set: fixed classes and counts from `queries.toml`, completed with pieces drawn from the archive by seed.

Phrases, rare words, titles and index numbers that do occur can only be known once there is an archive.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.report import Report
from indexer.analysis import split_words, tokenize
from indexer.query import Sort
from service.search.facets import Selection
from service.search.request import SearchRequest

QUERIES = Path(__file__).with_name("queries.toml")

DRAWN_FROM = 2_000
"""Reports, from the archive's start, that pieces are drawn from; enough for words that one report in a thousand has."""

RARE = range(1, 4)
"""Reports out of `DRAWN_FROM` that a rare word occurs in."""

WINDOW = 150
"""Characters that the words of one distinct query are taken from: neighbouring words, as people ask for them."""

# Without the characters of rare names: kept runs drew from these.
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_STRETCH = re.compile(r"[\u4e00-\u9fff]{15,}")


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the set, in its class: a search as a user would make it on the first page."""

    kind: str
    request: SearchRequest = field(default_factory=SearchRequest)

    @property
    def phrase(self) -> str | None:
        """The text between quotes, when that is all there is."""
        text = self.request.query
        return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else None


def read_query_set(reports: Sequence[Report], seed: int = 1, path: Path = QUERIES) -> list[Query]:
    """Return all queries, those to be drawn taken from `reports`."""
    chance = random.Random(seed)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [query for entry in table["class"] for query in _class(entry, reports, chance)]


def distinct(reports: Sequence[Report], count: int, seed: int = 2) -> list[Query]:
    """Return `count` different searches of one to three words or of a phrase: no cache of results can know one."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        body = chance.choice(reports).body
        if chance.random() < 0.3 and (stretches := _STRETCH.findall(body)):
            found[f'"{_random_piece(chance.choice(stretches), chance.randint(4, 8), chance)}"'] = None
        elif words := _words(_random_piece(body, min(len(body), WINDOW), chance)):
            found[" ".join(chance.sample(words, k=min(len(words), chance.randint(1, 3))))] = None
    return [Query("distinct", SearchRequest(text)) for text in found]


def _class(entry: dict[str, Any], reports: Sequence[Report], chance: random.Random) -> Iterator[Query]:
    kind = entry["name"]
    for text in entry.get("queries", ()):
        yield Query(kind, SearchRequest(text))
    for asked in entry.get("searches", ()):
        yield Query(kind, _search(asked))
    if drawn := entry.get("drawn", 0):
        source = _DRAWN[kind]
        yield from (Query(kind, SearchRequest(text)) for text in source(reports, drawn, chance))


def _search(asked: dict[str, Any]) -> SearchRequest:
    """Return the search of an inline table: `q`, `issuer`, `category`, `topic` (lists), `years` ([first, last]), `sort`."""
    selections: dict[str, tuple[Selection, ...]] = {
        name: tuple(asked[name]) for name in ("issuer", "category", "topic") if name in asked
    }
    if "years" in asked:
        selections["year"] = ((asked["years"][0], asked["years"][1]),)
    sort = Sort(asked.get("sort", Sort.RELEVANCE.value))
    return SearchRequest(asked.get("q", ""), selections=selections, sort=sort)


def _rare_words(reports: Sequence[Report], count: int, chance: random.Random) -> list[str]:
    document_frequencies = Counter(word for report in reports for word in set(_words(report.body)))
    rare = sorted(word for word, frequency in document_frequencies.items() if frequency in RARE)
    return chance.sample(rare, k=min(count, len(rare))) if rare else []


def _phrases(reports: Sequence[Report], count: int, chance: random.Random) -> list[str]:
    """Return phrases of 2 to 15 characters, equally many of each length, give or take one."""
    stretches = [each for report in reports for each in _STRETCH.findall(report.body)[:5]]
    return (
        [f'"{_random_piece(chance.choice(stretches), 2 + number % 14, chance)}"' for number in range(count)]
        if stretches
        else []
    )


def _titles(reports: Sequence[Report], count: int, chance: random.Random) -> list[str]:
    return [chance.choice(reports).title for _ in range(count)]


def _index_numbers(reports: Sequence[Report], count: int, chance: random.Random) -> list[str]:
    numbers = [report.index_number.raw for report in reports if report.index_number]
    return [chance.choice(numbers) for _ in range(count)] if numbers else []


_DRAWN: dict[str, Callable[[Sequence[Report], int, random.Random], list[str]]] = {
    "rare word": _rare_words,
    "exact phrase": _phrases,
    "long title": _titles,
    "index number": _index_numbers,
}


def _words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(split_words(tokenize(text))) if _HAN.fullmatch(word)]


def _random_piece(stretch: str, length: int, chance: random.Random) -> str:
    start = chance.randrange(len(stretch) - length + 1)
    return stretch[start : start + length]
