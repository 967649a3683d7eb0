"""What is OpenSearch's own: limits, indexes behind an alias, loads by several processes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.analysis import index_grams, tokenize, words
from indexer.engine import Engine, SourceFileState
from indexer.engines.opensearch import OpenSearchEngine, index_reader, loader, mapping, searcher
from indexer.engines.opensearch.connection import Connection
from indexer.errors import EngineFailed, EngineUnavailable, IndexLocked, IndexMismatch, IndexMissing
from indexer.fields import TEXT_FIELDS
from indexer.query import And, Contains, Everything, Filter, Keyword, MostOf, Or, Plan, RankTerm, Sort, TermKind, Wish
from tests.opensearch.nodes import one_node, opensearch_engine
from tests.oracle import MemoryEngine

_names = itertools.count(1)

Make = Callable[..., OpenSearchEngine]


@pytest.fixture
def make() -> Iterator[Make]:
    """Yield a function that makes engines on an alias of the test's own."""
    alias = f"engine-{next(_names)}"
    opened: list[OpenSearchEngine] = []

    def make(**options: object) -> OpenSearchEngine:
        opened.append(opensearch_engine(one_node(), alias, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def _put(engine: Engine, *reports: Report) -> None:
    with engine.write() as writer:
        for report in reports:
            writer.put(report)


def _ids(engine: Engine, plan: Plan) -> list[str]:
    return [hit.id for hit in engine.search(plan).hits]


def _raw(engine: OpenSearchEngine, method: str, path: str, body: object = None) -> object:
    return Connection(engine.options).ask(method, path, body)


def _indexes(engine: OpenSearchEngine) -> set[str]:
    found = _raw(engine, "GET", f"/{engine.options.index}-*/_alias")
    assert isinstance(found, dict)
    return set(found)


def test_nothing_is_lost_for_being_long(make: Make) -> None:
    """Runs, values and ids beyond what Lucene takes are found whole and never by half."""
    engine = make()
    run = "a" * 40_000
    _put(
        engine,
        Report(id="run", source="s", body=f"前{run}后"),
        Report(id="almost", source="s", body=f"前{run}a后"),
        Report(id="i" * 600, source="s" * 600, title="长编号", issuer="局" * 12_000),
    )
    assert _ids(engine, Plan(Contains(tokenize(f"前{run}后"), ("body",)))) == ["run"]
    assert _ids(engine, Plan(Contains(tokenize(f"{run}a"), TEXT_FIELDS))) == ["almost"]
    assert _ids(engine, Plan(Contains(tokenize("a" * 1_000), ("body",)))) == []
    assert _ids(engine, Plan(Keyword("issuer", "局" * 12_000))) == ["i" * 600]
    assert engine.get(["i" * 600])["i" * 600].title == "长编号"


def test_every_hit_of_a_deep_plan(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the result window a plan is walked in one order, reports without a date last."""
    for module in (searcher, index_reader):
        monkeypatch.setattr(module, "RESULT_WINDOW", 4)
    engine = make(shards=3)
    dates = [None, PartialDate(2020, 1, 2), PartialDate(2021), None, PartialDate(2020, 1, 2), PartialDate(1999)]
    reports = [
        Report(id=f"{number:02}", source="s", published=each) for number, each in enumerate(itertools.chain(dates * 2))
    ]
    _put(engine, *reports)
    for sort in Sort:
        pages = [
            report_id
            for skip in range(0, 12, 2)
            for report_id in _ids(engine, Plan(Everything(), sort=sort, skip=skip, limit=2))
        ]
        assert _ids(engine, Plan(Everything(), sort=sort, limit=2**31 - 1)) == pages
        assert len(set(pages)) == 12
    assert _ids(engine, Plan(Everything(), sort=Sort.OLDEST, limit=100))[-4:] == ["00", "03", "06", "09"]
    with_reports = engine.search(Plan(Everything(), sort=Sort.OLDEST, skip=9, limit=3, reports=True))
    assert [(hit.id, hit.report) for hit in with_reports.hits] == [
        (each, reports[int(each)]) for each in ("03", "06", "09")
    ]


def test_facets_with_many_values_stay_exact(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A facet that has more values than one answer holds is counted by itself, with the filters that count for it."""
    monkeypatch.setattr(searcher, "FACET_VALUES", 2)
    engine = make(shards=3)
    reports = [
        Report(
            id=str(number), source="s", title="预算", issuer=f"{number % 7}局", category="甲" if number % 2 else "乙"
        )
        for number in range(30)
    ]
    _put(engine, *reports, Report(id="x", source="s", title="其他", issuer="8局"))
    filters = (Filter("issuer", values=("1局",)), Filter("category", values=("甲",)))
    facets = engine.search(Plan(Contains(tokenize("预算"), ("title",)), filters=filters, facets=("issuer",))).facets
    expected = [(f"{each}局", sum(1 for number in range(1, 30, 2) if number % 7 == each)) for each in range(7)]
    assert facets["issuer"] == tuple(sorted(expected, key=lambda pair: (-pair[1], pair[0])))


def test_vocabulary_is_in_code_point_order(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters beyond the first plane come after all others, over several pages and shards."""
    engine = make(shards=3)
    issuers = ["z", "局", "\uffee", "😀", "𠮷", "a"]
    _put(engine, *(Report(id=each, source="s", issuer=each) for each in issuers))
    monkeypatch.setattr(index_reader.IndexReader.values, "__defaults__", (2,))
    assert [value for value, _ in engine.vocabulary("issuer")] == sorted(issuers)


def test_a_query_of_many_words_is_answered(make: Make) -> None:
    """Ranking terms beyond the cluster's limit of clauses are left out, the last ones first; matching is not."""
    engine = make()
    _put(engine, Report(id="a", source="s", title="甲乙"), Report(id="b", source="s", body="丙"))
    rank = tuple(RankTerm(f"词{number}", TermKind.WORD, TEXT_FIELDS) for number in range(1_100))
    rank = (RankTerm("甲乙", TermKind.GRAM, TEXT_FIELDS), *rank)
    pieces = Or(tuple(Contains(tokenize(f"字词{number}句"), TEXT_FIELDS) for number in range(400)))
    plan = Plan(Or((pieces, Everything())), rank=rank)
    hits = engine.search(plan).hits
    assert [hit.id for hit in hits] == ["a", "b"]
    assert hits[0].score > hits[1].score == 0.0


def test_a_question_of_a_thousand_characters_is_answered(make: Make) -> None:
    """Of more pairs than a query may ask for, the rarest decide."""
    engine = make()
    shared = "".join(chr(0x4E00 + number) for number in range(1_000))
    _put(engine, *(Report(id=str(number), source="s", body=shared) for number in range(3)))
    _put(engine, Report(id="rare", source="s", body=f"{shared}龘靐"))
    pairs = [Wish(Contains(tuple(pair), TEXT_FIELDS)) for pair in itertools.pairwise(f"{shared}龘靐")]
    rank = tuple(RankTerm(f"词{number}", TermKind.WORD, TEXT_FIELDS) for number in range(256))
    assert _ids(engine, Plan(MostOf(1.0, tuple(pairs)), rank=rank)) == ["rare"]
    assert _ids(engine, Plan(MostOf(0.9, tuple(pairs)), rank=rank, sort=Sort.OLDEST)) == ["0", "1", "2", "rare"]


def test_a_mismatch_is_refused_until_a_rebuild(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that other code made is neither searched nor written to; the error names the command that mends it."""
    engine = make()
    _put(engine, Report(id="old", source="s"))
    monkeypatch.setattr(mapping, "MAPPING_VERSION", 2)
    for attempt in (lambda: engine.search(Plan(Everything())), engine.status, engine.files, engine.write().__enter__):
        with pytest.raises(IndexMismatch, match="suoyin index --rebuild"):
            attempt()
    with engine.rebuild() as writer:
        writer.put(Report(id="new", source="s"))
    assert _ids(engine, Plan(Everything())) == ["new"]


def test_no_index_yet(make: Make) -> None:
    """Before the first build there is nothing to search, and the error says what to run; nothing is indexed."""
    engine = make()
    with pytest.raises(IndexMissing, match="suoyin index"):
        engine.search(Plan(Everything()))
    assert engine.files() == {}
    assert _indexes(engine) == set()


def test_a_rebuild_leaves_one_index(make: Make) -> None:
    """The old index goes after the switch, a failed rebuild's at once, and a killed one's with the next rebuild."""
    engine = make()
    alias = engine.options.index
    _put(engine, Report(id="a", source="s"))
    with pytest.raises(RuntimeError), engine.rebuild():
        raise RuntimeError
    assert _indexes(engine) == {f"{alias}-1"}
    killed = engine.rebuild()
    killed.__enter__()
    assert _indexes(engine) == {f"{alias}-1", f"{alias}-2"}
    with engine.rebuild() as writer:
        writer.put(Report(id="b", source="s"))
    assert _indexes(engine) == {f"{alias}-3"}
    assert _ids(make(), Plan(Everything())) == ["b"]


def test_a_rebuild_ends_another_session(make: Make) -> None:
    """A session whose index was replaced meanwhile says so, instead of writing into the new one or into nothing."""
    engine, other = make(), make()
    _put(engine, Report(id="a", source="s"))
    with pytest.raises(IndexLocked), engine.write() as writer:
        with other.rebuild() as rebuilt:
            rebuilt.put(Report(id="b", source="s"))
        writer.put(Report(id="c", source="s"))
    with pytest.raises(IndexLocked), engine.rebuild() as writer:
        with other.rebuild() as rebuilt:
            rebuilt.put(Report(id="d", source="s"))
        writer.put(Report(id="e", source="s"))
    assert _ids(engine, Plan(Everything())) == ["d"]


def test_searches_go_on_through_a_rebuild(make: Make) -> None:
    """A search that resolved the alias just before the old index went away asks again."""
    engine = make()
    _put(engine, Report(id="a", source="s"))
    stale = engine._catalog.current()
    with engine.rebuild() as writer:
        writer.put(Report(id="b", source="s"))
    fresh = engine._catalog.current
    answers = iter([stale])
    engine._catalog.current = lambda: next(answers, None) or fresh()
    assert _ids(engine, Plan(Everything())) == ["b"]


def test_an_index_with_the_name_of_the_alias_is_left_alone(make: Make) -> None:
    """An ordinary index that has our alias's name is not ours to search or to replace."""
    engine = make()
    _raw(engine, "PUT", f"/{engine.options.index}")
    with pytest.raises(IndexMismatch):
        engine.search(Plan(Everything()))
    with pytest.raises(EngineFailed), engine.rebuild():
        pass


def test_several_processes_load(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares go to processes of their own; the reports that finish a file go last."""
    engine = make(processes=2, bulk_bytes=100_000)
    reports = [Report(id=str(number), source="s", body="推进法治政府建设。" * 200) for number in range(40)]
    with engine.write() as writer:
        for report in reports:
            writer.put(report)
        writer.end_source("s", "d")
    assert engine.search(Plan(Contains(tokenize("法治政府"), ("body",)))).total == 40
    state = engine.files()["s"]
    assert (len(state.ids), state.digest) == (40, "d")


def test_an_error_in_a_process_arrives(make: Make) -> None:
    """What a loading process can't do is raised like what we can't do ourselves."""
    engine = make(processes=2, bulk_bytes=100_000)
    changes = [loader.Put(Report(id=str(number), source="s", body="甲" * 4_000), "") for number in range(4)]
    opened = loader.Loader(Connection(engine.options))
    with pytest.raises(IndexLocked):
        opened.load("no-such-alias", changes)
    opened.close()
    assert _indexes(engine) == set()


def test_status_has_the_health(make: Make) -> None:
    """A copy that has nowhere to go makes the index yellow, and is no reason not to answer."""
    engine = make(replicas=1)
    _put(engine, Report(id="a", source="s", title="甲"))
    status = engine.status()
    assert (status.engine, status.reports, status.health) == ("opensearch", 1, "yellow")
    assert status.size > 0
    assert _ids(engine, Plan(And((Everything(),)))) == ["a"]


@pytest.mark.parametrize("shards", [1, 3])
def test_scores_are_those_of_bm25f(make: Make, shards: int) -> None:
    """Texts whose lengths Lucene keeps exactly, in fields that no report lacks, score as the oracle has it."""
    engine, oracle = make(shards=shards), MemoryEngine()
    texts = ["法治政府", "法治", "停水2023年", "预算", "停水", "水"]
    reports = [
        Report(id=str(number), source="s", title=title, body=f"{body}。{title}的情况", issuer=body[:4], status="法治")
        for number, (title, body) in enumerate(itertools.product(texts, texts))
    ]
    _put(engine, *reports)
    _put(oracle, *reports)
    for fields, piece in itertools.product((TEXT_FIELDS, ("title",), ("body",)), ("法治政府", "停水2023年", "水")):
        tokens = tokenize(piece)
        rank = (
            *(RankTerm(gram.text, TermKind.GRAM, fields) for gram in index_grams(tokens)),
            *(RankTerm(word, TermKind.WORD, fields, 0.6) for word in words(tokens)),
        )
        plan = Plan(Contains(tokens, fields), rank=rank, limit=100)
        got, expected = engine.search(plan), oracle.search(plan)
        assert {hit.id: hit.score for hit in got.hits} == pytest.approx(
            {hit.id: hit.score for hit in expected.hits}, rel=1e-4
        )


def test_an_interrupted_checkpoint_leaves_the_file_unfinished(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What marks a file as whole is sent last: a checkpoint that fails before it makes the next build put all again."""
    engine = make()
    reports = [Report(id=each, source="s") for each in "abc"]

    def session() -> None:
        with engine.write() as writer:
            for report in reports:
                writer.put(report)
            writer.end_source("s", "d")

    sent = loader.send
    calls = itertools.count()

    def failing(*arguments: Any) -> None:
        if next(calls):
            raise EngineUnavailable("h", "r", retry_after=1)
        sent(*arguments)

    monkeypatch.setattr(loader, "send", failing)
    with pytest.raises(EngineUnavailable):
        session()
    _raw(engine, "POST", f"/{engine.options.index}/_refresh")
    assert engine.files()["s"].digest == ""
    monkeypatch.setattr(loader, "send", sent)
    session()
    assert engine.files() == {"s": SourceFileState(frozenset("abc"), "d")}


def test_a_snapshot_brings_everything_back(make: Make) -> None:
    """A snapshot taken by the alias and restored as docs/operations.md says answers as before."""
    engine = make()
    alias = engine.options.index
    _put(engine, Report(id="a", source="s", title="停水通知"))
    _raw(engine, "PUT", "/_snapshot/backup", {"type": "fs", "settings": {"location": "backup"}})
    connection = Connection(engine.options)
    taken = {"indices": alias, "include_global_state": False}
    connection.once("PUT", f"/_snapshot/backup/{alias}", taken, params={"wait_for_completion": "true"})
    _raw(engine, "DELETE", f"/{alias}-1")
    with pytest.raises(IndexMissing):
        engine.status()
    restored = {"indices": f"{alias}-*", "include_aliases": True}
    connection.once("POST", f"/_snapshot/backup/{alias}/_restore", restored, params={"wait_for_completion": "true"})
    assert _ids(engine, Plan(Contains(tokenize("停水"), TEXT_FIELDS))) == ["a"]
    _put(engine, Report(id="b", source="s", title="停水通知"))
    assert engine.status().reports == 2
