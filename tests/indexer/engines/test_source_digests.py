"""What reports are stored with while their source is indexed, and what that says of the source."""

from __future__ import annotations

from corpus.report import Report
from indexer.engines.source_digests import UNFINISHED, SourceDigests, source_states


def _report(report_id: str, source: str = "s") -> Report:
    return Report(id=report_id, source=source)


def test_the_first_report_marks_a_source_as_unfinished() -> None:
    """It does so under every version of it, until the end clears it after the last report has the digest."""
    digests = SourceDigests()
    assert [digests.put(_report(each)) for each in "abac"] == [UNFINISHED, "", UNFINISHED, ""]
    assert [(report.id, digest) for report, digest in digests.end("s", "d")] == [("c", "d"), ("a", "")]
    assert digests.end("s", "d") == []


def test_a_single_report_is_stored_once() -> None:
    """The report that begins a source may be the one that ends it."""
    digests = SourceDigests()
    assert digests.put(_report("a")) == UNFINISHED
    assert [(report.id, digest) for report, digest in digests.end("s", "d")] == [("a", "d")]


def test_a_report_that_is_gone_is_not_stored_again() -> None:
    """Neither a deleted report nor one that another source has taken over comes back at the end."""
    digests = SourceDigests()
    for each in "ab":
        digests.put(_report(each))
    digests.delete("b")
    assert [(report.id, digest) for report, digest in digests.end("s", "d")] == [("a", "")]
    for each in "ab":
        digests.put(_report(each))
    digests.put(_report("a", "t"))
    assert digests.end("s", "d") == []


def test_a_source_is_whole_with_one_digest() -> None:
    """No digest, two, or one beside the mark of an unfinished source count as none."""
    stored = {
        "none": ["", ""],
        "whole": ["", "d"],
        "two": ["d", "e"],
        "unfinished": [UNFINISHED, "d"],
        "begun": [UNFINISHED, ""],
    }
    states = source_states(
        (source, f"{source}{number}", digest) for source, each in stored.items() for number, digest in enumerate(each)
    )
    assert {source: state.digest for source, state in states.items()} == {**dict.fromkeys(stored, ""), "whole": "d"}
    assert states["two"].ids == {"two0", "two1"}
