"""The page that checks what a draft cites."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from service.citations.checked import MOST_CITATIONS, STATES
from service.web import urls
from service.web.bodies import bounded
from service.web.port import current_archive

blueprint = Blueprint("drafts", __name__)


@blueprint.get(urls.CITATIONS)
def form() -> ResponseReturnValue:
    """Return the page with the form alone."""
    return render_template("citations.html", draft="", found=None, states=STATES, most=MOST_CITATIONS)


@blueprint.post(urls.CITATIONS)
def checked() -> ResponseReturnValue:
    """Return what became of each citation of a pasted draft. Nothing of it is kept."""
    draft = bounded(request).form.get("draft", "").replace("\r\n", "\n")
    found = current_archive().check_citations(draft)
    return render_template("citations.html", draft=draft, found=found, states=STATES, most=MOST_CITATIONS)
