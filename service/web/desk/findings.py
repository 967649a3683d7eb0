"""The last audit at the desk: its findings by kind, issuer and year, over time, and one to be dismissed with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from service.audit.export import table
from service.audit.kinds import KINDS
from service.audit.last_audit import (
    FindingFilter,
    ListedFinding,
    acts_on,
    all_findings,
    audits,
    dismiss_finding,
    finding_named,
    findings,
    reopen_finding,
    totals,
)
from service.desk.accounts import Right
from service.errors import ServiceError
from service.export.comma_separated import comma_separated
from service.ledger.entries import time_of
from service.web import urls
from service.web.desk.auditing import table_file
from service.web.desk.staff import current_account, current_desk, desk_page
from service.web.whole_numbers import number

SHOWN = 50
"""Findings on one page."""

MOST_GROUPS = 40
"""Issuers and years that are counted on the page, those with most findings, or the latest."""

AUDITS = 12
"""Audits that are compared."""


@desk_page("/audit", Right.AUDIT)
def findings_page() -> ResponseReturnValue:
    """Return the findings of the last audit that the address asks for."""
    ledger, wanted = current_desk().ledger, _wanted()
    kept = audits(ledger, AUDITS)
    found = findings(ledger, wanted, SHOWN, after=number(request.args.get("after", "")))
    query = {name: value for name, value in request.args.items() if name in ("kind", "issuer", "year", "state")}
    return render_template(
        "desk/findings.html",
        audits=kept,
        audits_shown=AUDITS,
        days=(datetime.now(UTC) - time_of(kept[0].at)).days if kept else 0,
        kinds=KINDS,
        wanted=wanted,
        query=query,
        counts={group: totals(ledger, wanted, group, MOST_GROUPS) for group in ("kind", "issuer", "year")},
        most=MOST_GROUPS,
        findings=found,
        more=len(found) == SHOWN,
    )


@desk_page("/audit.csv", Right.AUDIT)
def findings_file() -> ResponseReturnValue:
    """Return all findings that the address asks for as a table."""
    desk = current_desk()
    chosen = ((each.finding, each.dismissed) for each in all_findings(desk.ledger, _wanted()))
    lines = table(chosen, urls.reports_at(desk.settings.web.url))
    return table_file(comma_separated(lines), "audit")


@desk_page("/audit/<name>", Right.AUDIT)
def finding_page(name: str) -> ResponseReturnValue:
    """Return one finding, what was done about it, and the form to dismiss it."""
    return _page(name, "")


@desk_page("/audit/<name>/dismiss", Right.AUDIT, "POST")
def dismiss(name: str) -> ResponseReturnValue:
    """Dismiss a finding, or take that back, as the button says."""
    given = {"by": current_account().name, "reason": request.form.get("reason", "")[:500]}
    judge = reopen_finding if request.form.get("act") == "reopen" else dismiss_finding
    found = _found(name)
    try:
        judge(current_desk().ledger, found.finding.id, **given)
    except ServiceError as exc:
        return _page(name, str(exc)), 409
    return redirect(url_for("desk.finding_page", name=name), 303)


def _page(name: str, fault: str) -> str:
    found = _found(name)
    acts = acts_on(current_desk().ledger, name)
    return render_template("desk/finding.html", found=found, acts=acts, fault=fault)


def _found(name: str) -> ListedFinding:
    found = finding_named(current_desk().ledger, name)
    if found is None:
        raise NotFound
    return found


def _wanted() -> FindingFilter:
    """Return which findings the address asks for; what can't be understood of it is left out."""
    given = request.args
    kind, year = given.get("kind", ""), given.get("year", "")[:4]
    return FindingFilter(
        kind=kind if kind in KINDS else None,
        issuer=given["issuer"] if given.get("issuer") else None,
        year=number(year) if year.isdecimal() else None,
        is_dismissed=given.get("state") == "dismissed",
    )
