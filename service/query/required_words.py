"""The words that unquoted text must be found by: all but single characters that word splitting leaves, and punctuation."""

from __future__ import annotations

from itertools import groupby

from indexer.analysis import is_alphanumeric, is_run, split_words

_JOINTS = frozenset(".-/_@&")
"""Signs that hold neighbouring letters and digits together as one thing: 2023-00827, PM2.5, name@example."""


def pieces(sequence: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a word's tokens split at punctuation, except at a sign that joins two runs of letters or digits."""
    found: list[list[str]] = [[]]
    for position, token in enumerate(sequence):
        if is_alphanumeric(token) or _is_joint(sequence, position):
            found[-1].append(token)
        elif found[-1]:
            found.append([])
    return [tuple(piece) for piece in found if piece]


def _is_joint(sequence: tuple[str, ...], position: int) -> bool:
    inside = 0 < position < len(sequence) - 1
    return (
        inside and sequence[position] in _JOINTS and is_run(sequence[position - 1]) and is_run(sequence[position + 1])
    )


def required_words(piece: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what of a piece must occur: neighbouring runs together, and jieba's words of two characters and more."""
    in_dictionary_script = frozenset("".join(split_words(piece)))

    def sort(token: str) -> str:
        if is_run(token) or token in _JOINTS:
            return "run"
        return "words" if token in in_dictionary_script else "other"

    required: list[tuple[str, ...]] = []
    for kind, group in groupby(piece, sort):
        stretch = tuple(group)
        if kind == "run":
            required.append(stretch)
        else:
            words = map(tuple, split_words(stretch)) if kind == "words" else (stretch,)
            required.extend(word for word in words if len(word) > 1)
    return required or [piece]
