"""Correcting a published report at the desk: field by field, or by a new file, which becomes a draft of its next version."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.desk.accounts import Right
from service.desk.drafts import Drafts
from service.errors import ServiceError
from service.ledger.errors import IsWithdrawn, NoSuchPublication
from service.ledger.publishing import Signed, Stand
from service.web.desk.fields import Filled, fields_of, filled_in, last_seen
from service.web.desk.staff import LARGEST_UPLOAD, current_account, current_desk, desk_page
from service.web.problems import NoSuchReport


@desk_page("/reports/<path:report_id>/correct", Right.EDIT)
def correct(report_id: str) -> ResponseReturnValue:
    """Return the form of a report's fields, and that for a new file."""
    return _unchanged(_stand(report_id))


@desk_page("/reports/<path:report_id>/correct", Right.EDIT, "POST")
def corrected(report_id: str) -> ResponseReturnValue:
    """Publish a report as it was filled in, unless somebody else changed it meanwhile."""
    stand, seen = _stand(report_id), last_seen()
    filled = filled_in(stand.report)
    mended = filled.report
    if mended is None:
        return _page(stand, filled, seen=seen), 422
    signed = Signed(current_account().name, request.form.get("reason", ""))
    try:
        current_desk().publisher.correct(stand.report.id, lambda _: mended, signed, after=seen)
    except ServiceError as exc:
        return _page(stand, Filled(mended, filled.fields, str(exc)), seen=seen), 409
    return redirect(url_for("desk.report", report_id=stand.report.id), 303)


@desk_page("/reports/<path:report_id>/replace", Right.EDIT, "POST")
def replace(report_id: str) -> ResponseReturnValue:
    """Read an uploaded file as the next version of a report, and lead to its draft."""
    stand, desk, file = _stand(report_id), current_desk(), request.files.get("file")
    if file is None or not file.filename:
        return _unchanged(stand, "请选择一个文件。"), 400
    try:
        if stand.is_withdrawn:
            raise IsWithdrawn(stand.report.id)
        (name,) = Drafts(desk.ledger).upload(file, desk.settings, by=current_account().name, replaces=stand.report)
    except ServiceError as exc:
        return _unchanged(stand, str(exc)), 422
    return redirect(url_for("desk.draft", name=name), 303)


def _stand(report_id: str) -> Stand:
    try:
        return current_desk().publisher.stand(report_id)
    except NoSuchPublication as exc:
        raise NoSuchReport(report_id) from exc


def _unchanged(stand: Stand, file_fault: str = "") -> str:
    return _page(stand, Filled(stand.report, fields_of(stand.report)), file_fault)


def _page(stand: Stand, filled: Filled, file_fault: str = "", *, seen: int = -1) -> str:
    return render_template(
        "desk/correct.html",
        report_id=stand.report.id,
        after=stand.last if seen < 0 else seen,
        filled=filled,
        file_fault=file_fault,
        megabytes=LARGEST_UPLOAD // 1_000_000,
    )
