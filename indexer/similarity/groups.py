"""Groups of near-identical reports among fingerprints, as compiled loops."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.compiled import allocation_free, compiled
from indexer.similarity.fingerprints import Fingerprints
from indexer.similarity.sketches import SKETCH

Array = npt.NDArray[Any]

SMALLEST = 30
"""Tokens of a body below which it tells too little: 见附件 is the text of many a report."""

SAME_ISSUER, ANY_ISSUER = 0.6, 0.9
"""How similar the bodies of reports must be whose titles agree, and which name the same issuer or none, or different ones. Old and new
versions of a law have 0.6 and more in common; the same licence at two offices up to 0.83, and it matters at which."""

_ODD = np.arange(1, SKETCH // 4, 2, dtype=np.int64) * 0x1E3779B97F4A7C15
"""Numbers that make one of the eight words of a sketch; products wrap around, as they may."""

_LEADERS = 256
"""Texts under one title that further reports are compared with: 政府工作报告 is the title of thousands."""


def grouped(fingerprints: Fingerprints, days: Array) -> Array:
    """Return which group each report belongs to, from 1 on, int32[reports]; 0 where no other is near-identical.

    `fingerprints`: FINGERPRINT[reports]. `days`: int32[reports]; of reports under one title the later ones are compared with first.
    """
    titles, issuers, sizes, sketches = (
        np.ascontiguousarray(fingerprints[name]) for name in ("title", "issuer", "size", "sketch")
    )
    # Reports of one title and day come in an order of their own, whatever order they are given in.
    own = sketches.view("<i8") @ _ODD
    order = np.lexsort((own, -days.astype(np.int64), titles))
    return _numbered(_leaders(order, (titles, issuers, sizes), sketches))


@compiled
def _leaders(order: Array, columns: tuple[Array, Array, Array], sketches: Array) -> Array:
    """Return the leader of each report, int64[reports]: the first under its title that it resembles, or itself.

    Reports come title by title.
    """
    titles, issuers, sizes = columns
    found = np.arange(titles.size)
    leaders, count, title = np.empty(_LEADERS, dtype=np.int64), 0, np.int64(0)
    for report in order:
        if titles[report] != title:
            title, count = titles[report], 0
        if title == 0 or sizes[report] < SMALLEST:
            continue
        for number in range(count):
            leader = leaders[number]
            differ = issuers[leader] != issuers[report] and issuers[leader] != 0 and issuers[report] != 0
            if _similarity(sketches, leader, report) >= (ANY_ISSUER if differ else SAME_ISSUER):
                found[report] = leader
                break
        if found[report] == report and count < _LEADERS:
            leaders[count] = report
            count += 1
    return found


@allocation_free
def _similarity(sketches: Array, one: int, other: int) -> float:
    equal = 0
    for byte in range(SKETCH):
        if sketches[one, byte] == sketches[other, byte]:
            equal += 1
    return equal / SKETCH


@compiled
def _numbered(leaders: Array) -> Array:
    """Return a number for each leader of others, from 1 on, for it and for these, int32[reports]; 0 for who is alone."""
    sizes = np.zeros(leaders.size, dtype=np.int64)
    for report in range(leaders.size):
        sizes[leaders[report]] += 1
    numbers, groups, count = np.zeros(leaders.size, dtype=np.int32), np.zeros(leaders.size, dtype=np.int32), 0
    for report in range(leaders.size):
        leader = leaders[report]
        if sizes[leader] > 1:
            if numbers[leader] == 0:
                count += 1
                numbers[leader] = count
            groups[report] = numbers[leader]
    return groups
