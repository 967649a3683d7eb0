"""The page that checks what a draft cites."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from service.citations.checked import LONGEST_DRAFT, MOST_CITATIONS, CheckedDraft
from service.web import heavy, urls
from service.web.bodies import bounded
from service.web.port import current_archive

blueprint = Blueprint("drafts", __name__)


@blueprint.get(urls.CITATIONS)
def form() -> ResponseReturnValue:
    """Return the page with the form alone."""
    return _page("")


@blueprint.post(urls.CITATIONS)
def checked() -> ResponseReturnValue:
    """Return what became of each citation of a pasted draft. Nothing of it is kept."""
    draft = bounded(request).form.get("draft", "").replace("\r\n", "\n")
    if len(draft) > LONGEST_DRAFT:
        return _page(draft, problem=f"文稿有 {len(draft):,} 个字符，一次最多 {LONGEST_DRAFT:,} 个。请分几次粘贴。"), 400
    return _page(draft, heavy.checked(current_archive(), draft))


def _page(draft: str, found: CheckedDraft | None = None, *, problem: str = "") -> str:
    return render_template("citations.html", draft=draft, found=found, problem=problem, most=MOST_CITATIONS)
