"""An audit of several reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from service.audit.audit import Audit, AuditRules, audit
from service.audit.dismissals import UnusableDismissals, dismiss, read_dismissals
from service.audit.export import HEADINGS, rows, to_record
from service.audit.totals import by_issuer, by_kind, by_year

RULES = AuditRules(date(2026, 11, 1))
GOOD = Report(
    id="good",
    source="good.html",
    title="关于停水的通知",
    body="因管道检修，城东片区停水一天，请提前储水。",
    issuer="青禾市水务局",
    index_number=parse_index_number("000014348/2023-00001"),
    document_number=parse_document_number("青水发〔2023〕1号"),
    written=PartialDate(2023, 3, 1),
    published=PartialDate(2023, 3, 2),
)


def _kinds(found: Audit) -> list[tuple[str, str]]:
    return [(each.kind.name, each.report_id) for each in found.findings]


def test_a_good_report_has_no_findings() -> None:
    """Nothing is found where nothing is wrong."""
    assert audit([GOOD], RULES).findings == ()


def test_shared_numbers_name_each_other() -> None:
    """Both reports have the finding; a reprint may have the document number of its original."""
    other = replace(GOOD, id="other", title="关于供水的公告")
    reprint = replace(GOOD, id="reprint", index_number=parse_index_number("000014348/2023-00002"))
    found = audit([GOOD, other], RULES)
    assert _kinds(found) == [
        ("shared_index_number", "good"),
        ("shared_index_number", "other"),
        ("shared_document_number", "good"),
        ("shared_document_number", "other"),
    ]
    assert found.findings[0].others == ("other",)
    assert audit([GOOD, reprint], RULES).findings == ()


def test_a_form_of_ones_own_is_no_mistake() -> None:
    """What stands out among an agency's numbers is malformed; what all of them have is its form."""
    own = [
        replace(GOOD, id=f"{n}", document_number=None, index_number=parse_index_number(f"甲字{n}")) for n in range(9)
    ]
    assert audit(own, RULES).findings == ()
    usual = [
        replace(GOOD, id=f"u{n}", document_number=None, index_number=parse_index_number(f"000014348/2023-{n + 5}"))
        for n in range(9)
    ]
    assert _kinds(audit([*usual, own[3]], RULES)) == [("malformed_number", "3")]


@pytest.mark.parametrize(
    ("url", "is_dead"),
    [
        ("https://www.example.gov.cn/a.pdf", False),
        ("//www.example.gov.cn/a.pdf", False),
        ("", True),
        ("javascript:void(0)", True),
        ("http://10.1.2.3/a.pdf", True),
        ("http://oa/a.pdf", True),
        ("file:///D:/a.pdf", True),
        ("http://[bad/a.pdf", True),
        ("./a.pdf", False),
        ("./b.pdf", True),
    ],
)
def test_dead_links_are_told_without_fetching(tmp_path: Path, url: str, is_dead: bool) -> None:
    """By what an address is, and by whether the file lies beside its page."""
    (tmp_path / "a.pdf").touch()
    report = replace(GOOD, attachments=(Attachment("附件", url),))
    found = audit([report], replace(RULES, file_of=lambda source: tmp_path / source))
    assert bool(found.findings) == is_dead


def test_personal_data_are_said_masked_only() -> None:
    """No export of an audit publishes what it warns of."""
    report = replace(GOOD, body="张某，11010519491231002X，电话13800138000。")
    found = audit([report], RULES)
    assert _kinds(found) == [("identity_number", "good"), ("mobile", "good")]
    said = str(to_record(found, str)) + str(list(rows(found, str)))
    assert "19491231" not in said
    assert "13800138000" not in said


def test_ids_stay_while_the_fault_does(tmp_path: Path) -> None:
    """So a dismissal holds in the next audit, and ends with the fault."""
    report = replace(GOOD, issuer="")
    (finding,) = audit([report], RULES).findings
    path = tmp_path / "dismissed.txt"
    dismiss(path, finding.id, "机构已撤销\n# 2019", date(2026, 11, 1))
    again = audit(
        [GOOD, replace(report, body=f"{GOOD.body}又及。", index_number=parse_index_number("000014348/2023-3"))],
        RULES,
        read_dismissals(path),
    )
    assert [each for each in again.open if each.kind.name == "missing_field"] == []
    assert again.dismissed == {finding.id: "机构已撤销 ＃ 2019"}


def test_a_list_of_dismissals_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """With the line; a list that isn't there yet is empty."""
    assert read_dismissals(tmp_path / "none.txt") == read_dismissals(None) == {}
    (tmp_path / "bad.txt").write_text("# 忽略\n没有编号\n", encoding="utf-8")
    with pytest.raises(UnusableDismissals, match="第 2 行"):
        read_dismissals(tmp_path / "bad.txt")


def test_totals_are_by_kind_issuer_and_year() -> None:
    """Of what is open; the table has a row for each finding."""
    found = audit([replace(GOOD, title=""), replace(GOOD, id="x", issuer="", index_number=None, published=None)], RULES)
    assert (
        by_kind(found.open) == {"missing_field": 4, "shared_document_number": 2}
        or by_kind(found.open)["missing_field"] == 4
    )
    assert sum(sum(each.values()) for each in by_issuer(found.open).values()) == len(found.open)
    assert sum(sum(each.values()) for each in by_year(found.open).values()) == len(found.open)
    table = list(rows(found, "/reports/{}".format))
    assert {len(row) for row in table} == {len(HEADINGS)}
    assert len(table) == 1 + len(found.findings)


def test_an_unknown_year_is_a_note() -> None:
    """In plain words, once for each year."""
    report = replace(GOOD, written=PartialDate(2090, 1, 2), published=PartialDate(2090, 9, 1))
    assert len(audit([report], replace(RULES, today=date(2091, 1, 1))).notes) == 1
