"""Publishing in the browser: upload a file, see what was read, mend it, look at it, publish it now or at a time, or in the place of what is public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from corpus.report import Report
from service.audit.personal import personal_data_published
from service.desk.accounts import Right
from service.desk.drafts import Drafts, PendingReport
from service.errors import ServiceError
from service.ledger.entries import BEIJING
from service.ledger.errors import BadField
from service.ledger.history import Change, changes
from service.ledger.mending import values_of
from service.ledger.publishing import Done, Signed
from service.web.desk.fields import Filled, fields_of, filled_in, last_seen
from service.web.desk.staff import LARGEST_UPLOAD, current_account, current_desk, desk_page


@desk_page("/new", Right.EDIT)
def new() -> ResponseReturnValue:
    """Return the form for a file."""
    return _upload_page("")


@desk_page("/new", Right.EDIT, "POST")
def upload() -> ResponseReturnValue:
    """Read an uploaded file, and lead to its draft, or to the list where it holds several."""
    file, desk = request.files.get("file"), current_desk()
    if file is None or not file.filename:
        return _upload_page("请选择一个文件。"), 400
    try:
        names = Drafts(desk.ledger).upload(file, desk.settings, by=current_account().name)
    except ServiceError as exc:
        return _upload_page(str(exc)), 422
    return redirect(url_for("desk.draft", name=names[0]) if len(names) == 1 else url_for("desk.home"), 303)


@desk_page("/drafts/<name>", Right.EDIT)
def draft(name: str) -> ResponseReturnValue:
    """Return what was read, to be mended."""
    found = Drafts(current_desk().ledger).named(name)
    return _draft_page(found, Filled(found.report, fields_of(found.report, dict(found.origins))))


@desk_page("/drafts/<name>", Right.EDIT, "POST")
def drafted(name: str) -> ResponseReturnValue:
    """Keep what was mended, and show it, publish it, or remove the draft, as the button says."""
    drafts = Drafts(current_desk().ledger)
    found, act = drafts.named(name), request.form.get("act", "preview")
    if act == "remove":
        drafts.remove(name)
        return redirect(url_for("desk.home"), 303)
    filled = filled_in(found.report)
    if filled.report is None:
        return _draft_page(found, filled), 422
    drafts.change(name, filled.report)
    if act != "publish":
        return _draft_page(found, filled, preview=True)
    try:
        done = _published(found, filled.report)
    except ServiceError as exc:
        return _draft_page(found, Filled(filled.report, filled.fields, str(exc))), 409
    drafts.remove(name)
    return redirect(url_for("desk.report", report_id=done.entry.subject), 303)


def _published(found: PendingReport, report: Report) -> Done:
    """Publish a draft, as a new report or as another version of the one that it replaces. Raises `NotPublished`."""
    publisher, given = current_desk().publisher, request.form
    signed = Signed(current_account().name, given.get("reason", ""), found.details)
    if found.replaces:
        return publisher.correct(found.replaces, lambda _: report, signed, after=last_seen())
    return publisher.publish(report, signed, at=_time(given.get("at", "")))


def _draft_page(found: PendingReport, filled: Filled, *, preview: bool = False) -> str:
    stand = current_desk().publisher.stand(found.replaces) if found.replaces else None
    drafted = filled.report or found.report
    return render_template(
        "desk/draft.html",
        draft=found,
        filled=filled,
        preview=preview,
        stand=stand,
        after=stand.last if stand else 0,
        changes=tuple(_changed(stand.report, drafted)) if stand else (),
        personal=[each.message for each in personal_data_published(drafted)],
    )


def _changed(published: Report, drafted: Report) -> Iterator[Change]:
    return changes(values_of(published), values_of(drafted))


def _upload_page(fault: str) -> str:
    return render_template("desk/new.html", fault=fault, megabytes=LARGEST_UPLOAD // 1_000_000)


def _time(text: str) -> datetime | None:
    """Return the time in Beijing that a form names, None for none. Raises `BadField`."""
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=BEIJING)
    except ValueError as exc:
        raise BadField("at", f"“{text}”不是有效的时间，应写成 2026-12-01T09:00。") from exc
