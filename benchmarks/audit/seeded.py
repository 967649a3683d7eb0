"""An invented archive with seeded faults: which report has which of them is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.audit import personal, texts
from benchmarks.audit.files import write_office_file, write_pdf_file
from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate

_ISSUERS = tuple(f"青禾市第{number}局" for number in range(40))
_FIRST, _DAYS = date(2012, 1, 4), 4_700
_ABBREVIATIONS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Seeded:
    """A report, and the kind of fault that it has; "" for none."""

    report: Report
    kind: str = ""


def seeded_archive(reports: int, faults: int, folder: Path, *, seed: int = 7) -> Iterator[Seeded]:
    """Yield an archive of `reports` reports without faults, and `faults` with one of each kind; their files lie in `folder`."""
    random = Random(seed)
    total = reports + 2 * faults * len(_FAULTS)
    numbers = iter(range(1, total + 1))
    for _ in range(reports):
        yield Seeded(_report(random, next(numbers)))
    for kind, make in _FAULTS.items():
        for _ in range(faults):
            yield from make(kind, random, (_report(random, next(numbers)), _report(random, next(numbers))), folder)


def _report(random: Random, number: int) -> Report:
    """Return a report with which nothing is wrong."""
    written = _FIRST + timedelta(days=random.randrange(_DAYS))
    if written.month == 12:
        written = written.replace(month=11, day=min(written.day, 30))
    published = written + timedelta(days=random.randrange(15))
    issuer = random.randrange(len(_ISSUERS))
    agency = f"青{_ABBREVIATIONS[issuer % 10]}{_ABBREVIATIONS[issuer // 10]}"
    return Report(
        id=f"r{number}",
        source=f"r{number}.html",
        title=texts.title(random, number),
        body=texts.body(random),
        issuer=_ISSUERS[issuer],
        category="通知公告",
        index_number=parse_index_number(f"0155{issuer:02d}441/{written.year}-{number:05d}"),
        document_number=parse_document_number(f"{agency}发〔{written.year}〕{number}号"),
        written=_day(written),
        published=_day(published),
        attachments=(Attachment("表.xlsx", f"https://www.example.gov.cn/{number}.xlsx"),) if number % 5 == 0 else (),
    )


def _day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _moved(report: Report, days: int) -> PartialDate:
    assert report.written
    return _day(report.written.first_day() + timedelta(days=days))


_Pair = tuple[Report, Report]
_Make = Callable[[str, Random, _Pair, Path], Iterator[Seeded]]


def _one(change: Callable[[Random, _Pair], Report]) -> _Make:
    """Return what yields the first report of a pair, changed."""

    def make(kind: str, random: Random, pair: _Pair, folder: Path) -> Iterator[Seeded]:
        yield Seeded(change(random, pair), kind)

    return make


def _missing(random: Random, pair: _Pair) -> Report:
    name = random.choice(("title", "body", "index_number", "issuer", "published"))
    bare = replace(pair[0], attachments=())
    empty: dict[str, Any] = {name: None if name in ("index_number", "published") else ""}
    return replace(bare, **empty)


def _earlier(random: Random, pair: _Pair) -> Report:
    written = pair[0].written
    assert written
    day = written.first_day().timetuple().tm_yday
    if day < 3:
        return replace(pair[0], published=_moved(pair[0], 3), written=_moved(pair[0], 6))
    return replace(pair[0], published=_moved(pair[0], -random.randint(1, day - 1)))


def _wrong_year(random: Random, pair: _Pair) -> Report:
    written, number, document_number = pair[0].written, pair[0].index_number, pair[0].document_number
    assert written
    assert number
    assert document_number
    year = written.year + random.choice((-3, -2, 2, 3))
    if random.random() < 0.5:
        return replace(pair[0], index_number=parse_index_number(number.raw.replace(f"/{written.year}", f"/{year}")))
    raw = document_number.raw.replace(f"〔{written.year}〕", f"〔{year}〕")
    return replace(pair[0], document_number=parse_document_number(raw))


def _malformed(random: Random, pair: _Pair) -> Report:
    if random.random() < 0.5:
        raw = f"{random.choice(('待编号', '水务-', 'XX字第'))}{pair[0].id}"
        return replace(pair[0], index_number=parse_index_number(raw))
    return replace(
        pair[0], document_number=parse_document_number(random.choice(("文号待补", "无文号", "青发（待定）")))
    )


def _dead(random: Random, pair: _Pair) -> Report:
    url = random.choice(
        (
            "",
            "javascript:void(0)",
            "http://192.168.1.20/a.pdf",
            "http://localhost:8080/a.doc",
            "file:///C:/a.doc",
            "./没有.pdf",
        )
    )
    return replace(pair[0], attachments=(Attachment("附件.pdf", url),))


def _telling(sentence: Callable[[Random], str]) -> _Make:
    def change(random: Random, pair: _Pair) -> Report:
        lines = pair[0].body.split("\n")
        at = random.randrange(len(lines) + 1)
        return replace(pair[0], body="\n".join((*lines[:at], sentence(random), *lines[at:])))

    return _one(change)


def _sharing(name: str) -> _Make:
    """Return what yields two reports with one number: both have the fault."""

    def make(kind: str, random: Random, pair: _Pair, folder: Path) -> Iterator[Seeded]:
        first, second = pair
        second = replace(second, written=first.written, published=first.published)
        assert first.written
        other = "document_number" if name == "index_number" else "index_number"
        own = getattr(second, other)
        year = next(day.year for day in (pair[1].written,) if day)
        parse = parse_document_number if other == "document_number" else parse_index_number
        changed = {name: getattr(first, name), other: parse(own.raw.replace(str(year), str(first.written.year), 1))}
        yield from (Seeded(first, kind), Seeded(replace(second, **changed), kind))

    return make


def _copied(kind: str, random: Random, pair: _Pair, folder: Path) -> Iterator[Seeded]:
    """Yield a report, and another one with its text, of which a character or two differ."""
    first, second = pair
    body = list(first.body)
    for _ in range(random.randint(0, 2)):
        body[random.randrange(len(body))] = random.choice("的了和与及")
    yield from (Seeded(first), Seeded(replace(second, body="".join(body)), kind))


def _named(kind: str, random: Random, pair: _Pair, folder: Path) -> Iterator[Seeded]:
    """Yield a report whose file's properties name a person or hold personal data, and one whose file names its agency."""
    telling = (personal.name(random), ""), (pair[0].issuer, random.choice(_PERSONAL)(random))
    for report, (author, remark), told in (
        (pair[0], random.choice(telling), kind),
        (pair[1], (pair[1].issuer, "按办公室意见修改，共 3 稿。"), ""),
    ):
        ending, write = random.choice((("docx", write_office_file), ("pdf", write_pdf_file)))
        source = f"{report.id}.{ending}"
        write(folder / source, author, remark)
        yield Seeded(replace(report, source=source), told)


_PERSONAL = (personal.identity_number, personal.mobile, personal.bank_card, personal.home_address)


_FAULTS: dict[str, _Make] = {
    "missing_field": _one(_missing),
    "date_order": _one(_earlier),
    "late": _one(lambda random, pair: replace(pair[0], published=_moved(pair[0], random.randint(40, 200)))),
    "number_year": _one(_wrong_year),
    "malformed_number": _one(_malformed),
    "shared_index_number": _sharing("index_number"),
    "shared_document_number": _sharing("document_number"),
    "near_identical": _copied,
    "dead_link": _one(_dead),
    "identity_number": _telling(personal.identity_number),
    "mobile": _telling(personal.mobile),
    "bank_card": _telling(personal.bank_card),
    "home_address": _telling(personal.home_address),
    "file_properties": _named,
}
KINDS = tuple(_FAULTS)
