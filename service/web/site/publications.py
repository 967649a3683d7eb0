"""What the public sees of the ledger: notices of withdrawal, the log of changes, and the proof of a report's publication."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from corpus.plain_json import encode
from service.ledger.entries import in_beijing
from service.ledger.errors import NoSuchPublication
from service.ledger.proof import proof, public_act, to_plain
from service.ledger.publishing import Publisher
from service.ledger.recent import recent_acts
from service.ledger.withdrawals import withdrawal
from service.web import urls
from service.web.api.responses import json_response
from service.web.desk.staff import EXTENSION
from service.web.paging import before
from service.web.problems import NoSuchReport, ReportWithdrawn
from service.web.site.feeds import MEDIA_TYPE
from service.xml_text import xml_text

SHOWN = 50
"""Changes on one page and in a feed."""

blueprint = Blueprint("publications", __name__)


def install(app: Flask) -> None:
    """Answer every address of a withdrawn report, by whichever of its ids, with the notice."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(in_beijing=in_beijing, has_ledger=lambda: EXTENSION in current_app.extensions)

    @app.before_request
    def tell_of_withdrawal() -> None:
        asked = request.view_args or {}
        report_id = asked.get("report_id") or asked.get("id")
        if report_id and EXTENSION in app.extensions and not urls.is_of_desk(request.path):
            found = withdrawal(_publisher(), report_id)
            if found:
                raise ReportWithdrawn(found)


@blueprint.get(urls.CHANGES)
def changes() -> ResponseReturnValue:
    """Return the page of what was published, corrected, withdrawn and restored, newest first."""
    acts = recent_acts(_publisher().ledger, SHOWN, before=before(), public=True)
    return render_template("changes.html", acts=acts, more=len(acts) == SHOWN)


@blueprint.get(urls.CHANGES_FEED)
def feed() -> ResponseReturnValue:
    """Return the newest changes for feed readers (RFC 4287)."""
    acts = recent_acts(_publisher().ledger, SHOWN, public=True)
    text = render_template("changes.xml", acts=acts)
    return current_app.response_class(xml_text(text), mimetype=MEDIA_TYPE)


@blueprint.get(urls.CHANGES_JSON)
def as_json() -> ResponseReturnValue:
    """Return the newest changes as JSON."""
    acts = recent_acts(_publisher().ledger, SHOWN, public=True)
    return json_response(encode({"changes": [{**public_act(each.entry), "title": each.title} for each in acts]}))


@blueprint.get(f"{urls.REPORTS}/<path:known_as>{urls.PROOF}")
def proof_page(known_as: str) -> ResponseReturnValue:
    """Return when a report was first public, in which version, and every change since; as JSON with `format=json`."""
    try:
        found = proof(_publisher(), known_as)
    except NoSuchPublication as exc:
        raise NoSuchReport(known_as) from exc
    if found is None:
        raise NoSuchReport(known_as)
    url = f"{current_app.jinja_env.globals['site_url']}{urls.report_url(found.report_id)}"
    if request.args.get("format") == "json":
        return json_response(encode(to_plain(found, url)))
    return render_template("proof.html", proof=found, url=url)


@blueprint.after_request
def _name_content(response: Response) -> Response:
    """Name what a page says, so that who has it gets no more than that it is the same."""
    if response.status_code == HTTPStatus.OK:
        response.add_etag()
        response.make_conditional(request)
        response.vary.add("Cookie")  # the mode with larger text
    return response


def _publisher() -> Publisher:
    """Return what publishes. Raises `NotFound` where there is no ledger."""
    desk = current_app.extensions.get(EXTENSION)
    if desk is None:
        raise NotFound
    publisher: Publisher = desk.publisher
    return publisher
