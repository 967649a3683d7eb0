"""长者模式, a switch to larger text and buttons: kept in a cookie, so that it needs no script and stays out of shared addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from service.web import urls

COOKIE = "elder"
_ON = f"{COOKIE}=1"
_YEAR = 365 * 86_400

blueprint = Blueprint("elder", __name__)


def is_elder() -> bool:
    """Return whether the current request wants pages in this mode."""
    return _ON in request.environ.get("HTTP_COOKIE", "")


@blueprint.get(urls.ELDER)
def switch() -> ResponseReturnValue:
    """Return to the page that led here with the mode on or off, to the first one where the browser doesn't tell."""
    back = _path_of(request.headers.get("Referer", ""))
    response = redirect(back if _is_ours(back) else urls.HOME)
    if request.args.get("on") == "1":
        response.set_cookie(COOKIE, "1", max_age=_YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response


def _path_of(address: str) -> str:
    """Return the path and query string of an address, "" where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_ours(address: str) -> bool:
    """Return whether an address is a path of this site: two slashes, either way round, begin that of another."""
    return address.isascii() and address.isprintable() and address[:1] == "/" and address[1:2] not in ("/", "\\")
