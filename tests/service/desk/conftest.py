"""A ledger with an editor's account, by a clock that is put forward by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.desk.accounts import Accounts, Role
from service.ledger.ledger import Ledger

PASSWORD = "qinghe shiyan 7"


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 27, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """Yield a ledger with an editor's account."""
    opened = Ledger(tmp_path / "ledger", create=True, clock=clock)
    Accounts(opened).add("zhang", Role.EDITOR, PASSWORD, by="root")
    yield opened
    opened.close()
