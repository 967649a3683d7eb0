"""How much of a query stands in a report as it was typed, from positions alone, as compiled loops.

Wise, "String similarity via greedy string tiling" (1993), one way: the query is laid out with pieces of the body or the title, from
its beginning on always with the longest that goes on there.
"""

from __future__ import annotations

import numpy as np

from indexer.compiled import allocation_free
from indexer.engines.whoosh.search.occurrences import Occurrences
from indexer.engines.whoosh.store.arrays import Array
from indexer.ranking import TILE_GAP

TYPED_GRAM = np.dtype([("number", np.int64), ("position", np.int64), ("end", np.int64)])
"""A gram as it was typed: its number among those that are looked for, `NOWHERE` where a segment lacks it, and the tokens of the query that it is."""


NOWHERE = -1
"""The number of a gram that no report of a segment has."""


_ANY = -1
"""A count of positions that stands for all."""


@allocation_free
def tiled_share(typed: Array, tokens: int, found: Occurrences, room: Array) -> float:
    """Return the sum of the squares of what each tile is of the `tokens` typed: 1 where all stands there as it was typed.

    `typed`: TYPED_GRAM, in the order of the query. `room`: int64, as long as the longest list of positions; what is in it is lost.
    """
    share, number = 0.0, 0
    while number < typed.size:
        begin = typed[number].position
        end = max(_end_in_title(typed, number, found), _end_in_body(typed, number, found, room))
        share += ((end - begin) / tokens) ** 2
        number += 1
        while number < typed.size and typed[number].position < end:
            number += 1
    return share


@allocation_free
def _end_in_title(typed: Array, number: int, found: Occurrences) -> int:
    """Return the token of the query behind the grams from one on that the title has, wherever in it: titles are short."""
    end = int(typed[number].position)
    while number < typed.size and typed[number].number != NOWHERE and found.in_title[typed[number].number]:
        end = int(typed[number].end)
        number += 1
        if number < typed.size and typed[number].position - typed[number - 1].position > TILE_GAP:
            break
    return end


@allocation_free
def _end_in_body(typed: Array, number: int, found: Occurrences, room: Array) -> int:
    """Return the token of the query behind the longest tile of the body that begins with a gram; that gram's own where it lacks it."""
    count = _stand_after(typed[number].number, 0, found, room, _ANY)
    if count == 0:
        return int(typed[number].position)
    while number + 1 < typed.size:
        step = typed[number + 1].position - typed[number].position
        count = _stand_after(typed[number + 1].number, step, found, room, count) if step <= TILE_GAP else 0
        if count == 0:
            break
        number += 1
    return int(typed[number].end)


@allocation_free
def _stand_after(gram: int, step: int, found: Occurrences, room: Array, count: int) -> int:
    """Keep in `room` where a gram stands `step` behind one of its first `count` positions, or `_ANY` where; return how many these are."""
    if gram == NOWHERE:
        return 0
    kept, seen = 0, 0
    for occurrence in range(found.starts[gram], found.starts[gram + 1]):
        position = found.positions[occurrence]
        while 0 <= seen < count and room[seen] + step < position:
            seen += 1
        if count == _ANY or (seen < count and room[seen] + step == position):
            room[kept] = position
            kept += 1
    return kept
