"""What auditors see: every act in the ledger's chain, and failed sign-ins, as pages and as files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from service.desk.accounts import Right
from service.desk.failures import KEPT_FOR, MOST_KEPT
from service.export.comma_separated import comma_separated
from service.ledger.acts import ActFilter, acts, rows
from service.ledger.entries import ACT_LABELS, in_beijing
from service.web.desk.staff import current_desk, desk_page
from service.web.paging import before

SHOWN = 100
"""Acts on one page."""


@desk_page("/acts", Right.AUDIT)
def acts_page() -> ResponseReturnValue:
    """Return the acts that the address asks for, newest first."""
    wanted, ledger = _wanted(), current_desk().ledger
    found = acts(ledger, wanted, SHOWN)
    query = {name: value for name, value in request.args.items() if name in ("act", "by", "first", "last")}
    return render_template(
        "desk/acts.html",
        acts=found,
        wanted=wanted,
        query=query,
        labels=ACT_LABELS,
        more=len(found) == SHOWN,
        last=ledger.last(),
    )


@desk_page("/acts.csv", Right.AUDIT)
def acts_file() -> ResponseReturnValue:
    """Return all acts that the address asks for as a table."""
    return table_file(comma_separated(rows(current_desk().ledger, _wanted())), "acts")


@desk_page("/failures", Right.AUDIT)
def failures_page() -> ResponseReturnValue:
    """Return the failed sign-ins, newest first."""
    found = current_desk().sessions.failures.newest(SHOWN, before=before())
    return render_template(
        "desk/failures.html", failures=found, more=len(found) == SHOWN, days=KEPT_FOR.days, most=MOST_KEPT
    )


@desk_page("/failures.csv", Right.AUDIT)
def failures_file() -> ResponseReturnValue:
    """Return all failed sign-ins as a table."""
    found = current_desk().sessions.failures.newest(MOST_KEPT)
    lines = [("时间（北京）", "账号", "来自"), *((in_beijing(each.at), each.account, each.address) for each in found)]
    return table_file(comma_separated(lines), "failures")


def table_file(content: Iterable[bytes], name: str) -> Response:
    """Return a table in CSV as a file to keep."""
    response = current_app.response_class(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _wanted() -> ActFilter:
    """Return which acts the address asks for; what can't be understood of it is left out."""
    given = request.args
    act = given.get("act", "")
    return ActFilter(
        act=act if act in ACT_LABELS else "",
        by=given.get("by", "").strip()[:100],
        first=_day(given.get("first", "")),
        last=_day(given.get("last", "")),
        before=before(),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if 1970 <= day.year < 9999 else None
