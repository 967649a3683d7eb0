"""Tokens: the smallest things a text is matched by, and the grams an index keeps of them.

A token is a whole run of Latin (or other alphabetic) letters, a whole run of digits, or any other single visible
character: a Chinese character, a punctuation mark, a sign. White space is no token; it only keeps two runs apart.
A text contains a query when the query's tokens stand in it next to one another, in order.

Grams are what makes that fast. At a token's position the index keeps: a run as it is; a character joined with the
character after it; a character alone where no character follows, or where a run stands before it. So every
sequence of tokens can be found by exact grams, except one lone character, which is found by the prefix of its grams.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.normalize import normalize

_SCRIPTIO_CONTINUA = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u30ff\u3100-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
"""Scripts written without spaces: each character is a token (Han, kana, bopomofo, and Hangul for simplicity)."""

_TOKEN = re.compile(rf"\d+|[^\W\d_{_SCRIPTIO_CONTINUA}]+|\S")
_RUN = re.compile(rf"\d|[^\W\d_{_SCRIPTIO_CONTINUA}]")


@dataclass(frozen=True, slots=True)
class Gram:
    """A term of the `grams` index and its position, the number of its first token in the text or query."""

    text: str
    position: int


def tokenize(text: str) -> tuple[str, ...]:
    """Return the tokens of raw text.

    >>> tokenize("ＰＭ2.5 浓度\\n下降")
    ('pm', '2', '.', '5', '浓', '度', '下', '降')
    """
    return tuple(_TOKEN.findall(normalize(text)))


def is_run(token: str) -> bool:
    """Return whether a token is a run of letters or digits rather than a single character of its own."""
    return len(token) > 1 or _RUN.match(token) is not None


def is_alphanumeric(token: str) -> bool:
    """Return whether a token is a letter, a digit or a character of a script, not punctuation or a sign."""
    return token[0].isalnum() or "\u3005" <= token[0] <= "\u3007"


def index_grams(sequence: Sequence[str]) -> Iterator[Gram]:
    """Yield the grams an index keeps of a text's tokens, in order of position."""
    runs = [is_run(token) for token in sequence]
    last = len(sequence) - 1
    for position, token in enumerate(sequence):
        if runs[position] or position == last or runs[position + 1]:
            yield Gram(token, position)
        else:
            yield Gram(token + sequence[position + 1], position)
            if position and runs[position - 1]:
                yield Gram(token, position)


def query_grams(sequence: Sequence[str]) -> tuple[Gram, ...]:
    """Return the fewest grams that together show that `sequence` stands in a text.

    Empty exactly when `sequence` is empty or one lone character, which is found by the prefix of its grams.
    """
    runs = [is_run(token) for token in sequence]
    if len(sequence) == 1 and not runs[0]:
        return ()
    last = len(sequence) - 1
    grams = []
    for position, token in enumerate(sequence):
        if runs[position]:
            grams.append(Gram(token, position))
        elif position < last and not runs[position + 1]:
            grams.append(Gram(token + sequence[position + 1], position))
        elif position == 0 or runs[position - 1]:
            grams.append(Gram(token, position))
    return tuple(grams)
