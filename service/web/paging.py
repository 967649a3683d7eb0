"""Turning to older entries of the ledger: pages name the number of the entry that the next page begins before."""

from __future__ import annotations

from flask import request

MOST = 2**63 - 1
"""The greatest number that the ledger's file can hold."""


def before() -> int:
    """Return the number of the entry that the current request wants older ones than, 0 for the newest.

    What is no number counts as none.
    """
    text = request.args.get("before", "")[:30]
    return min(int(text), MOST) if text.isdecimal() else 0
