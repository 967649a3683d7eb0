"""Answering applications: paste one, see what is public already, copy the line of the reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue

from corpus.report import Report
from service.applications.answered import AnsweredApplication
from service.applications.asked import LONGEST_APPLICATION
from service.applications.matched import MatchedApplication, matched_application
from service.applications.reply import reply_line
from service.desk.accounts import Right
from service.web.desk.staff import current_account, current_desk, desk_page
from service.web.port import current_archive
from service.web.site.downloads import report_addresses


@desk_page("/applications", Right.READ)
def applications() -> ResponseReturnValue:
    """Return the form for an application."""
    return _page("")


@desk_page("/applications", Right.READ, "POST")
def matched() -> ResponseReturnValue:
    """Return what is public of what an application asks for; note which report answers it, where a button says so. Nothing else is kept."""
    application = request.form.get("application", "").replace("\r\n", "\n")
    if len(application) > LONGEST_APPLICATION:
        told = f"申请最多 {LONGEST_APPLICATION:,} 个字符，请只粘贴申请公开的内容。"
        return _page(application[:LONGEST_APPLICATION], fault=told), 422
    archive = current_archive()
    found = matched_application(application, archive.search, archive.check_citations)
    answered_before = current_desk().answered
    earlier = {each.text: answered_before.like(each.text) for each in found.pieces}
    piece, _, report_id = request.form.get("keep", "").partition(" ")
    return _page(application, found, earlier, noted=_note(found, piece, report_id))


def _note(found: MatchedApplication, piece: str, report_id: str) -> bool:
    """Note that a report answers a piece, if it is one of its answers; return whether it was noted."""
    answered = [
        each.text
        for number, each in enumerate(found.pieces)
        if str(number) == piece and any(answer.report.id == report_id for answer in each.answers)
    ]
    answered_before = current_desk().answered
    if not answered or not answered_before.are_kept:
        return False
    answered_before.keep(answered[0], report_id, by=current_account().name)
    return True


def _page(
    application: str,
    found: MatchedApplication | None = None,
    earlier: Mapping[str, Sequence[AnsweredApplication]] = MappingProxyType({}),
    *,
    fault: str = "",
    noted: bool = False,
) -> str:
    return render_template(
        "desk/applications.html",
        application=application,
        found=found,
        fault=fault,
        noted=noted,
        kept=current_desk().answered,
        earlier=earlier,
        reply=_reply,
        most=LONGEST_APPLICATION,
    )


def _reply(report: Report) -> str:
    return reply_line(report, report_addresses()(report.id))
