"""All that a search finds, for downloading, in the formats of `service.export`."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from service.export.formats import FORMATS
from service.query.summary import EVERYTHING
from service.search.parameters import SEARCH_PARAMETERS, understand_search
from service.web import urls
from service.web.port import current_archive
from service.web.site.downloads import download, report_addresses
from service.web.site.given import given_values

LONGEST_NAME = 40
"""Characters of the query in the name of a file."""

blueprint = Blueprint("exports", __name__)


@blueprint.get(f"{urls.SEARCH}.<any({', '.join(FORMATS)}):ending>")
def export(ending: str) -> ResponseReturnValue:
    """Return all reports that a search finds as a file; what can't be understood of the search is left out, as on its page."""
    asked, _ = understand_search(given_values(SEARCH_PARAMETERS))
    form = FORMATS[ending]
    return download(
        lambda: form.write(current_archive().export(asked), report_addresses()),
        form.media_type,
        plain_name=f"results.{ending}",
        name=f"{_name(asked.query) or EVERYTHING}.{ending}",
    )


def _name(query: str) -> str:
    return "".join(each for each in query if each.isalnum() or each in " -")[:LONGEST_NAME].strip()
