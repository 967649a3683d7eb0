"""Ids of reports that the same identifies."""

from __future__ import annotations

from corpus.identity import derived_id, id_by_content
from corpus.report import Report
from corpus.values.index_number import parse_index_number
from indexer.engine import SourceFileState
from indexer.ids import Ids


def _report(source: str, body: str = "甲") -> Report:
    number = parse_index_number("015530441/2023-00011")
    return Report(id="", source=source, title="关于防汛的通知", body=body, index_number=number)


def _states(**ids: str) -> dict[str, SourceFileState]:
    return {source: SourceFileState(frozenset([each]), "") for source, each in ids.items()}


def _settled(ids: Ids, report: Report, *put: str) -> str:
    settled = ids.settle(report, set(put))
    assert settled is not None
    return settled.id


FIRST, SECOND = derived_id(_report("a")), id_by_content(_report("b", "乙"))


def test_the_second_report_of_an_identity_is_told_by_its_content() -> None:
    """The first has the id that follows from what identifies it; equal ones, also of one file, are numbered."""
    ids = Ids({}, claimed={})
    assert _settled(ids, _report("a")) == FIRST
    assert _settled(ids, _report("b", "乙")) == SECOND
    third = _settled(ids, _report("b", "乙"), SECOND)
    fourth = _settled(ids, _report("c", "乙"))
    assert len({FIRST, SECOND, third, fourth}) == 4


def test_an_id_that_a_report_brings_is_never_changed() -> None:
    """Another source can't have it, and no other is made up."""
    ids = Ids(_states(a="7"), claimed={})
    assert ids.settle(Report(id="7", source="b"), set()) is None
    assert ids.settle(Report(id="7", source="a"), set()) == Report(id="7", source="a")


def test_reports_that_move_at_once_keep_their_ids() -> None:
    """Whichever new file is read first, it finds the id that its content had."""
    for order in ((("y", "乙"), ("z", "甲")), (("y", "甲"), ("z", "乙"))):
        ids = Ids(_states(a=FIRST, b=SECOND), claimed={})
        ids.release("a", [FIRST])
        ids.release("b", [SECOND])
        found = {body: _settled(ids, _report(source, body)) for source, body in order}
        assert found == {"甲": FIRST, "乙": SECOND}


def test_lines_that_change_places_keep_their_ids() -> None:
    """What is told by its content doesn't take the id of the first, though it may."""
    ids = Ids({"a": SourceFileState(frozenset([FIRST, SECOND]), "")}, claimed={})
    assert _settled(ids, _report("a", "乙")) == SECOND
    assert _settled(ids, _report("a"), SECOND) == FIRST


def test_claims_of_an_index_that_is_built_anew_bind_only_what_is_derived() -> None:
    """A report keeps the id it had though another is read before it; one that a report brings goes to who has it now."""
    ids = Ids({}, claimed=_states(b=FIRST, z="7"))
    assert _settled(ids, _report("a", "乙")) == SECOND
    assert _settled(ids, _report("b")) == FIRST
    assert _settled(ids, Report(id="7", source="a")) == "7"
