"""Where an archive looks citations up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from corpus.report import Report
from corpus.values.document_number import looks_like_document_number, parse_document_number
from corpus.values.typed_index_number import typed_index_numbers
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.query import Contains, Plan, Sort
from service.browse import document_numbers
from service.browse.exact_numbers import PossibleNumber, holders, reports_of
from service.citations.checked import Numbered, Sources, keys_of, status_of
from service.ledger.ledger import Ledger
from service.ledger.states import States

_MOST_OF_ONE = 50
"""Reports under a number, or with a title within their own, that are looked at: 政府工作报告 is that of thousands, of which any will do."""


def sources_of(engine: Engine, ledger: Ledger | None, today: date) -> Sources:
    """Return where the citations of a draft are looked up: in an index, and in what the ledger says is withdrawn."""
    return Sources(
        under_numbers=lambda numbers: _under_numbers(engine, numbers),
        under_title=lambda title: _under_title(engine, title),
        ended=status_of(today),
        withdrawn=_withdrawn(ledger) if ledger else {},
    )


def _under_title(engine: Engine, title: str) -> Sequence[Report]:
    """Return the reports, without their bodies, in whose title a title stands, the newest first."""
    tokens = tokenize(title)
    if not tokens:
        return ()
    plan = Plan(Contains(tokens, ("title",)), sort=Sort.NEWEST, limit=_MOST_OF_ONE, reports=True)
    return engine.search(plan).reports


def _under_numbers(engine: Engine, numbers: Iterable[str]) -> Mapping[str, Numbered]:
    found = holders(engine, {number: _possible_numbers(number) for number in numbers})
    reports = reports_of(engine, found.values(), _MOST_OF_ONE)
    return {
        number: Numbered(held.number.shown, tuple(reports[each] for each in held.ids[:_MOST_OF_ONE] if each in reports))
        for number, held in found.items()
    }


def _possible_numbers(number: str) -> Iterator[Sequence[PossibleNumber]]:
    """Yield as what a number can be read, as it is written. Words run into it, as in 依据青水发〔2023〕8号: else the longest end of it that a
    report has is meant."""
    for each in typed_index_numbers(number):
        yield (PossibleNumber("index_number", each.key, number),)
    yield tuple(PossibleNumber(each.field, each.value, number) for each in document_numbers.possible_numbers(number))
    ends = (number[at:] for at in range(1, len(number)) if looks_like_document_number(number[at:]))
    yield tuple(
        PossibleNumber("document_number", parsed.key, end) for end in ends if (parsed := parse_document_number(end))
    )


def _withdrawn(ledger: Ledger) -> Mapping[str, Report]:
    states = States(ledger)
    return {key: report for report in map(states.last_version, states.withdrawn()) for key in keys_of(report)}
