"""What search engines and browsers find the site by: which pages they may read, lists of all reports, how to search here."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from indexer.query import Sort
from service.search.request import SearchRequest
from service.web import urls
from service.web.port import current_archive
from service.xml_text import xml_text

REPORTS_OF_A_SITEMAP = 1_000
"""Reports of one list: some 20 ordinary searches' worth of work. Search engines read up to 50,000 lists of as many each."""

UNLISTED = (urls.SEARCH, urls.LOCATE, urls.NUMBERS, urls.ELDER, urls.API_VERSIONS, f"{urls.BROWSE}/*?")
"""What has as many pages as there are questions; every report is listed elsewhere."""

_XML, _TEXT, _OPENSEARCH = "application/xml", "text/plain", "application/opensearchdescription+xml"

blueprint = Blueprint("finders", __name__)


@blueprint.get(urls.ROBOTS)
def robots() -> Response:
    """Return which pages programs may read that follow every link."""
    site = current_app.jinja_env.globals
    refused = UNLISTED if site["may_be_listed"] else (urls.HOME,)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    if site["may_be_listed"] and site["site_url"]:
        lines.append(f"Sitemap: {site['site_url']}{urls.SITEMAP}")
    return current_app.response_class("\n".join(lines) + "\n", mimetype=_TEXT)


@blueprint.get(urls.LLMS)
def llms() -> Response:
    """Return what the site is and how its addresses are made, for assistants that read it (llmstxt.org)."""
    example = SearchRequest(query="防汛 水库", published_from=date(2023, 1, 1).toordinal())
    text = render_template("llms.txt", status=current_archive().status(), example=example)
    return current_app.response_class(text, mimetype=_TEXT)


@blueprint.get(urls.SITEMAP)
def sitemap() -> Response:
    """Return the list of the lists of all reports."""
    _need_address()
    total = current_archive().search(SearchRequest(page_size=1, fold=False)).total
    return _xml("sitemap_index.xml", parts=range(1, -(-total // REPORTS_OF_A_SITEMAP) + 1))


@blueprint.get("/sitemap-<int:part>.xml")
def sitemap_part(part: int) -> Response:
    """Return a list of reports with the dates they are of, the oldest first, so that new ones change the last list only."""
    _need_address()
    asked = SearchRequest(sort=Sort.OLDEST, page=part, page_size=REPORTS_OF_A_SITEMAP, fold=False)
    found = current_archive().search(asked) if part else None
    if not found or not found.hits:
        raise NotFound
    return _xml("sitemap.xml", reports=[hit.report for hit in found.hits])


@blueprint.get(urls.OPENSEARCH)
def opensearch() -> Response:
    """Return how browsers search here (OpenSearch 1.1)."""
    _need_address()
    return _xml("opensearch.xml", mimetype=_OPENSEARCH)


def _need_address() -> None:
    """Raise `NotFound` where nobody has said how the public reaches the site: all of these hold whole addresses."""
    if not current_app.jinja_env.globals["site_url"]:
        raise NotFound


def _xml(template: str, *, mimetype: str = _XML, **values: object) -> Response:
    return current_app.response_class(xml_text(render_template(template, **values)), mimetype=mimetype)
