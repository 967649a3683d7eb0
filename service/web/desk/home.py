"""The first page of the desk."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from service.desk.accounts import ROLE_LABELS, Right
from service.desk.drafts import Drafts
from service.ledger.entries import in_beijing
from service.ledger.recent import recent_acts
from service.web.desk.staff import blueprint, current_account, current_desk, desk_page
from service.web.paging import before

DESK_LINKS: list[tuple[str, str, Right]] = [
    ("desk.home", "工作台", Right.READ),
    ("desk.new", "上传", Right.EDIT),
    ("desk.find", "查找", Right.READ),
    ("numbers.listed", "编号台账", Right.READ),
    ("desk.applications", "答复助手", Right.READ),
    ("desk.certificates_page", "检索证明", Right.READ),
    ("desk.findings_page", "检查", Right.AUDIT),
    ("desk.acts_page", "操作记录", Right.AUDIT),
]
"""What the desk leads to from every page: endpoint, name, and the right that it needs."""

SHOWN = 50
"""Acts on one page."""


@desk_page("/", Right.READ)
def home() -> ResponseReturnValue:
    """Return what was done of late, and before that: what is withdrawn is reached from here alone."""
    ledger = current_desk().ledger
    drafts = Drafts(ledger).all() if current_account().may(Right.EDIT) else []
    acts = recent_acts(ledger, SHOWN, before=before())
    return render_template("desk/home.html", acts=acts, more=len(acts) == SHOWN, drafts=drafts)


@blueprint.context_processor
def _for_templates() -> dict[str, object]:
    return {
        "account": current_account,
        "in_beijing": in_beijing,
        "ROLE_LABELS": ROLE_LABELS,
        "desk_links": DESK_LINKS,
        "EDIT": Right.EDIT,
    }
