"""What is put above the hits of a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.report import Report, without_body
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.former_ids import report_known_as
from service.best_bets.entries import BestBet, read_entries
from service.browse.locate import locate
from service.errors import BadBestBets
from service.operator_files import Fault, read_text
from service.search.request import SearchRequest
from service.search.result import Recommendation

MOST_SHOWN = 3
"""Best bets above the hits of one query: more would hide the hits."""

MOST_BYTES = 1_000_000
"""Bytes of a list: ten thousand lines."""

_END = "\0"
"""Stands around each token: no text has it."""


class BestBets:
    """The best bets of a list, by query."""

    def __init__(self, listed: Iterable[BestBet]) -> None:
        self._exact: dict[str, list[BestBet]] = {}
        self._holding: list[tuple[tuple[str, ...], BestBet]] = []
        for each in listed:
            spelled = tuple(map(_spelled, each.words))
            if each.is_exact:
                self._exact.setdefault(spelled[0], []).append(each)
            else:
                self._holding.append((spelled, each))

    def of(self, query: str, excluded: Sequence[str] = ()) -> list[BestBet]:
        """Return what is put first for a query, what is for just this query before the rest; words that it excludes count for nothing."""
        if not self._exact and not self._holding:
            return []
        asked, unwanted = _spelled(tokenize(query)), {_spelled(tokenize(word)) for word in excluded}
        holding = (bet for words, bet in self._holding if all(word in asked and word not in unwanted for word in words))
        return [*self._exact.get(asked, ()), *holding]

    def recommendations(
        self, engine: Engine, request: SearchRequest, excluded: Sequence[str]
    ) -> tuple[Recommendation, ...]:
        """Return what stands above the hits of a search: only on its first page, and where no filter says that something else is wanted."""
        if request.page > 1 or request.is_filtered:
            return ()
        found = (recommendation(engine, bet) for bet in self.of(request.query, excluded))
        return tuple(dict.fromkeys(each for each in found if each))[:MOST_SHOWN]


def _spelled(tokens: Sequence[str]) -> str:
    """Return tokens as a text that holds another's only where its tokens stand one after another."""
    return _END + _END.join(tokens) + _END


def recommendation(engine: Engine, bet: BestBet) -> Recommendation | None:
    """Return what a best bet puts first; None for a report that isn't there."""
    if bet.url:
        return Recommendation(bet.title, bet.url)
    report = _report_named(engine, bet.report)
    return Recommendation(report.title, report=without_body(report)) if report else None


def _report_named(engine: Engine, name: str) -> Report | None:
    """Return the report that an id, an index number or a document number names."""
    return report_known_as(engine, name) or next(iter(locate(engine, name).exact), None)


def best_bets(path: Path | None) -> BestBets:
    """Return the best bets of the operator's list, none without one. Raises `BadBestBets` for the first line that can't be read."""
    entries = list(read_entries(read_list(path))) if path else []
    fault = next((each for each in entries if isinstance(each, Fault)), None)
    if path and fault:
        raise BadBestBets(path, fault.message, fault.line)
    return BestBets(each for each in entries if isinstance(each, BestBet))


def faults(engine: Engine, text: str) -> Iterator[Fault]:
    """Yield what is wrong with each line of a list that is used with an archive, reports that aren't there included."""
    for each in read_entries(text):
        if isinstance(each, Fault):
            yield each
        elif recommendation(engine, each) is None:
            yield Fault(each.line, f"没有编号、索引号或文号是“{each.report}”的报告")


def read_list(path: Path) -> str:
    """Return the text of a list. Raises `BadBestBets`."""
    return read_text(path, MOST_BYTES, BadBestBets)
