"""Compounds: words of the dictionary that are two words in texts which do not have them, 房贷利率."""

from __future__ import annotations

from indexer.analysis import is_chinese, likelihood, likelihoods

_SHORTEST = 2
"""Characters of a half: a single character says little by itself."""


def compound_halves(word: str) -> tuple[str, ...]:
    """Return the two words that a word is most likely made of; none where it is no compound of words that the dictionary has.

    >>> compound_halves("房贷利率"), compound_halves("公积金")
    (('房贷', '利率'), ())
    """
    if not all(map(is_chinese, word)):
        return ()
    borders = range(_SHORTEST, len(word) - _SHORTEST + 1)
    ways = [(word[:border], word[border:]) for border in borders]
    known = [way for way in ways if all(map(_is_known, way))]
    return max(known, key=lambda way: sum(likelihoods(list(way))), default=())


def _is_known(word: str) -> bool:
    """Return whether a word is likelier than its characters one by one, so that the dictionary has it."""
    return likelihood(word) > sum(map(likelihood, word))
