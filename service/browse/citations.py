"""Which reports of the archive a report cites, and which cite it, by 《title》 or document number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.ended_documents import title_name, titles_of
from corpus.named_documents import NamedDocuments, named_documents, plain_title
from corpus.report import Report, without_body
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.query import And, Contains, Keyword, Not, Or, Plan, Sort
from indexer.titles import title_size

MOST_NAMES = 60
"""Different titles, and numbers, of a text that are looked up: one search, which costs as much as some ordinary ones."""

MOST_FOUND = 200
"""Reports with these titles that are looked at, the newest."""

MOST_SHOWN = 20
"""Cited reports that are shown."""

MOST_CITING = 8
"""Citing reports that are shown, the newest."""

SHORTEST_TITLE = 2
LONGEST_TITLE = 150
"""Characters of a title in 《》; what is longer is a passage between signs that don't belong together."""


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The newest reports that cite one, how many do, and the query that finds them all."""

    reports: tuple[Report, ...] = ()
    total: int = 0
    query: str = ""


def cites(engine: Engine, report: Report) -> tuple[Report, ...]:
    """Return the reports that a report cites, in the order in which it names them; of several with one title the newest."""
    named = named_documents(report.body)
    by_number = _by_number(engine, named)
    by_title = _by_title(engine, named, report)
    found: dict[str, Report] = {}
    for title, number in (*named.titled, *(("", each) for each in named.numbers)):
        cited = by_number.get(number) or by_title.get(plain_title(title))
        if cited and cited.id != report.id:
            found.setdefault(cited.id, cited)
    return tuple(found.values())[:MOST_SHOWN]


def _by_number(engine: Engine, named: NamedDocuments) -> dict[str, Report]:
    """Return the reports by the numbers that they are cited by, of which the first characters may belong to the text."""
    numbers = _distinct([*(number for _, number in named.titled), *named.numbers])
    spelled = {number: [number[start:] for start in range(max(number.find("〔"), 1))] for number in numbers}
    ids = engine.lookup("document_number", {each for keys in spelled.values() for each in keys})
    found = {number: next((ids[each][0] for each in keys if each in ids), "") for number, keys in spelled.items()}
    reports = engine.get(filter(None, found.values()))
    return {number: without_body(reports[each]) for number, each in found.items() if each in reports}


def _by_title(engine: Engine, named: NamedDocuments, report: Report) -> dict[str, Report]:
    own = set(titles_of(report))
    titles = [each for each in _distinct(title for title, _ in named.titled) if _is_sought(each) and each not in own]
    if not titles:
        return {}
    titled = Or(tuple(Keyword("named", title_name(title)) for title in titles))
    plan = Plan(titled, sort=Sort.NEWEST, limit=MOST_FOUND, reports=True)
    found: dict[str, Report] = {}
    for other in engine.search(plan).reports:
        if other.id != report.id:
            for title in titles_of(other):
                found.setdefault(plain_title(title), other)
    return found


def cited_by(engine: Engine, report: Report) -> CitedBy:
    """Return the reports that cite a report."""
    names = _names_of(report)
    if not names:
        return CitedBy()
    named = Or(tuple(Contains(tokenize(name), ("body",)) for name in names))
    plan = Plan(And((named, Not(Keyword("id", report.id)))), sort=Sort.NEWEST, limit=MOST_CITING, reports=True)
    found = engine.search(plan)
    query = " OR ".join(f'正文:"{name}"' for name in names)
    return CitedBy(tuple(found.reports), found.total, query)


def _names_of(report: Report) -> list[str]:
    """Return what other reports cite a report by, in the signs that queries have for it."""
    names = [f"《{title}》" for title in titles_of(report) if _is_sought(title)]
    if report.document_number and report.document_number.serial is not None:
        names.append(report.document_number.raw)
    return [name for name in names if '"' not in name]


def _is_sought(title: str) -> bool:
    return SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and title_size(title) >= SHORTEST_TITLE


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, names)))[:MOST_NAMES]
