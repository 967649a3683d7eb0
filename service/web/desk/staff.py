"""Who may see a page of the desk: every one is registered with the right that it needs, and closed to everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask, current_app, g, redirect, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import Forbidden, NotFound

from service.desk.accounts import Account, Right
from service.desk.desk import Desk
from service.desk.secret_key import secret_key
from service.web import urls
from service.web.problems import StaleForm

EXTENSION = "suoyin.desk"
TOKEN = "token"  # noqa: S105  # the name of a value
LARGEST_FORM = 16_000_000
"""Bytes of a form without files: the text of a report and its fields."""

LARGEST_UPLOAD = 64_000_000
"""Bytes of a request of the staff, and with it of a file; anybody's form for signing in is some hundred."""

_LARGEST_SIGN_IN = 16_000

blueprint = Blueprint("desk", __name__)
_csrf = CSRFProtect()
_rights: dict[str, Right | None] = {}
_View = TypeVar("_View", bound=Callable[..., Any])


def desk_page(rule: str, right: Right | None, *methods: str) -> Callable[[_View], _View]:
    """Return what registers a view below the desk's address, for those who have a right; None for the page of signing in alone."""

    def register(view: _View) -> _View:
        _rights[f"{blueprint.name}.{view.__name__}"] = right
        return blueprint.route(f"{urls.DESK}{rule}", methods=methods or ["GET"], strict_slashes=False)(view)

    return register


def current_desk() -> Desk:
    """Return the desk of the application that answers the current request."""
    return cast(Desk, current_app.extensions[EXTENSION])


def current_account() -> Account:
    """Return whose session the current request is of."""
    return cast(Account, g.account)


def install(app: Flask, desk: Desk | None, *, over_https: bool) -> None:
    """Open the desk in an application; without one, or before there is an account, none of its addresses is there."""
    app.before_request(_close_without_accounts)
    if desk is None:
        return
    app.extensions[EXTENSION] = desk
    app.secret_key = secret_key(desk.ledger)
    app.session_interface = _DeskSessions()
    app.config.update(
        SESSION_COOKIE_NAME="suoyin_desk",
        SESSION_COOKIE_PATH=urls.DESK,
        SESSION_COOKIE_SECURE=over_https,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )
    _csrf.init_app(app)
    app.register_blueprint(blueprint)


class _DeskSessions(SecureCookieSessionInterface):
    """Signed cookies for the desk alone: no public page looks at one."""

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession | None:
        return super().open_session(app, request) if urls.is_of_desk(request.path) else None


def _close_without_accounts() -> None:
    """Answer that there is no such page below the desk's address until somebody may sign in."""
    if urls.is_of_desk(request.path):
        desk = current_app.extensions.get(EXTENSION)
        if desk is None or not desk.accounts.any():
            raise NotFound


@blueprint.before_request
def _let_in_staff() -> ResponseReturnValue | None:
    request.max_content_length = request.max_form_memory_size = _LARGEST_SIGN_IN
    right = _rights[request.endpoint or ""]
    if right is not None:
        account = current_desk().sessions.account(session.get(TOKEN, ""))
        if account is None:
            session.clear()
            return redirect(urls.sign_in_url(request.full_path if request.method == "GET" else ""), 303)
        if not account.may(right):
            raise Forbidden
        g.account = account
        request.max_content_length, request.max_form_memory_size = LARGEST_UPLOAD, LARGEST_FORM
    try:
        _csrf.protect()
    except CSRFError as exc:
        raise StaleForm from exc
    return None
