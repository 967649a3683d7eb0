"""Files that are written while they are read: one at a time in each process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import quote

from flask import Response, current_app, request

from service.web import urls
from service.web.problems import ExportBusy
from service.web.threads import beside_others

_one_at_a_time = threading.Semaphore()
"""Who reads slowly holds a thread, and all ids that were found, for as long as that takes."""


def download(begin: Callable[[], Iterator[bytes]], media_type: str, *, plain_name: str, name: str) -> Response:
    """Return the response of a file; `begin` begins it, and may raise as long as nothing is sent. Raises `ExportBusy`.

    It is called `name`, which may have any characters, and `plain_name` where only simple ones are understood.
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise ExportBusy
    with ExitStack() as held, beside_others(request.environ):  # all that is found is put in order first
        held.callback(_one_at_a_time.release)
        pieces = begin()
        held = held.pop_all()
    response = current_app.response_class(_closing(pieces, held), mimetype=media_type)
    response.call_on_close(held.close)
    response.headers["Content-Disposition"] = disposition(plain_name, name)
    return response


def report_addresses() -> Callable[[str], str]:
    """Return what gives the whole address of a report of this site, by its id, for what is read elsewhere: where nobody has said
    where the public reaches the site, as whoever asks does.
    """
    return urls.reports_at(str(current_app.jinja_env.globals["site_url"] or request.host_url.rstrip("/")))


def disposition(plain_name: str, name: str) -> str:
    """Return the header that has a file saved under a name, and under a plain one where only simple ones are understood (RFC 6266).

    >>> print(disposition("a.csv", "表.csv"))
    attachment; filename="a.csv"; filename*=UTF-8''%E8%A1%A8.csv
    """
    return f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name, safe='')}"


def _closing(pieces: Iterator[bytes], held: ExitStack) -> Iterator[bytes]:
    """Yield pieces, and let go of what is held as soon as there are no more: servers may close a response much later."""
    with held:
        yield from pieces
