"""What is sent is received."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.isolation.messages import Batch, Request, decode_batch, decode_request, encode_batch, encode_request
from corpus.problem import Problem
from corpus.readers import PassedOver
from corpus.report import Report
from tests.corpus.strategies import reports


@given(st.lists(reports()), st.booleans())
def test_reports_pass_unchanged(items: list[Report], ended: bool) -> None:
    """A batch of any reports arrives equal."""
    assert decode_batch(encode_batch(Batch(items, ended))) == Batch(items, ended)


def test_problems_and_odd_names_pass_unchanged() -> None:
    """So do problems with all they say, and paths that are no UTF-8."""
    problem = Problem("a\udcff.txt", "原因", line=3, skipped=False, count=7, cut_short=True)
    assert decode_batch(encode_batch(Batch([problem], leaving=True))) == Batch([problem], leaving=True)
    assert decode_request(encode_request(Request("/a\udcff", "a"))) == Request("/a\udcff", "a")


def test_a_file_passed_over_passes() -> None:
    """What holds nothing to read is told from a problem at the other end."""
    batch = Batch([PassedOver("a.html", "list_page"), Problem("a.html", "甲")], ended=True)
    assert decode_batch(encode_batch(batch)).items == batch.items
