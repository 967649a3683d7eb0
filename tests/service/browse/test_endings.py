"""Reports that end others, on the pages of those."""

from __future__ import annotations

from corpus.report import Ended, Report, with_ended
from service.browse.endings import ended_by
from tests.oracle import MemoryEngine

NEW = Report(id="new", source="s", title="青禾市水库管理办法", body="《青禾市水库管理规定》同时废止。")
OLD = Report(id="old", source="s", title="青禾市水库管理规定")


def test_the_ending_report_comes_without_its_body() -> None:
    """Beside the sentence that the index keeps; one that is gone is not named."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(NEW)
    found = ended_by(engine, with_ended(OLD, Ended("new", NEW.body)))
    assert found is not None
    assert (found.report.id, found.report.body, found.sentence) == ("new", "", NEW.body)
    assert ended_by(engine, OLD) is None
    assert ended_by(engine, with_ended(OLD, Ended("gone", NEW.body))) is None
