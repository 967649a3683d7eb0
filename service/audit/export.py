"""An audit for other programs: as a table, and as what JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.audit.audit import Audit
from service.audit.finding import Finding
from service.audit.totals import by_issuer, by_kind, by_year
from service.export.table import AddressOf
from service.listing import headings

HEADINGS = ("编号", "类别", "说明", "建议", *headings(("issuer",)), "年份", "网址", "已忽略")


def rows(found: Audit, address_of: AddressOf) -> Iterator[tuple[str, ...]]:
    """Yield the headings and a row for each finding, dismissed ones too, with the reason."""
    return table(((each, found.dismissed.get(each.id, "")) for each in found.findings), address_of)


def table(findings: Iterable[tuple[Finding, str]], address_of: AddressOf) -> Iterator[tuple[str, ...]]:
    """Yield the headings and a row for each finding with the reason why it was dismissed, "" for an open one."""
    yield HEADINGS
    for each, dismissed in findings:
        cells = (
            each.id,
            each.kind.label,
            each.message,
            each.kind.advice,
            each.title,
            each.issuer,
            str(each.year or ""),
        )
        yield (*cells, address_of(each.report_id), dismissed)


def to_record(found: Audit, address_of: AddressOf) -> dict[str, object]:
    """Return an audit as a dict that JSON can hold; the totals count open findings only."""
    return {
        "reports": found.reports,
        "open": len(found.open),
        "by_kind": by_kind(found.open),
        "by_issuer": by_issuer(found.open),
        "by_year": by_year(found.open),
        "notes": list(found.notes),
        "findings": [_finding(each, found, address_of) for each in found.findings],
    }


def _finding(each: Finding, found: Audit, address_of: AddressOf) -> dict[str, object]:
    return {
        "id": each.id,
        "kind": each.kind.name,
        "message": each.message,
        "advice": each.kind.advice,
        "report": each.report_id,
        "title": each.title,
        "issuer": each.issuer,
        "year": each.year,
        "url": address_of(each.report_id),
        "others": list(each.others),
        "dismissed": found.dismissed.get(each.id, ""),
    }
