"""Agencies (发布机构) whose names are near what a search in vain says of one: a shorter or former name, or one with a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from indexer.analysis import normalize
from indexer.engine import Engine
from service.query.parser import parse
from service.query.syntax import Exact, InField, Tree, Without, Word
from service.search.request import SearchRequest, with_selections

MOST_AGENCIES = 5_000
"""Agencies of an archive that are looked at; a province has some thousands."""

MOST_NAMES = 3
"""Words of a search that agencies are looked for; each costs a comparison with every agency."""

OFFERED = 2
"""Agencies that are offered for each name."""

NEAR = 2 / 3
"""How much of what was typed has to stand in a name in its order: 水利局 is near 青禾市水务局."""

LONGEST = 20
"""Characters that the name of an agency has at most; a longer text is none, and comparing it would take long."""

_FIELD = "issuer"


def searches_of_near_agencies(
    engine: Engine, request: SearchRequest, unknown: tuple[str, ...]
) -> Iterator[tuple[str, SearchRequest]]:
    """Yield the search by near agencies in place of the words that no report holds, or of the agency it is filtered by, each with its name."""
    named = list(islice(_named(request, unknown), MOST_NAMES))
    if not named:
        return
    agencies = [agency for agency, _ in islice(engine.vocabulary(_FIELD), MOST_AGENCIES)]
    for text, is_agency, rest in named:
        for agency in nearest(text, agencies, is_agency=is_agency)[:OFFERED]:
            yield f"只看发布机构“{agency}”", with_selections(rest, _FIELD, [agency])


def nearest(text: str, agencies: Iterable[str], *, is_agency: bool = True) -> list[str]:
    """Return the agencies that are near a text, the nearest first; one that may be no agency at all has to end as they do.

    >>> nearest("税务居", ["青禾市税务局", "青禾市水务局"])
    ['青禾市税务局']
    >>> nearest("水利局", ["青禾市水务局", "青禾市教育局"], is_agency=False), nearest("教育券", ["青禾市教育局"], is_agency=False)
    (['青禾市水务局'], [])
    """
    typed = normalize(text).strip()
    if not 2 <= len(typed) <= LONGEST:
        return []
    positions = _positions(typed)
    ranked = []
    for agency in agencies:
        name = normalize(agency)
        if is_agency or name.endswith(typed[-1]):
            shared = _in_order(positions, len(typed), name)
            if shared >= max(NEAR * len(typed), 2):
                ranked.append((-shared, len(name), agency))
    return [agency for _, _, agency in sorted(ranked)]


def _positions(text: str) -> dict[str, int]:
    """Return where each character of a text stands, as the bits of a number."""
    positions: dict[str, int] = {}
    for at, character in enumerate(text):
        positions[character] = positions.get(character, 0) | 1 << at
    return positions


def _in_order(positions: dict[str, int], length: int, other: str) -> int:
    """Return how many characters a text has in the same order as another (their longest common subsequence).

    All characters of the first at once, as Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
    """
    unmatched = every = (1 << length) - 1
    for character in other:
        matched = unmatched & positions.get(character, 0)
        unmatched = (unmatched + matched) | (unmatched - matched)
    return length - (unmatched & every).bit_count()


def _named(request: SearchRequest, unknown: tuple[str, ...]) -> Iterator[tuple[str, bool, SearchRequest]]:
    """Yield texts that may name an agency, whether they were said to, and the search without each; of what was pasted only filters."""
    for value in request.selections.get(_FIELD, ()):
        yield str(value), True, request
    pieces = [] if request.is_pasted else list(_pieces(parse(request.query).tree))
    for at, (leaf, is_agency) in enumerate(pieces):
        if is_agency or leaf.text in unknown:
            rest = " ".join(request.query[each.start : each.end] for each, _ in (*pieces[:at], *pieces[at + 1 :]))
            yield leaf.text, is_agency, replace(request, query=rest)


def _pieces(tree: Tree | None, *, is_agency: bool = False) -> Iterator[tuple[Word | Exact, bool]]:
    """Yield what a query asks to be found, and whether as the name of an agency."""
    match tree:
        case None | Without():
            return
        case Word() | Exact():
            yield tree, is_agency
        case InField(field, child):
            yield from _pieces(child, is_agency=field.name == _FIELD)
        case _:
            for child in tree.children:
                yield from _pieces(child, is_agency=is_agency)
