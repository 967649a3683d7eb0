"""Ids of reports that the same identifies."""

from __future__ import annotations

from corpus.identity import derived_id, own_ids
from corpus.report import Report, with_ids
from corpus.values.index_number import parse_index_number
from indexer.ids import Ids


def _report(source: str, body: str = "甲") -> Report:
    number = parse_index_number("015530441/2023-00011")
    report = Report(id="", source=source, title="关于防汛的通知", body=body, index_number=number)
    return with_ids(report, derived_id(report))


def _settled(ids: Ids, report: Report, *put: str) -> str:
    settled = ids.settle(report, set(put))
    assert settled is not None
    return settled.id


def test_the_second_report_of_an_identity_is_told_by_its_content() -> None:
    """The first keeps its id; equal ones, also of one file, are numbered."""
    ids = Ids({}, {})
    first, second = own_ids(_report("a", "乙"))
    assert _settled(ids, _report("a")) == first
    assert _settled(ids, _report("b", "乙")) == second
    third = _settled(ids, _report("b", "乙"), second)
    fourth = _settled(ids, _report("c", "乙"))
    assert len({first, second, third, fourth}) == 4


def test_an_explicit_id_is_never_changed() -> None:
    """Another source can't have it, and no other is made up."""
    ids = Ids({"a": ["7"]}, {})
    assert ids.settle(Report(id="7", source="b"), set()) is None
    assert ids.settle(Report(id="7", source="a"), set()) == Report(id="7", source="a")


def test_reports_that_move_at_once_keep_their_ids() -> None:
    """Whichever new file is read first, it finds the id that its content had."""
    first, second = own_ids(_report("b", "乙"))
    for order in ((("y", "乙"), ("z", "甲")), (("y", "甲"), ("z", "乙"))):
        ids = Ids({"a": [first], "b": [second]}, {})
        ids.release("a", [first])
        ids.release("b", [second])
        found = {body: _settled(ids, _report(source, body)) for source, body in order}
        assert found == {"甲": first, "乙": second}


def test_claims_of_an_index_that_is_built_anew_bind_only_what_is_derived() -> None:
    """A report keeps the id it had though another is read before it; an explicit id goes to who has it now."""
    first, second = own_ids(_report("a", "乙"))
    ids = Ids({}, {"b": [first], "z": ["7"]})
    assert _settled(ids, _report("a", "乙")) == second
    assert _settled(ids, _report("b")) == first
    assert _settled(ids, Report(id="7", source="a")) == "7"
