"""The page that explains why a search finds a report, or doesn't."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from service.query.steps import NOTICES
from service.search.parameters import SEARCH_PARAMETERS, understand_search
from service.web import urls
from service.web.port import current_archive
from service.web.problems import NoSuchReport
from service.web.site.given import given_values

blueprint = Blueprint("explanations", __name__)


@blueprint.get(f"{urls.REPORTS}/<path:report_id>{urls.WHY}")
def why(report_id: str) -> ResponseReturnValue:
    """Return why the search of the address finds a report or doesn't; what can't be understood of it is left out."""
    asked, _ = understand_search(given_values(SEARCH_PARAMETERS))
    found = current_archive().explain_report(asked, report_id)
    if found is None:
        raise NoSuchReport(report_id)
    notice = NOTICES[found.step].asked_for if found.step in NOTICES else ""
    return render_template("explanation.html", asked=asked, explanation=found, report=found.report, notice=notice)
