"""Plain Whoosh 2.7.4: its own writer, codec, searcher, BM25F and grouping, given our terms. The honest baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, scoring, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from benchmarks.peers.peer import Answer, Ready
from benchmarks.terms_stream import Document, phrase, to_documents
from corpus.report import Report
from indexer.engine import FIRST_BONUS
from indexer.fields import FACET_FIELDS, FIELD, KEYWORD_FIELDS, NUMBER_FIELDS, TEXT_FIELDS
from indexer.query import And, Between, Contains, Everything, Filter, Keyword, Node, Not, Nothing, Or, Plan, Sort
from indexer.ranking import K1, B

POOL_MEGABYTES = 512
"""`limitmb` of its writer; its documentation advises as much as can be spared."""


class PlainWhoosh:
    """An index in `folder`."""

    name = "plain whoosh"
    notes: tuple[str, ...] = (
        "2.7.4 with its default codec, one writer process, limitmb=512, one commit; fed our tokens",
        "facets count under all filters",
    )

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searcher: Any = None

    def build(self, reports: Iterable[Report]) -> None:
        """Make terms in parallel processes and index them."""
        self.invert(to_documents(reports))

    def invert(self, documents: Iterable[Document]) -> None:
        """Index documents whose terms are made already, in one commit."""
        self._folder.mkdir(parents=True)
        writer = index.create_in(str(self._folder), _schema()).writer(limitmb=POOL_MEGABYTES, procs=1)
        for document in documents:
            added: dict[str, Any] = {"record": document.record, **document.keywords, **document.numbers}
            for name, (grams, words) in document.texts.items():
                added[f"{name}.grams"] = grams
                added[f"{name}.words"] = words
            writer.add_document(**added)
        writer.commit()

    def open(self) -> None:
        """Open the index afresh."""
        self.close()
        weighting = scoring.BM25F(B=B, K1=K1)
        self._searcher = index.open_dir(str(self._folder)).searcher(weighting=weighting)

    def prepare(self, plan: Plan) -> Ready:
        """Return a plan as a query of Whoosh: what must match is required, what ranks is optional and adds its score."""
        asked = query.And([query.ConstantScoreQuery(_node(each), 0.0) for each in _required(plan)])
        if plan.sort is Sort.RELEVANCE and (ranks := _ranks(plan)):
            asked = query.AndMaybe(asked, query.Or(ranks))
        grouped = {name: sorting.FieldFacet(name, maptype=sorting.Count) for name in FACET_FIELDS}
        order = (
            None if plan.sort is Sort.RELEVANCE else sorting.FieldFacet("published", reverse=plan.sort is Sort.NEWEST)
        )

        def ask(hits: int) -> Answer:
            found = self._searcher.search(asked, limit=hits, sortedby=order, groupedby=grouped)
            facets = {name: {str(value): count for value, count in found.groups(name).items()} for name in FACET_FIELDS}
            return Answer(len(found), tuple(hit["id"] for hit in found), facets)

        return ask

    def close(self) -> None:
        """Let go of the index."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None


def _schema() -> Any:
    schema = fields.Schema(record=fields.STORED)
    spaces = SpaceSeparatedTokenizer()
    for name in TEXT_FIELDS:
        schema.add(f"{name}.grams", fields.TEXT(analyzer=spaces, phrase=True))
        schema.add(f"{name}.words", fields.TEXT(analyzer=spaces, phrase=False))
    for name in KEYWORD_FIELDS:
        schema.add(name, fields.ID(stored=name == "id", sortable=name in FACET_FIELDS))
    for name in NUMBER_FIELDS:
        schema.add(name, fields.NUMERIC(sortable=True))
    return schema


def _required(plan: Plan) -> Sequence[Node]:
    return (plan.match, *map(_filter_node, plan.filters))


def _ranks(plan: Plan) -> list[Any]:
    ranks = [
        query.Term(f"{name}.{term.kind.value}", term.text, boost=term.weight * FIELD[name].weight)
        for term in plan.rank
        for name in term.fields
    ]
    if plan.first is not None:
        ranks.append(query.ConstantScoreQuery(_node(plan.first), FIRST_BONUS))
    return ranks


def _node(node: Node) -> Any:
    match node:
        case Everything():
            return query.Every()
        case Nothing():
            return query.NullQuery
        case Contains(tokens, names):
            return _any([_contains(tokens, f"{name}.grams") for name in names])
        case Keyword(name, value):
            return query.Term(name, value)
        case Between(name, low, high):
            return query.NumericRange(name, low, high)
        case And(nodes):
            return query.And([_node(each) for each in nodes]) if nodes else query.Every()
        case Or(nodes):
            return _any([_node(each) for each in nodes])
        case Not(each):
            return query.Not(_node(each))
        case _:
            raise NotImplementedError(f"plain Whoosh is not asked {node}")


def _any(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else query.Or(queries)


def _contains(tokens: tuple[str, ...], name: str) -> Any:
    terms = phrase(tokens)
    if not terms:
        return query.Prefix(name, tokens[0])
    return query.Term(name, terms[0]) if len(terms) == 1 else query.Phrase(name, list(terms))


def _filter_node(each: Filter) -> Node:
    if each.values:
        return Or(tuple(Keyword(each.field, value) for value in each.values))
    return Or(tuple(Between(each.field, low, high) for low, high in each.ranges))
