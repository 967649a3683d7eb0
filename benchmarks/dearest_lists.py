"""The dearest lists of numbers and drafts that the web takes, each for how many requests it counts, and its cost."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from corpus.report import Report
from service.bulk_locate.located import MOST_NUMBERS
from service.citations.checked import LONGEST_DRAFT, MOST_CITATIONS
from service.web import urls
from service.web.heavy import CITATIONS_A_REQUEST, NUMBERS_A_REQUEST

T = TypeVar("T")

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Posted:
    """A request with a body: what it is, its address, media type and body, and as how many requests of its client it counts."""

    name: str
    address: str
    media_type: str
    body: bytes
    counted: int


def posted(reports: Sequence[Report], chance: random.Random) -> Iterator[Posted]:
    """Yield the longest lists and drafts of each kind, to the page and to the API: of what is there, mistyped, absent, and no number."""
    for name, lines in _lists(reports, chance).items():
        counted = 1 + min(len(lines), MOST_NUMBERS) // NUMBERS_A_REQUEST
        yield from _both(f"list of {name}", urls.LOCATE_LIST, "text", "\n".join(lines), counted)
    for name, citations in _drafts(reports, chance).items():
        counted = 1 + min(len(citations), MOST_CITATIONS) // CITATIONS_A_REQUEST
        yield from _both(f"draft of {name}", urls.CITATIONS, "draft", "，".join(citations)[:LONGEST_DRAFT], counted)


def _both(name: str, address: str, field: str, text: str, counted: int) -> Iterator[Posted]:
    yield Posted(f"{name}, page", address, FORM, urlencode({field: text}).encode(), counted)
    yield Posted(f"{name}, API", urls.API + address, "text/plain", text.encode(), counted)


def _lists(reports: Sequence[Report], chance: random.Random) -> dict[str, list[str]]:
    numbers = [report.index_number.raw for report in reports if report.index_number]
    document_numbers = [report.document_number.raw for report in reports if report.document_number]
    return {
        "index numbers": _many(numbers),
        "document numbers": _many(document_numbers),
        "mistyped numbers": [each[:-1] + chance.choice("0123456789") for each in _many(numbers)],
        "absent numbers": [f"{each.split('/')[0]}/1987-{chance.randrange(99_999):05}" for each in _many(numbers)],
        "absent document numbers": [f"甲乙发〔1987〕{number}号" for number in range(MOST_NUMBERS)],
        "words": [f"甲乙丙{number}字" for number in range(MOST_NUMBERS)],
        "rows": [f"{report.title} {report.issuer} 2023-01 第{n}页" for n, report in enumerate(_many(reports))],
    }


def _drafts(reports: Sequence[Report], chance: random.Random) -> dict[str, list[str]]:
    document_numbers = [report.document_number.raw for report in reports if report.document_number]
    titles = [report.title for report in reports]
    return {
        "titles": [f"《{each}》" for each in titles[:MOST_CITATIONS]],
        "ends of titles": [f"《{each[-chance.randrange(2, 6) :]}》" for each in titles[:MOST_CITATIONS]],
        "titles with wrong numbers": [
            f"《{each}》（甲乙发〔1987〕{n}号）" for n, each in enumerate(titles[:MOST_CITATIONS])
        ],
        "document numbers": [f"依据{each}" for each in document_numbers[:MOST_CITATIONS]],
        "one-character titles": [f"《{each}的》" for each in "".join(titles)[:MOST_CITATIONS]],
    }


def _many(values: Sequence[T]) -> list[T]:
    return [values[number % len(values)] for number in range(MOST_NUMBERS)]
