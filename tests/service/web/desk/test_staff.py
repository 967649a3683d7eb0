"""Every address of the desk is closed to whoever has no right to it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.desk.accounts import RIGHTS, Accounts, Right, Role
from service.desk.failures import MOST_OF_A_PAIR
from service.desk.sessions import LONGEST
from service.ledger.ledger import Ledger
from service.web import urls
from service.web.desk import staff
from tests.service.web.desk.conftest import PASSWORD, SignIn, post, token

PUBLIC = ("desk.sign_in", "desk.signed_in")


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Return method, address and endpoint of everything below the desk's address."""
    return [
        (
            method,
            rule.rule.replace("<path:report_id>", "a").replace("<int:number>", "1").replace("<name>", "a"),
            rule.endpoint,
        )
        for rule in app.url_map.iter_rules()
        if urls.is_of_desk(rule.rule)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def test_every_address_is_registered_with_a_right(desk_app: Flask) -> None:
    """All of the desk's endpoints are in one blueprint, and only signing in needs no right."""
    endpoints = {endpoint for _, _, endpoint in routes(desk_app)}
    assert len(endpoints) >= 4
    assert {each for each in endpoints if staff._rights[each] is None} == set(PUBLIC)


@pytest.mark.parametrize("address", ["/desk", "/desk/", "/desk/sign-in", "/desk/sign-out", "/desk/nothing"])
def test_without_accounts_there_is_no_desk(desk_app: Flask, address: str) -> None:
    """By no method, and also where there is no ledger at all."""
    client = desk_app.test_client()
    assert [client.open(address, method=method).status_code for method in ("GET", "POST", "PUT")] == [404] * 3


def test_without_a_session_all_lead_to_signing_in(desk_app: Flask, ledger: Ledger) -> None:
    """Whatever the method; the page that was wanted comes after it."""
    Accounts(ledger).add("editor", Role.EDITOR, PASSWORD, by="root")
    client = desk_app.test_client()
    for method, address, endpoint in routes(desk_app):
        if endpoint not in PUBLIC:
            answer = client.open(address, method=method)
            assert answer.status_code == 303, (method, address)
            assert answer.headers["Location"].startswith("/desk/sign-in"), address
    answer = client.open("/desk/?a=1")
    wanted = answer.headers["Location"]
    assert wanted == "/desk/sign-in?next=/desk/%3Fa%3D1"


@pytest.mark.parametrize("role", [each.value for each in Role])
def test_each_role_has_its_pages(desk_app: Flask, sign_in: SignIn, role: str) -> None:
    """What a role has no right to is refused, whether it is looked at or sent."""
    client = sign_in(role)
    for method, address, endpoint in routes(desk_app):
        right = staff._rights[endpoint]
        if right is not None and right not in RIGHTS[Role(role)]:
            assert client.open(address, method=method).status_code == 403, (method, address)


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_what_auditors_see_is_theirs(desk_app: Flask, sign_in: SignIn, role: str) -> None:
    """No other role sees what everybody did, or has a link there."""
    audited = [address for _, address, endpoint in routes(desk_app) if staff._rights[endpoint] is Right.AUDIT]
    assert "/desk/acts" in audited
    client = sign_in(role)
    assert {client.get(address).status_code for address in audited} <= {403, 405}
    assert "/desk/acts" not in client.get("/desk").text


def test_pages_are_never_cached_or_framed(desk_app: Flask, sign_in: SignIn) -> None:
    """Nor compressed, nor listed by search engines."""
    client = sign_in("auditor")
    for method, address, _ in routes(desk_app):
        if method == "GET":
            answer = client.get(address, headers={"Accept-Encoding": "gzip"})
            assert answer.headers["Cache-Control"] == "no-store", address
            assert "ETag" not in answer.headers
            assert "Content-Encoding" not in answer.headers
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("role", ["editor", "auditor"])
@pytest.mark.parametrize("kind", ["none", "another's", "wrong"])
def test_forms_of_others_do_nothing(desk_app: Flask, sign_in: SignIn, kind: str, role: str) -> None:
    """Without the token of this very session every form is refused."""
    mine, other = sign_in(role), sign_in("reader")
    given = {"none": {}, "wrong": {"csrf_token": "x"}, "another's": {"csrf_token": token(other)}}[kind]
    for method, address, endpoint in routes(desk_app):
        if method == "POST" and staff._rights[endpoint] in (*RIGHTS[Role(role)], None):
            answer = mine.post(address, data=given)
            assert (answer.status_code, "表单已经失效" in answer.text) == (400, True), address
    assert mine.get("/desk").status_code == 200


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(desk_app: Flask, sign_in: SignIn) -> None:
    """The session has ended for whoever has the cookie."""
    client = sign_in("editor")
    stolen = client.get_cookie("suoyin_desk", path="/desk")
    assert stolen is not None
    assert (stolen.http_only, stolen.same_site, stolen.path) == (True, "Lax", "/desk")
    assert post(client, "/desk", "/desk/sign-out").status_code == 303
    assert client.get("/desk").status_code == 303
    thief = desk_app.test_client()
    thief.set_cookie("suoyin_desk", stolen.value, path="/desk")
    assert thief.get("/desk").status_code == 303


@pytest.mark.parametrize("how", ["signed out", "too old", "disabled", "new password"])
def test_an_ended_session_opens_no_address(desk_app: Flask, sign_in: SignIn, ledger: Ledger, how: str) -> None:
    """Whoever kept its cookie and a token of its forms is led to signing in from every page and form, and nothing is done."""
    client, _ = sign_in("editor"), sign_in("reader")
    cookie, form = client.get_cookie("suoyin_desk", path="/desk"), token(client)
    assert cookie is not None
    if how == "signed out":
        post(client, "/desk", "/desk/sign-out")
    elif how == "too old":
        later = ledger.now() + LONGEST
        ledger.now = lambda: later
    elif how == "disabled":
        Accounts(ledger).disable("editor", by="root")
    else:
        Accounts(ledger).set_password("editor", f"{PASSWORD} neu", by="root")
    entries = ledger.count()
    for method, address, endpoint in routes(desk_app):
        if endpoint not in PUBLIC:
            thief = desk_app.test_client()
            thief.set_cookie("suoyin_desk", cookie.value, path="/desk")
            answer = thief.open(address, method=method, data={"csrf_token": form} if method == "POST" else None)
            assert (answer.status_code, answer.headers["Location"][:13]) == (303, "/desk/sign-in"), (method, address)
    assert ledger.count() == entries


def test_a_session_does_not_begin_with_somebody_elses_cookie(desk_app: Flask, sign_in: SignIn) -> None:
    """Signing in gives a new token, and what was planted before doesn't come along."""
    victim = sign_in("editor")
    before = victim.get_cookie("suoyin_desk", path="/desk")
    post(victim, "/desk", "/desk/sign-out")
    post(victim, "/desk/sign-in", "/desk/sign-in", name="editor", password=PASSWORD)
    after = victim.get_cookie("suoyin_desk", path="/desk")
    assert before is not None
    assert after is not None
    assert before.value != after.value


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/desk", "/desk/../x\\y", "/reports/1", ""])
def test_signing_in_leads_nowhere_else(desk_app: Flask, sign_in: SignIn, wanted: str) -> None:
    """Only to pages of the desk."""
    sign_in("reader")
    client = desk_app.test_client()
    answer = post(client, "/desk/sign-in", "/desk/sign-in", name="reader", password=PASSWORD, next=wanted)
    assert answer.headers["Location"] == "/desk"


def test_guessing_is_refused_after_some_failures(desk_app: Flask, sign_in: SignIn) -> None:
    """Then the right password doesn't help either for a while."""
    sign_in("reader")
    client = desk_app.test_client()
    form = token(client, "/desk/sign-in")
    fields = {"csrf_token": form, "name": "reader", "password": "wrong"}
    codes = [client.post("/desk/sign-in", data=fields).status_code for _ in range(MOST_OF_A_PAIR + 1)]
    assert codes == [403] * MOST_OF_A_PAIR + [429]
    assert client.post("/desk/sign-in", data={**fields, "password": PASSWORD}).status_code == 429


def test_public_pages_know_no_session(desk_app: Flask, sign_in: SignIn) -> None:
    """A public page is the same for the staff, and sets no cookie."""
    client: FlaskClient = sign_in("editor")
    for address in ("/", "/help", "/api/v1/status"):
        mine, others = client.get(address), desk_app.test_client().get(address)
        assert mine.data == others.data
        assert mine.headers.get("ETag") == others.headers.get("ETag")
        assert "Set-Cookie" not in mine.headers


def test_behind_https_the_cookie_stays_there(desk_app: Flask) -> None:
    """The address of the site says whether it is."""
    from service.web.app import create_app

    archive = desk_app.extensions["suoyin"]
    app = create_app(archive, site_name="甲", url="https://example.gov.cn", desk=desk_app.extensions[staff.EXTENSION])
    assert app.config["SESSION_COOKIE_SECURE"] is True
    assert desk_app.config["SESSION_COOKIE_SECURE"] is False
