"""Damaged indexes: what disks, memory and copying do to files, at stretches that cover every array, and what a service then says."""

from __future__ import annotations

import json
import random
import shutil
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexDamaged, IndexMismatch
from service.archive import Archive
from service.search.parameters import parse_search
from service.settings import load_settings

PAGE = 4_096
"""Bytes that are lost together."""

QUERIES = (
    "水库防汛",
    '"度汛方案" OR 预算',
    "汛",
    "2023年水库怎么安排防汛值守？",
    "title:调度 -预算",
    "第12号",
)
"""What is asked: phrases, single characters, questions, fields and numbers, so that every array is read."""

FILTERS = ((), (("issuer", "青禾市水务局"),), (("year", "2022..2023"), ("sort", "newest")))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some bytes of a file of the index that hold `what`."""

    path: Path
    what: str
    start: int
    end: int


@dataclass(slots=True)
class Outcome:
    """What a number of damages led to: answers that were right, refusals that named the damage, and all that must not be."""

    damages: int = 0
    right: int = 0
    refused: int = 0
    unnoticed: int = 0
    wrong: list[str] | None = None


def small_index(folder: Path) -> None:
    """Write an index of some hundred reports of our own words: two segments, replaced and removed reports, frequent words."""
    issuers = ("青禾市水务局", "青禾市财政局", "云水县人民政府")
    for first, end in ((0, 90), (90, 120)):
        with WhooshEngine(folder).write() as writer:
            for number in range(first, end):
                writer.put(_report(number, issuers[number % 3]))
            if first:
                writer.put(replace(_report(7, issuers[1]), title="更正：第7号调度安排"))
                writer.delete("r11")
            writer.end_source(f"{first}.jsonl", "digest")


def _report(number: int, issuer: str) -> Report:
    sentence = f"第{number}号：水库防汛值守与度汛方案，水位{number * 7}米，预算{number}万元。"
    return Report(
        id=f"r{number}",
        source="0.jsonl" if number < 90 else "90.jsonl",
        title=f"第{number}号水库调度安排",
        body=sentence * (1 + number % 24) + "汛" * (number % 40),
        issuer=issuer,
        index_number=parse_index_number(f"015530417/202{number % 4}-{number + 1:05}"),
        published=PartialDate(2020 + number % 4, 1 + number % 12, 1),
    )


def stretches(folder: Path) -> Iterator[Stretch]:
    """Yield every array of every segment, and the index's small files."""
    for path in sorted(folder.glob("*.suoyin")):
        content = path.read_bytes()
        start, blocks, length, _, _ = struct.unpack("<QQQQ8s", content[-40:])
        directory = json.loads(content[start + 8 * blocks :][:length])
        for name, (kind, at, count, _) in directory.items():
            if count:
                yield Stretch(path, name, at, at + count * int(kind[2:]))
        yield Stretch(path, "checksums", start, start + 8 * blocks)
        yield Stretch(path, "directory", start + 8 * blocks, len(content))
    for path in sorted([*folder.glob("_MAIN_*.toc"), *folder.glob("suoyin-*.json")]):
        yield Stretch(path, path.suffix, 0, path.stat().st_size)


def _flip(content: bytearray, stretch: Stretch, chance: random.Random) -> None:
    content[chance.randrange(stretch.start, stretch.end)] ^= 1 << chance.randrange(8)


def _zero_page(content: bytearray, stretch: Stretch, chance: random.Random) -> None:
    at = chance.randrange(stretch.start, stretch.end) // PAGE * PAGE
    content[at : at + PAGE] = bytes(len(content[at : at + PAGE]))


def _truncate(content: bytearray, stretch: Stretch, chance: random.Random) -> None:
    del content[chance.randrange(stretch.start, stretch.end) :]


def _repeat_page(content: bytearray, stretch: Stretch, chance: random.Random) -> None:
    at, other = (chance.randrange(0, max(len(content) - PAGE, 1)) for _ in range(2))
    at = chance.randrange(stretch.start, stretch.end) // PAGE * PAGE
    page = content[other : other + PAGE][: len(content) - at]
    content[at : at + len(page)] = page


KINDS: tuple[Callable[[bytearray, Stretch, random.Random], None], ...] = (_flip, _zero_page, _truncate, _repeat_page)


def attack(folder: Path, *, damages: int, seed: int = 7) -> Outcome:
    """Return what comes of damaging the index in `folder` so many times, one damage at a time; it is whole again afterwards.

    Every question is answered as it was before the damage, or refused with the damage's name. A damage that changed nothing
    but filling is no damage; of others `check` must know.
    """
    chance = random.Random(seed)
    expected = [_asked(question) for question in _questions(WhooshEngine(folder))]
    failed = [each for each in expected if isinstance(each, Exception)]
    assert not failed, failed
    everywhere = list(stretches(folder))
    chance.shuffle(everywhere)
    outcome = Outcome(wrong=[])
    for number in range(damages):
        stretch, kind = everywhere[number % len(everywhere)], KINDS[number % len(KINDS)]
        before = stretch.path.read_bytes()
        content = bytearray(before)
        kind(content, stretch, chance)
        if content == before:
            continue
        outcome.damages += 1
        write_anew(stretch.path, content)
        try:
            _judge(folder, expected, f"{kind.__name__} {stretch.path.name} {stretch.what}", outcome)
        finally:
            write_anew(stretch.path, before)
    return outcome


def _judge(folder: Path, expected: Sequence[object], what: str, outcome: Outcome) -> None:
    assert outcome.wrong is not None
    refused = False
    for number, question in enumerate(_questions(WhooshEngine(folder))):
        answer = _asked(question)
        if isinstance(answer, IndexDamaged | IndexMismatch):
            refused = True
        elif answer != expected[number]:
            outcome.wrong.append(f"{what}: question {number} gave {answer!r:.200}")
    if refused:
        outcome.refused += 1
        if not list(WhooshEngine(folder).check()):
            outcome.wrong.append(f"{what}: refused, but nothing found by check")
    else:
        outcome.right += 1
        outcome.unnoticed += not list(WhooshEngine(folder).check())


def write_anew(path: Path, content: bytes) -> None:
    """Replace a file by another one, so that what is mapped of the old one stays what it was."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    shutil.copymode(path, beside)
    beside.replace(path)


def _asked(question: Callable[[], object]) -> object:
    """Return an answer, or the error that came instead of it: whatever it is, it is judged."""
    try:
        return question()
    except Exception as exc:  # any error is what is looked for
        return exc


def _questions(engine: Engine) -> Iterator[Callable[[], object]]:
    """Yield questions of every kind that a service asks an engine."""
    archive = Archive(engine, load_settings(None, index=None, environ={}))
    for query in QUERIES:
        for extra in FILTERS:
            request = parse_search([("q", query), *extra])
            yield lambda request=request: replace(archive.search(request), took_ms=0)
    for report_id in ("r0", "r7", "r11", "r42", "r89", "r119"):
        yield lambda report_id=report_id: archive.report(report_id, "水库")
    yield lambda: archive.locate("015530417/2021-00002")
    yield lambda: archive.suggest("青")
    yield lambda: replace(archive.status(), generation="", size=0)
    yield lambda: sorted(archive.export(), key=lambda report: report.id)
    yield lambda: sorted(engine.files().items())
    yield lambda: list(engine.vocabulary("index_number"))
