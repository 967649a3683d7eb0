"""Turning to older entries of the ledger: pages name the number of the entry that the next page begins before."""

from __future__ import annotations

from flask import request

from service.web.whole_numbers import number


def before() -> int:
    """Return the number of the entry that the current request wants older ones than, 0 for the newest.

    What is no number counts as none.
    """
    return number(request.args.get("before", ""))
