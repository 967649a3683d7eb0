"""The published reports that come closest to what an application asks for, each with the passage that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from corpus.report import Report
from service.applications.asked import asked_for
from service.citations.checked import CheckedDraft
from service.search.request import SearchRequest
from service.search.result import Hit, SearchResult

MOST_ANSWERS = 5
"""Reports that are listed for a piece."""

Search = Callable[[SearchRequest], SearchResult]
"""Answers a search."""

CheckCitations = Callable[[str], CheckedDraft]
"""Looks up what a text cites."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A report that may answer, without its body. `passage_html` is safe HTML of where it does, "" where nothing in its text is what was asked for, as for a number."""

    report: Report
    passage_html: str = ""
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class MatchedPiece:
    """A piece of an application with the reports that may answer it, the closest first: those that it names before those that a search finds."""

    text: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchedApplication:
    """The pieces of an application, each with its answers; the last `left_out` were too many to be looked up."""

    pieces: tuple[MatchedPiece, ...] = ()
    left_out: int = 0


def matched_application(application: str, search: Search, check_citations: CheckCitations) -> MatchedApplication:
    """Return what of an archive comes closest to each thing that an application asks for."""
    asked = asked_for(application)
    pieces = (MatchedPiece(each, _answers(each, search, check_citations)) for each in asked.pieces)
    return MatchedApplication(tuple(pieces), asked.left_out)


def _answers(piece: str, search: Search, check_citations: CheckCitations) -> tuple[Answer, ...]:
    found: dict[str, Answer] = {}
    for each in chain(_named(piece, check_citations), _found(piece, search)):
        known = found.get(each.report.id)
        if known is None:
            found[each.report.id] = each
        elif not known.passage_html:
            found[each.report.id] = Answer(known.report, each.passage_html, known.is_named)
    return tuple(islice(found.values(), MOST_ANSWERS))


def _named(piece: str, check_citations: CheckCitations) -> Iterator[Answer]:
    """Yield the reports that a piece names by number or 《title》."""
    for citation in check_citations(piece).citations:
        yield from (Answer(report, is_named=True) for report in citation.reports)


def _found(piece: str, search: Search) -> Iterator[Answer]:
    result = search(SearchRequest(piece))
    yield from map(_answer, chain(result.hits, *(further.hits for further in result.further)))


def _answer(hit: Hit) -> Answer:
    return Answer(hit.report, next((each for each in hit.snippets if "<mark>" in each), ""))
