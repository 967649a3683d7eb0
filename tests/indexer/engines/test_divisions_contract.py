"""Facets that are told by nodes, in every engine."""

from __future__ import annotations

from corpus.report import Report
from indexer.engine import Engine
from indexer.query import Between, Division, Everything, Filter, Keyword, Not, Plan

REPORTS = (
    Report(id="a", source="s", title="甲", issuer="水务局", category="通知"),
    Report(id="b", source="s", title="乙", issuer="水务局", category="公告"),
    Report(id="c", source="s", title="丙", issuer="财政局", category="公告"),
    Report(id="d", source="s", title="丁"),
)
WATER = Keyword("issuer", "水务局")
NOBODY = Not(Between("title_size", 2, None))
DIVISION = Division("kind", (("无", Keyword("issuer", "无")), ("财", Keyword("issuer", "财政局")), ("水", WATER)))


_Counts = tuple[tuple[str, int], ...]


def _counts(engine: Engine, *filters: Filter) -> tuple[int, _Counts, _Counts]:
    with engine.write() as writer:
        for report in REPORTS[:2]:
            writer.put(report)
        writer.checkpoint()
        for report in REPORTS[2:]:
            writer.put(report)
    plan = Plan(Everything(), filters=filters, facets=("category",), divisions=(DIVISION,))
    matches = engine.search(plan)
    return matches.total, matches.facets["kind"], matches.facets["category"]


def test_values_are_counted_in_their_order(engine: Engine) -> None:
    """Those that no report has are left out."""
    assert _counts(engine) == (4, (("财", 1), ("水", 2)), (("公告", 2), ("通知", 1)))


def test_a_filter_of_its_name_leaves_its_counts_alone(engine: Engine) -> None:
    """And narrows everything else; another filter narrows its counts too."""
    own, other = Filter("kind", nodes=(WATER,)), Filter("category", values=("公告",))
    assert _counts(engine, own) == (2, (("财", 1), ("水", 2)), (("公告", 1), ("通知", 1)))
    assert _counts(engine, own, other) == (1, (("财", 1), ("水", 1)), (("公告", 1), ("通知", 1)))


def test_the_nodes_of_a_filter_add_up(engine: Engine) -> None:
    """Whatever it is called by."""
    assert _counts(engine, Filter("any", nodes=(WATER, Keyword("issuer", "财政局"), NOBODY)))[0] == 4
    assert _counts(engine, Filter("any", nodes=(Keyword("issuer", "财政局"),)))[0] == 1
