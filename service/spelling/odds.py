"""How likely a correction is what was meant, beside what was typed: the weights of a conditional logit model.

They were fitted to slips and to right queries (see docs/decisions/0045-did-you-mean-by-odds.md and 0065); a cost counts once, so all others are in
its units: natural logarithms of probabilities.
"""

from __future__ import annotations

from indexer.analysis import likelihood, likelihoods, split_words

LIKELY = 0.55
"""What the logarithm of a text's likelihood in everyday Chinese weighs."""

_HELD = 5.1
"""What it counts for that some report holds a correction as it stands: few wrong ones are held by any."""

_OTHER_LENGTH = 2.0
"""What it counts against one that it has more or fewer characters."""

_AS_TYPED = -0.2
"""What it counts for what was typed that it was typed."""

_COMMON_WORD, _LONE_CHARACTER = 3.4, 0.6
"""What counts for it that it is a common word, and against it each character that is no part of a word."""

_COMMON = -14.0
"""The logarithm of how likely a common word is at least: it occurs fifty times in the texts of 60 million words that jieba's dictionary counts.
Who types 主旨 or 日元 means it, though no report holds it; few slips are such a word."""

HELD_AS_TYPED, ACROSS_BORDERS = 2.4, 1.4
"""What it counts for it that some report holds it, or holds its two characters across the border of words only (因该 in 原因该): to be added to `odds_as_typed`."""

_UNLIKELY = 0.55
"""What the likelihood of one of its characters counts against it: nearly any text is much likelier than names and rare words."""

_LIKELIEST = "的"
"""The commonest word: no text is likelier."""


def odds(text: str, typed: str, *, cost: float, is_held: bool) -> float:
    """Return the logarithm of how likely a text is meant by what was typed; `cost` is that of its slips, `is_held` whether some report holds it."""
    gain = LIKELY * (likelihood(text) - likelihood(typed)) - cost
    return gain + _HELD * is_held - _OTHER_LENGTH * (len(text) != len(typed))


def odds_at_most(typed: str) -> float:
    """Return what `odds` of any text are at most, whatever was meant."""
    return LIKELY * (likelihood(_LIKELIEST) - likelihood(typed)) + _HELD


def odds_as_typed(typed: str) -> float:
    """Return the same of what was typed itself where no report holds it."""
    lone = sum(len(word) == 1 for word in split_words(tuple(typed)))
    return (
        _AS_TYPED
        + _COMMON_WORD * _is_common_word(typed)
        - _LONE_CHARACTER * lone
        - _UNLIKELY * likelihood(typed) / len(typed)
    )


def _is_common_word(text: str) -> bool:
    """Return whether a text is a common word of the dictionary, likelier than as two words."""
    borders = range(1, len(text))
    whole, *halves = likelihoods([text, *(half for at in borders for half in (text[:at], text[at:]))])
    return bool(halves) and whole > max(_COMMON, *map(sum, zip(halves[::2], halves[1::2], strict=True)))
