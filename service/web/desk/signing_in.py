"""Signing in and out."""

from __future__ import annotations

from flask import redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from service.desk.accounts import Right
from service.desk.errors import DeskError, TooManyFailures
from service.web import urls
from service.web.desk.staff import TOKEN, current_desk, desk_page
from service.web.environ import client_of, parse_networks


@desk_page("/sign-in", None)
def sign_in() -> ResponseReturnValue:
    """Return the form."""
    return render_template("desk/sign_in.html", next=request.args.get("next", ""), name="", fault="")


@desk_page("/sign-in", None, "POST")
def signed_in() -> ResponseReturnValue:
    """Begin a session and lead to the page that was asked for; show the form again where that can't be."""
    name, wanted = request.form.get("name", "").strip(), request.form.get("next", "")
    desk = current_desk()
    proxies = parse_networks(desk.settings.web.proxies)
    address = str(client_of(request.environ, proxies) or "local")
    try:
        token = desk.sessions.begin(name, request.form.get("password", ""), address)
    except DeskError as exc:
        page = render_template("desk/sign_in.html", next=wanted, name=name, fault=str(exc))
        return page, 429 if isinstance(exc, TooManyFailures) else 403
    session.clear()  # also the token of the form before
    session[TOKEN] = token
    return redirect(wanted if urls.is_of_desk(wanted) else urls.DESK, 303)


@desk_page("/sign-out", Right.READ, "POST")
def sign_out() -> ResponseReturnValue:
    """End the session, also for whoever has a copy of its cookie."""
    current_desk().sessions.end(session.get(TOKEN, ""))
    session.clear()
    return redirect(urls.sign_in_url(""), 303)
