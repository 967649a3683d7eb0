"""Which characters look alike, by a list of our own beside this module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("look_alikes.txt")


@cache
def _table() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in LIST.read_text(encoding="utf-8").splitlines():
        for character in () if line.startswith("#") else line:
            found[character].update(line)
    return {character: frozenset(alike) - {character} for character, alike in found.items()}


def same_shape(character: str) -> frozenset[str]:
    """Return the characters that are mistaken for this one because they look alike.

    >>> "治" in same_shape("冶")
    True
    """
    return _table().get(character, frozenset())
