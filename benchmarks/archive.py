"""Archives of any size, made from a pool of texts: excerpts shuffled anew for every report, invented metadata, one seed.

Made once into a file of JSON lines, which every engine then reads; nothing but the pool is held in memory.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.issuers import CATEGORIES, ISSUERS, KINDS, TOPICS, YEARS, Issuer, zipf
from corpus.readers import Root, SourceFile, discover, dump_lines, read_file
from corpus.record import from_record
from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate

SAMPLE = Path(__file__).parents[1] / "sample"

EXCERPT = 160
"""Characters of an excerpt: a paragraph of an official text, or a few of its sentences."""

SPREAD = 0.5
"""A report's length is drawn from a log-normal distribution of this sigma, truncated at three times the wanted mean."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+$")
# Without the characters of rare names: kept runs drew from these.
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{6,24}")

Pool = Sequence[Sequence[str]]
"""Each text of the pool as its excerpts."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an archive is made of: how many reports, of how many characters on average, and the seed."""

    reports: int
    characters: int
    seed: int = 1


def read_pool(path: Path | None = None) -> Pool:
    """Return the texts of a file or folder, or of the sample archive without one, split into excerpts."""
    files = (each for each in discover([Root("", path or SAMPLE)]) if isinstance(each, SourceFile))
    items = (item for file in files for item in read_file(file.path, source=file.path.name))
    bodies = (item.body for item in items if isinstance(item, Report))
    return [found for body in bodies if (found := excerpts(body))]


def excerpts(text: str) -> list[str]:
    """Return a text split at the ends of sentences into excerpts of at least `EXCERPT` characters, but for the last."""
    found, waiting = [], ""
    for sentence in _SENTENCE.findall(text):
        waiting += sentence
        if len(waiting) >= EXCERPT:
            found.append(waiting.strip())
            waiting = ""
    return [*found, waiting.strip()] if waiting.strip() else found


def make(pool: Pool, recipe: Recipe) -> Iterator[Report]:
    """Yield the reports one by one; the same pool and recipe give the same archive."""
    chance = random.Random(recipe.seed)
    issued: Counter[tuple[str, int]] = Counter()
    numbered: Counter[tuple[str, int]] = Counter()
    issuer_weights, category_weights, topic_weights = zipf(len(ISSUERS)), zipf(len(CATEGORIES)), zipf(len(TOPICS))
    years = [year - YEARS[0] + 4 for year in YEARS]
    for number in range(recipe.reports):
        issuer = chance.choices(ISSUERS, cum_weights=issuer_weights)[0]
        year = chance.choices(YEARS, weights=years)[0]
        published = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        issued[issuer.code, year] += 1
        numbered[issuer.code, year] += chance.random() < 0.6
        body = _body(pool, recipe.characters, chance)
        yield Report(
            id=report_id(number),
            source="archive.jsonl",
            title=_title(issuer, year, body, chance),
            body=body,
            index_number=parse_index_number(f"{issuer.code}/{year}-{issued[issuer.code, year]:05d}"),
            category=chance.choices(CATEGORIES, cum_weights=category_weights)[0],
            topic=chance.choices(TOPICS, cum_weights=topic_weights)[0],
            issuer=issuer.name,
            document_number=parse_document_number(f"{issuer.letters}〔{year}〕{numbered[issuer.code, year]}号")
            if numbered[issuer.code, year]
            else None,
            published=_partial(published),
            written=_partial(published - timedelta(days=chance.randrange(20))),
            keywords=tuple(chance.sample(_WORDS, k=3)),
            status="有效" if chance.random() < 0.9 else "失效",
        )


def report_id(number: int) -> str:
    """Return the id of the report with this number, counted from 0.

    >>> report_id(42)
    'r0000042'
    """
    return f"r{number:07d}"


def write(reports: Iterator[Report], path: Path) -> int:
    """Write an archive as JSON lines and return the number of UTF-8 bytes of its titles and bodies."""
    text_bytes = 0
    with path.open("w", encoding="utf-8") as file:
        for report in reports:
            text_bytes += len(report.title.encode()) + len(report.body.encode())
            file.writelines(dump_lines([report]))
    return text_bytes


def read(path: Path) -> Iterator[Report]:
    """Yield the reports of a written archive."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield from_record(json.loads(line))


_WORDS = (
    "通知",
    "办法",
    "补贴",
    "预算",
    "防汛",
    "招生",
    "就业",
    "监管",
    "规划",
    "救助",
    "环保",
    "公路",
    "医保",
    "养老",
)


def _body(pool: Pool, characters: int, chance: random.Random) -> str:
    """Return shuffled excerpts of two texts or more, joined until the length drawn for this report is reached."""
    wanted = min(int(characters * chance.lognormvariate(-(SPREAD**2) / 2, SPREAD)), 3 * characters)
    most = max(1, wanted // EXCERPT // 2)
    chosen: list[str] = []
    length = 0
    while length < wanted:
        text = chance.choice(pool)
        for excerpt in chance.sample(text, k=min(len(text), most)):
            chosen.append(excerpt if len(excerpt) < 2 * (wanted - length) else excerpt[: max(wanted - length, 10)])
            length += len(chosen[-1])
            if length >= wanted:
                break
    return "\n".join(chosen)


def _title(issuer: Issuer, year: int, body: str, chance: random.Random) -> str:
    clauses = _CLAUSE.findall(body[:2000]) or ["有关事项的安排"]
    about = chance.choice(clauses)
    kind = chance.choice(KINDS)
    return chance.choice(
        (
            f"{issuer.name}关于{about}的{kind}",
            f"{issuer.name}{year}年{about}{kind}",
            f"关于{about}的{kind}",
            f"{issuer.name}关于印发{about}{kind}的通知",
        )
    )


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
