"""Numbers that several reports have."""

from __future__ import annotations

import pytest

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from service.audit.finding import Fault, Subject
from service.audit.shared_numbers import SharedNumbers


class CountingId(str):
    """An id that counts how often one is compared with another."""

    __slots__ = ()
    compared = 0

    def __ne__(self, other: object) -> bool:
        CountingId.compared += 1
        return str.__ne__(self, other)

    __hash__ = str.__hash__


def faults_of(count: int) -> list[tuple[Subject, Fault]]:
    """Return what is found of so many reports with one number."""
    shared = SharedNumbers()
    for number in range(count):
        report = Report(f"r{number}", "a", index_number=parse_index_number("QH/2023/0001"))
        shared.add(report, Subject(CountingId(report.id), f"第{number}号通告", "水务局", 2023))
    return list(shared.faults())


@pytest.mark.parametrize(("count", "said"), [(2, "》的"), (6, "》的"), (7, "等 6 份的"), (50, "等 49 份的")])
def test_some_of_the_others_are_named(count: int, said: str) -> None:
    """Five of them, and how many there are; none is said to share with itself."""
    found = faults_of(count)
    assert [subject.id for subject, _ in found] == [f"r{number}" for number in range(count)]
    for subject, fault in found:
        assert len(fault.others) == min(count - 1, 5)
        assert subject.id not in fault.others
        assert fault.message.endswith(said)


def test_a_number_of_thousands_is_looked_at_once() -> None:
    """A placeholder may be that of every report: each is compared with a few others, not with all."""
    CountingId.compared = 0
    assert len(faults_of(2_000)) == 2_000
    assert CountingId.compared <= 2_000 * 6
