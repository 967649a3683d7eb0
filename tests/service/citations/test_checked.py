"""What becomes of the citations of a draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from indexer.engine import Engine
from service.citations import checked
from service.citations.archive_sources import sources_of
from service.citations.checked import MOST_CITATIONS, checked_draft
from service.ledger.ledger import Ledger
from service.ledger.publishing import Publisher, Signed
from service.outcomes import Outcome
from tests.oracle import MemoryEngine

TODAY = date(2026, 11, 1)
REPORTS = (
    Report(
        id="water",
        source="a",
        title="青禾市水务局关于城区停水的通知",
        body="正文",
        index_number=parse_index_number("015530468/2022-00041"),
        document_number=parse_document_number("青水发〔2023〕8号"),
    ),
    Report(id="old", source="b", title="节水管理办法", body="正文", status="已废止"),
    Report(
        id="order", source="c", title="供水条例", body="正文", document_number=parse_document_number("国务院令第158号")
    ),
    Report(
        id="penalty",
        source="d",
        title="处罚决定书",
        body="正文",
        document_number=parse_document_number("青人社（监）罚字〔2023〕第0013号"),
    ),
)


@pytest.fixture
def engine() -> Engine:
    """Return an archive of four reports."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for report in REPORTS:
            writer.put(report)
    return engine


@pytest.mark.parametrize(
    ("draft", "outcome", "ids", "suggested"),
    [
        ("《关于城区停水的通知》（青水发〔2023〕8号）", checked.FOUND, ["water"], ""),
        ("《关于城区停水的通知》", checked.FOUND, ["water"], ""),
        ("依据青水发〔2023〕8号", checked.FOUND, ["water"], ""),
        ("015530468/2022-00041", checked.FOUND, ["water"], ""),
        ("国务院令第158号", checked.FOUND, ["order"], ""),
        ("青水发[2023]8号", checked.OTHER_FORM, ["water"], "青水发〔2023〕8号"),
        ("015530468/2022-41", checked.OTHER_FORM, ["water"], "015530468/2022-00041"),
        ("《关于城区停水的通知》（国务院令第158号）", checked.MISMATCH, ["order"], ""),
        ("《关于城区停水的通知》（青水发〔2023〕9号）", checked.MISMATCH, ["water"], ""),
        ("依据青人社监罚字〔2023〕13号", checked.FOUND, ["penalty"], ""),
        ("《节水管理办法》", checked.ENDED, ["old"], ""),
        ("《没有的办法》", checked.ABSENT, [], ""),
        ("省政府令第158号", checked.ABSENT, [], ""),
        ("青水发〔2023〕88号", checked.ABSENT, [], ""),
    ],
)
def test_each_citation_has_a_state(
    engine: Engine, draft: str, outcome: Outcome, ids: list[str], suggested: str
) -> None:
    """Exact numbers and titles are found, in other forms too; what is nearly right is not."""
    (found,) = checked_draft(draft, sources_of(engine, None, TODAY)).citations
    assert (found.outcome, [each.id for each in found.reports], found.suggested) == (outcome, ids, suggested)
    assert found.reason


def test_what_was_withdrawn_is_said_to_be(engine: Engine, tmp_path: Path) -> None:
    """By its number and by its title, and no longer once it is restored."""
    ledger = Ledger(tmp_path / "ledger.sqlite", create=True)
    gone = Report(
        id="",
        source="",
        title="关于试点的公告",
        body="正文",
        document_number=parse_document_number("青水告〔2024〕1号"),
    )
    publisher = Publisher(engine, ledger)
    done = publisher.publish(gone, Signed("王", "公开"))
    draft = "《关于试点的公告》，青水告〔2024〕1号"
    publisher.withdraw(done.entry.subject, Signed("王", "有误"))
    outcomes = [each.outcome for each in checked_draft(draft, sources_of(engine, ledger, TODAY)).citations]
    assert outcomes == [checked.WITHDRAWN, checked.WITHDRAWN]


def test_a_long_draft_says_what_was_left_out(engine: Engine) -> None:
    """Repeated citations are looked up once, and all are counted."""
    found = checked_draft("《供水条例》" * (MOST_CITATIONS + 3), sources_of(engine, None, TODAY))
    assert (len(found.citations), found.left_out) == (MOST_CITATIONS, 3)
    assert found.counts[checked.FOUND] == MOST_CITATIONS
    assert found.citations[1].span.start == len("《供水条例》")


def test_a_number_of_a_report_without_one_cannot_be_checked(engine: Engine) -> None:
    """It is not said to be another number."""
    (found,) = checked_draft("《节水管理办法》（青水发〔2020〕1号）", sources_of(engine, None, TODAY)).citations
    assert (found.outcome, found.reason) == (checked.MISMATCH, "有这个标题，但档案里的没有文号，无法核对")
