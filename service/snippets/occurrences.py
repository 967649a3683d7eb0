"""Occurrences of a query's highlights in texts, found as the index finds them: by tokens, so full-width or plain,
traditional or simplified, with a line break inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis import OPEN, compose, token_pattern, token_text, without_open
from indexer.analysis.array_types import Codes, Int64s
from indexer.analysis.tokenizer import FENCE, TokenText
from indexer.compiled import allocation_free, compiled

Highlights = Sequence[tuple[str, ...]]
"""Sequences of tokens. Beside one that is `OPEN` the run may go on in a text: only what was asked for of it is highlighted."""

_LOW_BITS = np.uint32(0x3FF)
"""Highlights are told apart by the low bits of their first character: a token is compared with those of its own bits alone."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Composed texts, tokenized, and where highlights stand in them.

    `occurrences`: int64[occurrences, 5], of each the first token, the one after the last, the number of its highlight, and how many
    characters of its first and of its last token stand outside it, in order. `first_occurrences`: int64[texts + 1], each text's first occurrence. `highlight_count`: how many different
    highlights were looked for.
    """

    tokens: TokenText
    occurrences: Int64s
    first_occurrences: Int64s
    highlight_count: int


def find_occurrences(texts: Sequence[str], highlights: Highlights) -> Occurrences:
    """Return the occurrences of the highlights in several texts, searched at once.

    >>> find_occurrences(["政府信息公开", "公開"], [("公", "开")]).occurrences.tolist()
    [[4, 6, 0, 0, 0], [6, 8, 0, 0, 0]]
    >>> find_occurrences(["于20200101"], [(OPEN, "2020", OPEN)]).occurrences.tolist()
    [[1, 2, 0, 0, 4]]
    """
    tokens = token_text([compose(text) for text in texts])
    different = dict.fromkeys(highlights)
    # Occurrences come out in order when shorter highlights are compared first.
    order = sorted((len(without_open(each)), number, each) for number, each in enumerate(different) if each)
    spelled = [token_pattern(each) for *_, each in order]
    patterns = np.frombuffer("".join(spelled).encode("utf-32-le", "surrogatepass"), np.uint32)
    rows = [
        (length, number, len(pattern), each[0] == OPEN, each[-1] == OPEN)
        for (length, number, each), pattern in zip(order, spelled, strict=True)
    ]
    sizes = np.array(rows, np.int64).reshape(-1, 5)
    occurrences, first_occurrences = _find(tokens.codes, tokens.token_offsets, tokens.firsts, patterns, sizes)
    return Occurrences(tokens, occurrences, first_occurrences, len(different))


@compiled
def _find(codes: Codes, token_offsets: Int64s, firsts: Int64s, patterns: Codes, sizes: Int64s) -> tuple[Int64s, Int64s]:
    """Return `occurrences` and `first_occurrences` of `Occurrences`.

    `sizes`: int64[highlights, 5], the tokens, number and characters of each pattern, and whether its first and last runs may go on.
    """
    pattern_starts = np.zeros(sizes.shape[0], np.int64)
    following = np.full(sizes.shape[0], -1, np.int64)
    heads = np.full(_LOW_BITS + 1, -1, np.int64)
    for pattern in range(1, sizes.shape[0]):
        pattern_starts[pattern] = pattern_starts[pattern - 1] + sizes[pattern - 1, 2]
    within = -1  # of those whose first run may begin anywhere in a run
    for pattern in range(sizes.shape[0] - 1, -1, -1):
        if sizes[pattern, 3]:
            following[pattern] = within
            within = pattern
        else:
            bits = _first_character(patterns, pattern_starts[pattern]) & _LOW_BITS
            following[pattern] = heads[bits]
            heads[bits] = pattern
    occurrences = np.empty((256, 5), np.int64)
    first_occurrences = np.zeros(firsts.size, np.int64)
    count = 0
    for text in range(firsts.size - 1):
        for token in range(firsts[text], firsts[text + 1]):
            start = token_offsets[token]
            is_run = codes[start] == FENCE
            head = heads[(codes[start + 1] if is_run else codes[start]) & _LOW_BITS]
            if head < 0 and not (is_run and within >= 0):
                continue  # nearly every token: going on from here would take five times as long
            for pattern in (head, within if is_run else -1):
                while pattern >= 0:
                    offset = _offset(codes, start, patterns, pattern_starts[pattern], sizes[pattern])
                    if offset >= 0:
                        if count == occurrences.shape[0]:
                            occurrences = _grown(occurrences)
                        occurrences[count, 0] = token
                        occurrences[count, 1] = token + sizes[pattern, 0]
                        occurrences[count, 2] = sizes[pattern, 1]
                        occurrences[count, 3] = offset - start - 1 if sizes[pattern, 3] else 0
                        occurrences[count, 4] = _run_left(codes, offset + sizes[pattern, 2]) if sizes[pattern, 4] else 0
                        count += 1
                    pattern = following[pattern]
        first_occurrences[text + 1] = count
    return occurrences[:count], first_occurrences


@allocation_free
def _offset(codes: Codes, start: int, patterns: Codes, pattern_start: int, size: Int64s) -> int:
    """Return where a pattern, with its row of `sizes`, stands in the token at `start`, -1 where it does not."""
    if not size[3]:
        return start if _stands_at(codes, start, patterns, pattern_start, size[2]) else -1
    offset = start + 1
    while codes[offset] != FENCE:
        if _stands_at(codes, offset, patterns, pattern_start, size[2]):
            return offset
        offset += 1
    return -1


@allocation_free
def _run_left(codes: Codes, offset: int) -> int:
    """Return how many characters of a run follow."""
    end = offset
    while codes[end] != FENCE:
        end += 1
    return end - offset


@compiled
def _grown(occurrences: Int64s) -> Int64s:
    """Return a copy with as much room again; assigning slices would take a second to compile."""
    more = np.empty((2 * occurrences.shape[0], 5), np.int64)
    for i in range(occurrences.shape[0]):
        for column in range(5):
            more[i, column] = occurrences[i, column]
    return more


@allocation_free
def _first_character(codes: Codes, start: int) -> int:
    """Return the first character from `start` on that is not a fence."""
    code: int = codes[start + 1] if codes[start] == FENCE else codes[start]
    return code


@allocation_free
def _stands_at(codes: Codes, start: int, patterns: Codes, pattern_start: int, size: int) -> bool:
    if start + size > codes.size:
        return False
    for offset in range(size):  # noqa: SIM110  # compiled loops have no generators
        if codes[start + offset] != patterns[pattern_start + offset]:
            return False
    return True
