"""Whether words stand near one another in a report, so that it is about all of them rather than about each somewhere."""

from __future__ import annotations

from collections.abc import Sequence

_WITHIN = 50
"""Characters on each side of a word in which the others are looked for."""

_MOST_STARTS = 300
"""How often the rarest word is looked around in one text."""


def are_near(title: str, body: str, words: Sequence[str]) -> bool:
    """Return whether all words stand near one another in a body; those that the title has stand near everything. All texts are folded.

    >>> are_near("供水办法", "水价由市里定。", ["供水", "水价"]), are_near("年报", "供水" + "。" * 99 + "水价", ["供水", "水价"])
    (True, False)
    """
    sought = [word for word in words if word not in title]
    if not sought:
        return True
    rarest = min(sought, key=body.count)
    start = body.find(rarest)
    for _ in range(_MOST_STARTS):
        if start < 0:
            return False
        around = body[max(start - _WITHIN, 0) : start + len(rarest) + _WITHIN]
        if all(word in around for word in sought):
            return True
        start = body.find(rarest, start + 1)
    return False
