"""Search certificates in the browser: certify searches, print a certificate, download its file, verify one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from indexer.fields import FACET_FIELDS
from service.desk.accounts import Right
from service.ledger.certificate_text import Certificate, certificate, certificates
from service.ledger.certificates import MOST_RESULTS, to_file
from service.ledger.errors import IndexChanging
from service.ledger.publishing import Signed
from service.parameters import BadParameters
from service.search.chosen_filters import chosen_filters
from service.search.facets import FACETS
from service.search.parameters import parse_search
from service.web.desk.staff import current_account, current_desk, desk_page
from service.web.paging import before
from service.web.port import current_archive
from service.web.site.downloads import disposition
from service.web.site.navigation import FIELD_LABELS

SHOWN = 50
"""Certificates on one page."""

MOST_QUERIES = 20
"""Searches of one certificate."""

MOST_CHOICES = 500
"""Values of a field that the form offers, those of most reports first."""

LARGEST_FILE = 8_000_000
"""Bytes of a certificate: twenty searches with a hundred titles each have some hundred thousand."""

CHOSEN = tuple(name for name in FACET_FIELDS if not FACETS[name].is_histogram)
"""Filters that the form offers whose values are chosen from those of the archive."""

TYPED = {
    **{name: "2020..2023" for name in FACET_FIELDS if FACETS[name].is_histogram},
    "published_from": "2023-03-15",
    "published_to": "2023-03-15",
}
"""Filters that are typed, each with an example."""


@desk_page("/certificates", Right.READ)
def certificates_page() -> ResponseReturnValue:
    """Return the certificates, newest first, and the form to verify one."""
    return _list_page("")


@desk_page("/certificates/new", Right.EDIT)
def certify() -> ResponseReturnValue:
    """Return the form for searches."""
    return _form_page(request.args, [])


@desk_page("/certificates/new", Right.EDIT, "POST")
def certified() -> ResponseReturnValue:
    """Search, write the certificate into the ledger, and lead to it."""
    given = request.form
    queries = [line.strip() for line in given.get("queries", "").splitlines() if line.strip()]
    if not queries:
        return _form_page(given, ["请至少写一个检索词。"]), 422
    if len(queries) > MOST_QUERIES:
        return _form_page(given, [f"一份证明最多 {MOST_QUERIES} 个检索词，请分成几份。"]), 422
    filters = [(name, value) for name in (*CHOSEN, *TYPED) if (value := given.get(name, "").strip())]
    try:
        requests = [parse_search([("q", each), *filters]) for each in queries]
    except BadParameters as exc:
        faults = [f"{FIELD_LABELS.get(each.parameter, each.parameter)}：{each.message}" for each in exc.problems]
        return _form_page(given, faults), 422
    signed = Signed(current_account().name, given.get("purpose", "").strip()[:500])
    try:
        entry = current_desk().certifier.certify(requests, signed)
    except IndexChanging as exc:
        return _form_page(given, [str(exc)]), 409
    return redirect(url_for("desk.certificate_page", number=entry.number), 303)


@desk_page("/certificates/<int:number>", Right.READ)
def certificate_page(number: int) -> ResponseReturnValue:
    """Return a certificate to be read and printed."""
    return render_template(
        "desk/certificate.html", certificate=_found(number), filters_of=chosen_filters, most_results=MOST_RESULTS
    )


@desk_page("/certificates/<int:number>/file", Right.READ)
def certificate_file(number: int) -> ResponseReturnValue:
    """Return the file of a certificate, which can be verified."""
    content = to_file(current_desk().ledger, _found(number).entry)
    response = current_app.response_class(content, mimetype="application/json")
    response.headers["Content-Disposition"] = disposition(f"certificate-{number}.json", f"检索证明-{number}.json")
    return response


@desk_page("/certificates/verify", Right.READ, "POST")
def verified() -> ResponseReturnValue:
    """Return what can be told of an uploaded certificate, of which nothing is kept."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _list_page("请选择检索证明的文件（JSON）。"), 400
    with closing(file):
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        return _list_page("这个文件太大，不是检索证明。"), 422
    findings = list(current_desk().certifier.verify(content))
    is_refused = any(each.is_good is False for each in findings)
    page = render_template("desk/verified.html", name=file.filename[:100], findings=findings, is_refused=is_refused)
    return page, 422 if is_refused else 200


def _list_page(fault: str) -> str:
    found = certificates(current_desk().ledger, SHOWN, before=before())
    return render_template("desk/certificates.html", certificates=found, more=len(found) == SHOWN, fault=fault)


def _form_page(given: Mapping[str, str], faults: Sequence[str]) -> str:
    facets = current_archive().status().facets
    choices = {name: [value for value, _ in facets.get(name, ())[:MOST_CHOICES]] for name in CHOSEN}
    return render_template(
        "desk/certify.html", given=given, faults=faults, choices=choices, typed=TYPED, most=MOST_QUERIES
    )


def _found(number: int) -> Certificate:
    found = certificate(current_desk().ledger, number)
    if found is None:
        raise NotFound
    return found
