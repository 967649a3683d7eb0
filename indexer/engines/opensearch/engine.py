"""The engine port over an OpenSearch cluster."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from corpus.problem import Problem
from corpus.report import Report
from indexer.analysis import tokenize, words
from indexer.engine import Damage, EngineStatus, Matches, SourceFileState, Writer
from indexer.engines.opensearch.catalog import Catalog
from indexer.engines.opensearch.compiler import ALL, Query, holding
from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.documents import keyword
from indexer.engines.opensearch.index_reader import IndexReader, batches
from indexer.engines.opensearch.loader import Loader
from indexer.engines.opensearch.mapping import DIGEST
from indexer.engines.opensearch.searcher import answer
from indexer.engines.opensearch.writer import OpenSearchWriter
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.engines.remembered_problems import from_plain
from indexer.engines.source_digests import source_states
from indexer.errors import REBUILD_COMMAND, IndexerError, IndexMissing
from indexer.query import Everything, Plan, Sort, TermKind

VALUES_IN_A_LOOKUP = 10_000
"""Values of one `terms` query, well within `index.max_terms_count`."""

SAMPLED_REPORTS = 1_000
"""Reports whose titles and keywords stand for the words of all."""

_T = TypeVar("_T")


class OpenSearchEngine:
    """Searches and writes the index behind an alias of a cluster. Nothing is asked before it is needed."""

    folds = False

    def __init__(self, options: OpenSearchOptions) -> None:
        self.options = options
        self._connection = Connection(options)
        self._catalog = Catalog(self._connection)

    def search(self, plan: Plan) -> Matches:
        """Return what a plan finds."""
        return self._ask(lambda reader: answer(reader, plan))

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return the reports with these ids; unknown ids are absent."""
        wanted = list(ids)
        if not wanted:
            return {}
        return self._ask(lambda reader: {report.id: report for report in reader.reports(wanted)})

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the reports that have each exact value."""
        wanted = {keyword(value): value for value in values}
        return self._ask(lambda reader: _lookup(reader, field, wanted)) if wanted else {}

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Return a keyword field's values that begin with `prefix`, in code point order, with counts."""
        query: Query = {"prefix": {field: {"value": prefix}}} if prefix else ALL
        return IndexReader(self._connection, self._catalog.current()).values(field, query)

    def document_frequencies(self, terms: Iterable[str], kind: TermKind, fields: tuple[str, ...]) -> dict[str, int]:
        """Return how many reports have each term in any of the text fields; terms that none has are absent."""
        wanted = list(dict.fromkeys(terms))
        return self._ask(lambda reader: _document_frequencies(reader, wanted, kind, fields)) if wanted else {}

    def frequent_words(self, most: int) -> Sequence[tuple[str, int]]:
        """Return up to `most` words of the titles and keywords of the newest reports: a cluster lists no words of texts."""
        newest = self.search(Plan(Everything(), sort=Sort.NEWEST, limit=SAMPLED_REPORTS, reports=True))
        texts = [{*words(tokenize(each.title)), *each.keywords} for each in newest.reports]
        counts = Counter(word for held in texts for word in held if len(word) > 1)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def files(self) -> Mapping[str, SourceFileState]:
        """Return what is indexed of each source file; an index that isn't there yet has none."""
        try:
            return self._ask(_files)
        except IndexMissing:
            return {}

    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return the problems that are remembered, by source; an index that isn't there yet has none."""
        try:
            return from_plain(self._catalog.problems(self._catalog.current().name))
        except IndexMissing:
            return {}

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open the index for changes, making it if it isn't there."""
        current = self._catalog.ensure()
        with contextlib.closing(Loader(self._connection)) as loader:
            writer = OpenSearchWriter(self._catalog, loader, name=current.name, alias=self.options.index)
            yield writer
            writer.checkpoint()

    @contextmanager
    def rebuild(self) -> Iterator[Writer]:
        """Write a new index beside the old one and move the alias when done."""
        name, loading = self._catalog.prepare()
        try:
            with contextlib.closing(Loader(self._connection)) as loader:
                writer = OpenSearchWriter(self._catalog, loader, name=name, alias=loading)
                yield writer
                writer.checkpoint()
            self._catalog.adopt(name, loading)
        except BaseException:  # an interrupt too: it goes on, without the half-made index
            with contextlib.suppress(IndexerError):
                self._catalog.abandon(name)
            raise

    def generation(self) -> str:
        """Return the name of the newest commit; any node knows it."""
        return self._catalog.current().generation

    def status(self) -> EngineStatus:
        """Return what the index holds, and the cluster's opinion of its health."""
        current = self._catalog.current()
        reports = IndexReader(self._connection, current).count(ALL)
        stats = self._connection.ask("GET", f"/{current.name}/_stats/store,segments")["_all"]
        health = self._connection.ask("GET", f"/_cluster/health/{current.name}", params={"local": "true"})
        return EngineStatus(
            engine="opensearch",
            reports=reports,
            generation=current.generation,
            size=stats["total"]["store"]["size_in_bytes"],
            segments=stats["primaries"]["segments"]["count"],
            health=health["status"],
        )

    def check(self) -> Iterator[Damage]:
        """Yield what the cluster says is missing; it checks its own files whenever it reads them."""
        status = self.status()
        if status.health == "red":
            yield Damage(self._catalog.current().name, "部分分片不可用", REBUILD_COMMAND, count=-1)

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def _ask(self, question: Callable[[IndexReader], _T]) -> _T:
        """Return what the current index answers; ask once more where a rebuild replaced it between two requests."""
        with contextlib.suppress(IndexMissing):
            return question(IndexReader(self._connection, self._catalog.current()))
        return question(IndexReader(self._connection, self._catalog.current()))


def _lookup(reader: IndexReader, field: str, wanted: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for batch in batches(wanted, VALUES_IN_A_LOOKUP):
        hits = reader.every_hit({"terms": {field: batch}}, (field, "id"))
        for value, report_id in hits:
            if value in wanted:  # a report may have values beside those asked for
                found[wanted[value]].append(report_id)
    return {value: tuple(ids) for value, ids in found.items()}


def _document_frequencies(
    reader: IndexReader, terms: Sequence[str], kind: TermKind, fields: tuple[str, ...]
) -> dict[str, int]:
    counts = reader.counts([holding(term, kind, fields) for term in terms])
    return {term: count for term, count in zip(terms, counts, strict=True) if count}


def _files(reader: IndexReader) -> dict[str, SourceFileState]:
    reports = reader.every_hit(ALL, ("source", "id", DIGEST))
    return source_states((source, report_id, digest) for source, report_id, digest in reports)
