"""Whoosh's own searcher over our index returns what our collector and the oracle return."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import whoosh.index
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query, scoring, sorting

from corpus.report import Report
from indexer.analysis import query_grams, tokenize
from indexer.engines.whoosh import WhooshEngine
from indexer.fields import FIELD
from indexer.query import And, Contains, Keyword, Node, Not, Or, Plan, RankTerm, TermKind
from indexer.ranking import K1, B, inverse_document_frequency
from tests.indexer.engines.test_differential import REPORTS_AND_IDS, apply
from tests.oracle import MemoryEngine

_FIELDS = ("title", "body")
_WORDS = st.sampled_from(["法治", "法治政府", "政府", "工程2023年", "2023", "pm2", "建，", "预算"])
_TERMS = st.builds(
    RankTerm,
    st.sampled_from(["法治", "治政", "政府", "2023", "pm", "预算"]),
    st.sampled_from(TermKind),
    st.sampled_from(_FIELDS).map(lambda field: (field,)),
    st.sampled_from([0.5, 1.0]),
)
_LEAVES = st.builds(
    lambda word, field: Contains(tokenize(word), (field,)), _WORDS, st.sampled_from(_FIELDS)
) | st.builds(Keyword, st.just("issuer"), st.sampled_from(["财政局", "水务局"]))
_NODES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        inner.map(lambda node: And((node, Not(Contains(tokenize("法治"), ("body",)))))),
    ),
    max_leaves=4,
)


class _Ours(scoring.WeightingModel):
    """Our BM25, as a weighting that Whoosh's searcher can use; statistics are of live reports, as ours are."""

    def __init__(self, reports: list[Report]) -> None:
        self._engine = MemoryEngine()
        with self._engine.write() as writer:
            for report in reports:
                writer.put(report)

    def scorer(self, searcher: object, fieldname: str, text: bytes, qf: float = 1) -> scoring.BaseScorer:
        if "." not in fieldname:
            return scoring.WeightScorer(1.0)  # a keyword decides whether, not how well
        field, kind = fieldname.rsplit(".", 1)
        bags = self._engine.bags((field,), TermKind(kind))
        document_frequency = sum(1 for bag in bags if bag[text.decode()])
        sizes = [bag.total() for bag in bags if bag.total()]
        idf = inverse_document_frequency(len(bags), document_frequency)
        return _Scorer(searcher, fieldname, idf=idf, mean=sum(sizes) / len(sizes), weight=FIELD[field].weight)


class _Scorer(scoring.BaseScorer):
    def __init__(self, searcher: object, fieldname: str, *, idf: float, mean: float, weight: int) -> None:
        self._length = lambda number: searcher.doc_field_length(number, fieldname, 1)
        self._idf, self._mean, self._weight = idf, mean, weight

    def supports_block_quality(self) -> bool:
        return False

    def score(self, matcher: object) -> float:
        tf = self._weight * matcher.weight()
        length = self._weight * self._length(matcher.id())
        return self._idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / self._mean))


def _as_whoosh(node: Node) -> query.Query:
    """Return the same question in Whoosh's own query classes; grams of a phrase by its positions."""
    match node:
        case Contains(wanted, (field,)):
            grams = query_grams(wanted)
            terms = [query.Term(f"{field}.grams", gram.text.encode()) for gram in grams]
            return terms[0] if len(terms) == 1 else query.Phrase(f"{field}.grams", [gram.text for gram in grams])
        case Keyword(field, value):
            return query.Term(field, value.encode())
        case And(nodes):
            return query.And([_as_whoosh(each) for each in nodes])
        case Or(nodes):
            return query.Or([_as_whoosh(each) for each in nodes])
        case Not(inner):
            return query.Not(_as_whoosh(inner))
    raise AssertionError(node)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sessions=st.lists(st.lists(REPORTS_AND_IDS, max_size=5), min_size=1, max_size=3),
    node=_NODES,
    rank=st.lists(_TERMS, max_size=3, unique_by=lambda term: (term.text, term.kind, term.fields)),
)
def test_whoosh_itself_gives_the_same(sessions: list[list[Report | str]], node: Node, rank: list[RankTerm]) -> None:
    """Reports, total, facet counts and scores agree, over several segments, updates and deletes."""
    with tempfile.TemporaryDirectory() as folder:
        engine, oracle = WhooshEngine(Path(folder) / "index"), MemoryEngine()
        for session in sessions:
            apply(engine, session)
            apply(oracle, session)
        plan = Plan(node, rank=tuple(rank), facets=("issuer",), limit=100)
        ours, expected = engine.search(plan), oracle.search(plan)
        reports = list(
            oracle.get(hit.id for hit in oracle.search(Plan(Or((node, Not(node))), limit=100)).hits).values()
        )
        index = whoosh.index.open_dir(str(Path(folder) / "index"))
        with index.searcher(weighting=_Ours(reports)) as searcher:
            wanted = _as_whoosh(node)
            facet = sorting.FieldFacet("issuer")
            found = searcher.search(query.ConstantScoreQuery(wanted, 0.0), limit=None, groupedby=facet)
            assert len(found) == ours.total == expected.total
            counts = {value: len(group) for value, group in found.groups().items() if value}
            assert counts == dict(ours.facets["issuer"]) == dict(expected.facets["issuer"])
            ids = {_id_of(hit) for hit in found}
            assert ids == {hit.id for hit in ours.hits}
            scores = dict.fromkeys(ids, 0.0)
            for term in rank:
                asked = query.Term(f"{term.fields[0]}.{term.kind.value}", term.text.encode())
                for hit in searcher.search(asked, limit=None):
                    if _id_of(hit) in ids:
                        scores[_id_of(hit)] += term.weight * hit.score
        assert scores == pytest.approx({hit.id: hit.score for hit in ours.hits}, rel=1e-4, abs=1e-5)


def _id_of(hit: object) -> str:
    from indexer.engines.whoosh.store.records import decode_record

    return decode_record(hit["record"]).id
