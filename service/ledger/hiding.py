"""An engine without what is withdrawn and not yet out of the index: whoever writes the index may take an hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import replace

from corpus.problem import Problem
from corpus.report import Report
from indexer.engine import Damage, Engine, EngineStatus, Matches, SourceFileState, Writer
from indexer.query import Plan, TermKind
from service.ledger.ledger import Ledger
from service.ledger.states import States


class HidingEngine:
    """`engine` as the public may see it. While something has to be hidden, totals may count what another page would show.

    What has to be hidden is asked first: the index may lose a report after it was searched, and then needn't hide it any more.
    """

    def __init__(self, engine: Engine, ledger: Ledger) -> None:
        self._engine = engine
        self._ledger = ledger
        self._hidden: tuple[tuple[int, str], Set[str]] = ((0, ""), frozenset())

    @property
    def folds(self) -> bool:
        return self._engine.folds

    def search(self, plan: Plan) -> Matches:
        """Return what a plan finds, without what is hidden."""
        hidden, matches = self.hidden(), self._engine.search(plan)
        return _without(matches, hidden) if hidden else matches

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return the reports with these ids that are not hidden."""
        hidden = self.hidden()
        return self._engine.get(each for each in ids if each not in hidden)

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the reports that have each value, without hidden ones."""
        hidden, found = self.hidden(), self._engine.lookup(field, values)
        shown = {value: tuple(each for each in ids if each not in hidden) for value, ids in found.items()}
        return {value: ids for value, ids in shown.items() if ids}

    def generation(self) -> str:
        """Return the name of the state of the index, with what is hidden of it."""
        hidden = self.hidden()
        return f"{self._engine.generation()}-{'+'.join(sorted(hidden))}" if hidden else self._engine.generation()

    def hidden(self) -> Set[str]:
        """Return the ids of the withdrawn reports that the index still has."""
        state = (self._ledger.last_number(), self._engine.generation())
        if self._hidden[0] != state:
            withdrawn = [each.report_id for each in States(self._ledger).withdrawn()]
            self._hidden = (state, self._engine.get(withdrawn).keys() if withdrawn else frozenset())
        return self._hidden[1]

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        return self._engine.vocabulary(field, prefix)

    def document_frequencies(self, terms: Iterable[str], kind: TermKind, fields: tuple[str, ...]) -> dict[str, int]:
        return self._engine.document_frequencies(terms, kind, fields)

    def frequent_words(self, most: int) -> Sequence[tuple[str, int]]:
        return self._engine.frequent_words(most)

    def files(self) -> Mapping[str, SourceFileState]:
        return self._engine.files()

    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        return self._engine.problems()

    def write(self) -> AbstractContextManager[Writer]:
        return self._engine.write()

    def rebuild(self) -> AbstractContextManager[Writer]:
        return self._engine.rebuild()

    def status(self) -> EngineStatus:
        return self._engine.status()

    def check(self) -> Iterator[Damage]:
        return self._engine.check()

    def close(self) -> None:
        self._engine.close()


def _without(matches: Matches, hidden: Set[str]) -> Matches:
    hits = tuple(
        replace(each, twins=tuple(twin for twin in each.twins if twin not in hidden))
        for each in matches.hits
        if each.id not in hidden
    )
    return replace(matches, hits=hits, total=matches.total - (len(matches.hits) - len(hits)))
