"""Reports at the desk: finding one, its history, what a version changed, withdrawing and restoring it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.desk.accounts import Right
from service.errors import ServiceError
from service.ledger.errors import NoSuchPublication
from service.ledger.history import History, history
from service.ledger.published_file import file_of_entry
from service.ledger.publishing import Signed
from service.search.request import SearchRequest
from service.web.desk.staff import current_account, current_desk, desk_page
from service.web.port import current_archive
from service.web.problems import NoOriginal, NoSuchReport
from service.web.site.originals import sent


@desk_page("/find", Right.READ)
def find() -> ResponseReturnValue:
    """Return the reports that a query finds, with the way to their desk pages; of a number that none has, those with the nearest."""
    query, archive = request.args.get("q", "")[:200], current_archive()
    found = archive.search(SearchRequest(query)) if query.strip() else None
    near = archive.ways_out(found.request).near if found and not found.total else None
    return render_template("desk/find.html", query=query, found=found, near=near)


@desk_page("/reports/<path:report_id>", Right.READ)
def report(report_id: str) -> ResponseReturnValue:
    """Return what was done to a report, and what can be done."""
    return _report_page(report_id)


@desk_page("/reports/<path:report_id>/withdraw", Right.EDIT, "POST")
def withdraw(report_id: str) -> ResponseReturnValue:
    """Withdraw a report."""
    try:
        current_desk().publisher.withdraw(report_id, _signed())
    except ServiceError as exc:
        return _report_page(report_id, str(exc)), 409
    return redirect(url_for("desk.report", report_id=report_id), 303)


@desk_page("/reports/<path:report_id>/restore", Right.EDIT, "POST")
def restore(report_id: str) -> ResponseReturnValue:
    """Restore a report."""
    try:
        current_desk().publisher.restore(report_id, _signed())
    except ServiceError as exc:
        return _report_page(report_id, str(exc)), 409
    return redirect(url_for("desk.report", report_id=report_id), 303)


@desk_page("/reports/<path:report_id>/versions/<int:number>", Right.READ)
def version(report_id: str, number: int) -> ResponseReturnValue:
    """Return what the version of an entry changed, text by text."""
    found = _history(report_id)
    step = next((each for each in found.steps if each.entry.number == number and each.entry.digest), None)
    if step is None:
        raise NoSuchReport(f"{report_id} {number}")
    return render_template("desk/version.html", history=found, step=step)


@desk_page("/reports/<path:report_id>/versions/<int:number>/file", Right.READ)
def version_file(report_id: str, number: int) -> ResponseReturnValue:
    """Return the file that the version of an entry was read from."""
    entry = next((each.entry for each in _history(report_id).steps if each.entry.number == number), None)
    found = file_of_entry(current_desk().ledger, entry) if entry else None
    if found is None:
        raise NoOriginal
    return sent(found)


def _report_page(report_id: str, fault: str = "") -> str:
    found, publisher = _history(report_id), current_desk().publisher
    stand = publisher.stand(report_id)
    return render_template(
        "desk/report.html",
        history=found,
        is_withdrawn=stand.is_withdrawn,
        to_come=None if stand.is_withdrawn else publisher.still_to_come(stand),
        fault=fault,
    )


def _history(report_id: str) -> History:
    try:
        return history(current_desk().publisher, report_id)
    except NoSuchPublication as exc:
        raise NoSuchReport(report_id) from exc


def _signed() -> Signed:
    return Signed(current_account().name, request.form.get("reason", ""))
