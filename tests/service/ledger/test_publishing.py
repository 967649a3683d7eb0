"""Publishing where the index doesn't follow: what the ledger has is done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engine import Writer
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import EngineUnavailable, IndexDamaged, IndexerError, IndexUnwritable
from service.ledger.follower import Follower
from service.ledger.ledger import Ledger
from service.ledger.publishing import Publisher, Signed

REPORT = Report(id="r1", source="a.txt", title="东桥封闭养护的通告", body="东桥封闭养护。")


class FaultyEngine(WhooshEngine):
    """An engine that can be read; while it has a `fault` it can't be written."""

    fault: IndexerError | None = None

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Raise the fault."""
        if self.fault:
            raise self.fault
        with super().write() as writer:
            yield writer


@pytest.fixture
def engine(tmp_path: Path) -> FaultyEngine:
    """Return one with an empty index."""
    made = FaultyEngine(tmp_path / "index")
    with made.write():
        pass
    return made


@pytest.mark.parametrize(
    "fault",
    [
        IndexUnwritable(Path("index"), "只读的文件系统"),
        EngineUnavailable("cluster:9200", "没有应答", retry_after=5),
        IndexDamaged(Path("index"), "a.seg"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_an_act_in_the_ledger_is_done_whatever_is_wrong_with_the_index(
    engine: FaultyEngine, tmp_path: Path, fault: IndexerError, caplog: pytest.LogCaptureFixture
) -> None:
    """Who did it is told that the index follows later, the log says why, and the follower of the service mends it."""
    publisher = Publisher(engine, Ledger(tmp_path / "ledger", create=True))
    assert publisher.publish(REPORT, Signed("张三")).is_followed
    follower = Follower(publisher)
    follower.look()
    engine.fault = fault
    with caplog.at_level(logging.WARNING):
        done = publisher.withdraw("r1", Signed("张三", "发错了"))
    assert (done.entry.act, done.is_followed) == ("withdraw", False)
    assert str(fault) in caplog.text
    with pytest.raises(type(fault)):
        follower.look()
    assert list(engine.get(["r1"])) == ["r1"]
    engine.fault = None
    assert follower.look()
    assert not engine.get(["r1"])
