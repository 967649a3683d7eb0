"""tantivy (PyPI `tantivy`): the fastest embedded engine, given our terms and asked our plans node by node."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.archive import report_id
from benchmarks.peers.peer import Absent, Answer, Ready
from benchmarks.terms_stream import Document, phrase, to_documents
from corpus.report import Report
from indexer.engine import FIRST_BONUS
from indexer.fields import FACET_FIELDS, FIELD, KEYWORD_FIELDS, NUMBER_FIELDS, TEXT_FIELDS
from indexer.query import (
    And,
    AtLeast,
    Between,
    Contains,
    Everything,
    Filter,
    Keyword,
    Node,
    Not,
    Nothing,
    Or,
    Plan,
    RankTerm,
    Sort,
)

HEAP = 1_000_000_000
"""Bytes the writer may use before it flushes a segment: few segments, and little merging."""

THREADS = 2
MOST_VALUES = 1000
"""Values of a facet to count, far more than there are."""

_NUMBER = "number"
_RECORD = "record"


class Tantivy:
    """An index in `folder`."""

    name = "tantivy"
    notes: tuple[str, ...] = (
        "fed our tokens, whitespace tokenizer, 2 writer threads; the search and the facet aggregation are two calls, because the binding has no call for both",
        "facets count under all filters (ours leave a field's own filter out, which is more work)",
    )

    def __init__(self, folder: Path) -> None:
        try:
            import tantivy
        except ImportError as error:
            raise Absent("the package tantivy is not installed (pip install -e '.[bench]')") from error
        self._tantivy: Any = tantivy
        self._folder = folder
        self._schema = _schema(tantivy)
        self._index: Any = None

    def build(self, reports: Iterable[Report]) -> None:
        """Make terms in parallel processes and index them."""
        self.invert(to_documents(reports))

    def invert(self, documents: Iterable[Document]) -> None:
        """Index documents whose terms are made already; merging included."""
        self._folder.mkdir(parents=True)
        index = self._fresh()
        writer = index.writer(HEAP, THREADS)
        for number, document in enumerate(documents):
            writer.add_document(self._document(number, document))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index afresh."""
        self._index = self._fresh()
        self._index.reload()

    def prepare(self, plan: Plan) -> Ready:
        """Return a plan as a query of tantivy: what must match is required, what ranks is optional and adds its score."""
        searcher = self._index.searcher()
        query = self._query(plan, searcher)
        counted = {name: _aggregation(name) for name in FACET_FIELDS}
        order = {} if plan.sort is Sort.RELEVANCE else {"order_by_field": "published", "order": self._order(plan.sort)}

        def ask(hits: int) -> Answer:
            found = searcher.search(query, limit=hits, count=True, **order)
            facets = searcher.aggregate(query, counted)
            numbers = searcher.fast_field_values(_NUMBER, [address for _, address in found.hits])
            return Answer(
                found.count, tuple(map(report_id, numbers)), {name: _counts(facets[name]) for name in FACET_FIELDS}
            )

        return ask

    def close(self) -> None:
        """Let go of the index."""
        self._index = None

    def _fresh(self) -> Any:
        index = self._tantivy.Index(self._schema, path=str(self._folder))
        whitespace = self._tantivy.TextAnalyzerBuilder(self._tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("spaces", whitespace)
        return index

    def _document(self, number: int, document: Document) -> Any:
        added = self._tantivy.Document()
        added.add_unsigned(_NUMBER, number)
        added.add_bytes(_RECORD, document.record.encode())
        for name, (grams, words) in document.texts.items():
            added.add_text(f"{name}_grams", grams)
            added.add_text(f"{name}_words", words)
        for name, value in document.keywords.items():
            added.add_text(name, value)
        for name, amount in document.numbers.items():
            added.add_integer(name, amount)
        return added

    def _order(self, sort: Sort) -> Any:
        return self._tantivy.Order.Asc if sort is Sort.OLDEST else self._tantivy.Order.Desc

    def _query(self, plan: Plan, searcher: Any) -> Any:
        make, occur = self._tantivy.Query, self._tantivy.Occur
        required = [plan.match, *(_filter_node(each) for each in plan.filters)]
        clauses = [(occur.Must, make.const_score_query(self._node(node), 0.0)) for node in required]
        if plan.sort is Sort.RELEVANCE:
            clauses += [(occur.Should, term) for each in plan.rank for term in self._terms(each, searcher)]
            if plan.first is not None:
                clauses.append((occur.Should, make.const_score_query(self._node(plan.first), FIRST_BONUS)))
        return make.boolean_query(clauses)

    def _terms(self, term: RankTerm, searcher: Any) -> Iterable[Any]:
        """Yield the ranking term in each field that has it at all."""
        make = self._tantivy.Query
        for name in term.fields:
            field = f"{name}_{term.kind.value}"
            if searcher.doc_freq(field, term.text):
                yield make.boost_query(
                    make.term_query(self._schema, field, term.text, "freq"), term.weight * FIELD[name].weight
                )

    def _node(self, node: Node) -> Any:
        make = self._tantivy.Query
        match node:
            case Everything():
                return make.all_query()
            case Nothing():
                return make.empty_query()
            case Contains(tokens, fields):
                return self._any([self._contains(tokens, field) for field in fields])
            case Keyword(field, value):
                return make.term_query(self._schema, field, value)
            case Between(field, low, high):
                return make.range_query(self._schema, field, self._tantivy.FieldType.Integer, low, high)
            case And(nodes):
                return self._all(nodes)
            case Or(nodes):
                return self._any([self._node(each) for each in nodes])
            case Not(each):
                occur = self._tantivy.Occur
                return make.boolean_query([(occur.Must, make.all_query()), (occur.MustNot, self._node(each))])
            case AtLeast(count, nodes):
                occur = self._tantivy.Occur
                return make.boolean_query([(occur.Should, self._node(each)) for each in nodes], count)
            case _:
                raise NotImplementedError(f"tantivy is not asked {node}")

    def _all(self, nodes: Sequence[Node]) -> Any:
        if not nodes:
            return self._tantivy.Query.all_query()
        return self._tantivy.Query.boolean_query([(self._tantivy.Occur.Must, self._node(each)) for each in nodes])

    def _any(self, queries: Sequence[Any]) -> Any:
        if len(queries) == 1:
            return queries[0]
        return self._tantivy.Query.boolean_query([(self._tantivy.Occur.Should, each) for each in queries])

    def _contains(self, tokens: tuple[str, ...], name: str) -> Any:
        make, field = self._tantivy.Query, f"{name}_grams"
        terms = phrase(tokens)
        if not terms:
            return make.regex_query(self._schema, field, f"{_escaped(tokens[0])}.*")
        if len(terms) == 1:
            return make.term_query(self._schema, field, terms[0], "basic")
        return make.phrase_query(self._schema, field, list(terms))


def _schema(tantivy: Any) -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field(_NUMBER, fast=True)
    schema.add_bytes_field(_RECORD, stored=True)
    for name in TEXT_FIELDS:
        schema.add_text_field(f"{name}_grams", tokenizer_name="spaces", index_option="position")
        schema.add_text_field(f"{name}_words", tokenizer_name="spaces", index_option="freq")
    for name in KEYWORD_FIELDS:
        if name not in FACET_FIELDS:
            schema.add_text_field(f"{name}", tokenizer_name="raw", index_option="basic")
        else:
            schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_FIELDS:
        schema.add_integer_field(name, indexed=True, fast=True)
    return schema.build()


def _filter_node(each: Filter) -> Node:
    if each.values:
        return Or(tuple(Keyword(each.field, value) for value in each.values))
    return Or(tuple(Between(each.field, low, high) for low, high in each.ranges))


def _aggregation(name: str) -> dict[str, Any]:
    if name in NUMBER_FIELDS:
        return {"histogram": {"field": name, "interval": 1, "min_doc_count": 1}}
    return {"terms": {"field": name, "size": MOST_VALUES}}


def _counts(facet: dict[str, Any]) -> dict[str, int]:
    return {
        str(int(each["key"]) if isinstance(each["key"], float) else each["key"]): each["doc_count"]
        for each in facet["buckets"]
    }


def _escaped(character: str) -> str:
    return f"\\{character}" if character in r".+*?()|[]{}\^$#&-~" else character
