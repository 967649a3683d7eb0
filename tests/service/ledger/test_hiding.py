"""What is withdrawn is not found, whenever the index follows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engine import Matches
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan
from service.ledger.entries import Act, Draft
from service.ledger.hiding import HidingEngine
from service.ledger.ledger import Ledger
from service.ledger.publishing import Publisher, Signed

REPORT = Report(id="r1", source="a.txt", title="东桥封闭养护的通告", body="东桥封闭养护。", issuer="交通局")


class OvertakenEngine(WhooshEngine):
    """An engine whose index follows the ledger, in another process, as soon as it was searched."""

    publisher: Publisher | None = None

    def search(self, plan: Plan) -> Matches:
        """Return what a plan finds in the state of before."""
        found = super().search(plan)
        self._follow()
        return found

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what is found in the state of before."""
        found = super().lookup(field, values)
        self._follow()
        return found

    def _follow(self) -> None:
        if self.publisher:
            assert self.publisher.follow(["r1"])


@pytest.fixture
def public(tmp_path: Path) -> HidingEngine:
    """Return what the public sees of an index that still has a withdrawn report, until it is searched."""
    engine, ledger = OvertakenEngine(tmp_path / "index"), Ledger(tmp_path / "ledger", create=True)
    other = Publisher(WhooshEngine(tmp_path / "index"), ledger)
    with engine.write():
        pass
    other.publish(REPORT, Signed("张三"))
    ledger.append([Draft(Act.WITHDRAW, "r1", "张三", "发错了")])
    engine.publisher = other
    return HidingEngine(engine, ledger)


def test_what_is_withdrawn_is_not_found(public: HidingEngine) -> None:
    """Also where the index loses it just after it was searched."""
    assert public.search(Plan(Everything(), limit=10)).hits == ()
    assert public.hidden() == frozenset()


def test_what_is_withdrawn_is_not_looked_up(public: HidingEngine) -> None:
    """Nor is its value."""
    assert public.lookup("issuer", ["交通局"]) == {}
