"""The parameters of a page, as its address has them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from service.parameters import Parameter


def given_values(table: Sequence[Parameter]) -> list[tuple[str, str]]:
    """Return the parameters of the address that a page has; those that others add to links mean nothing here.

    Who copies an address out of a page's source copies `&amp;` as it stands there.
    """
    names = {each.name for each in table}
    given = ((name.removeprefix("amp;"), value) for name, value in request.args.items(multi=True))
    return [(name, value) for name, value in given if name in names]
