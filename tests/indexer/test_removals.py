"""How many reports a build loses."""

from __future__ import annotations

from indexer.removals import Removals


def test_reports_that_others_replace_in_their_source_are_no_loss() -> None:
    """Up to the number of new ones in the same source; what moved elsewhere needs none of them."""
    removals = Removals()
    removals.add("a", ["1", "2", "3"])
    removals.add("b", ["4"])
    removals.add("b", ["5"], moved=True)
    assert removals.lost == 4
    for source in "aabbc":
        removals.gain(source)
    assert removals.replace() == 3
    assert (len(removals), removals.lost, removals.by_source()) == (5, 1, {"a": 1})


def test_a_report_that_another_source_has_is_not_removed() -> None:
    """It is told from those that were never to be removed."""
    removals = Removals()
    removals.add("a", ["1", "2"])
    removals.spare("1")
    removals.spare("3")
    assert (list(removals), removals.taken) == (["2"], {"1"})
