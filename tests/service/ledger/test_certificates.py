"""Certificates of searches, made and verified on other days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Self

import pytest

from service.archive import Archive
from service.ledger.certificates import TRIES, System, to_file
from service.ledger.entries import Act, Draft
from service.ledger.errors import IndexChanging
from service.ledger.ledger import Ledger
from service.ledger.publishing import Signed
from service.search.parameters import parse_search
from service.settings import ArchiveSettings, Settings
from tests.oracle import MemoryEngine


class _Day(date):
    """A day that is set."""

    set_to = (2024, 12, 31)

    @classmethod
    def today(cls) -> Self:
        """Return it."""
        return cls(*cls.set_to)


@pytest.mark.parametrize("changes", [0, 2, TRIES])
def test_a_certificate_is_of_one_state_of_the_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, changes: int
) -> None:
    """Where it changes meanwhile is searched anew, some times, and then said; all that the index holds is digested once a try."""
    certifier, made = archive.certifier, []
    states = iter(["old"] * changes)

    def system() -> System:
        made.append(certifier.system())
        return made[-1]

    watched = replace(certifier, system=system, generation=lambda: next(states, certifier.generation()))
    asked = [parse_search([("q", "停水安排")])], Signed("张三")
    if changes < TRIES:
        assert watched.certify(*asked).act == Act.CERTIFY
    else:
        with pytest.raises(IndexChanging):
            watched.certify(*asked)
    assert len(made) == min(changes + 1, TRIES)
    assert archive.publisher.ledger.count() == (changes < TRIES)


def _noon() -> datetime:
    return datetime(2024, 12, 31, 12).astimezone()


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Return an archive with a report of each of two years, on a day that is set."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for year in (2023, 2024):
        (folder / f"{year}.txt").write_text(f"标题：{year}年度停水安排\n发布日期：{year}-05-01\n\n停水安排。", "utf-8")
    for module in ("service.archive", "service.ledger.certificates"):
        monkeypatch.setattr(f"{module}.date", _Day)
    opened = Ledger(tmp_path / "ledger", create=True, clock=_noon)
    made = Archive(MemoryEngine(), Settings(tmp_path, archive=ArchiveSettings(paths=(folder,))), opened)
    made.index()
    return made


@pytest.mark.parametrize("says_its_day", [True, False])
def test_a_search_is_repeated_as_on_its_day(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, *, says_its_day: bool
) -> None:
    """去年 is the year before that in which the certificate was written, whenever it is verified; older ones don't say their day."""
    ledger = archive.publisher.ledger
    entry = archive.certifier.certify([parse_search([("q", "去年停水安排")])], Signed("张三"))
    record = ledger.record(entry.digest)
    assert (record["day"], record["searches"][0]["named_time"]) == ("2024-12-31", "去年")
    if not says_its_day:
        del record["day"]
        (entry,) = ledger.append([Draft(Act.CERTIFY, "检索证明//1", "张三", record=record)])
    file = to_file(ledger, entry)
    monkeypatch.setattr(_Day, "set_to", (2025, 1, 1))
    findings = list(archive.certifier.verify(file))
    assert [each.text for each in findings if not each.is_good] == []
    assert "结果相同" in findings[-1].text
