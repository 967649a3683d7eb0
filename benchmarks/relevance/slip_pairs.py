"""Queries from sentences with slips: the words that were mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.analysis import is_chinese, normalize, tokenize, word_spans


def mistyped_words(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what was typed and the word that was meant, for each word of a line `typed TAB meant` that was mistyped.

    Characters too many or too few are not told apart: both sides of a line must have as many tokens.

    >>> list(mistyped_words(["申请养老津帖。\\t申请养老津贴。"]))
    [('津帖', '津贴')]
    """
    for line in lines:
        typed, _, meant = (tokenize(normalize(part)) for part in line.rstrip("\n").partition("\t"))
        if len(typed) == len(meant):
            for start, end in word_spans(meant):
                pair = "".join(typed[start:end]), "".join(meant[start:end])
                if pair[0] != pair[1] and end - start > 1 and all(map(is_chinese, "".join(pair))):
                    yield pair
