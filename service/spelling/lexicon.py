"""The words and phrases of an archive by how they begin: in characters, in pinyin, by initials, or in a mixture."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import takewhile
from math import log

from indexer.analysis import is_chinese, likelihood
from service.spelling.sounds import pronunciations, spellings

LONGEST = 16
"""Characters of the longest phrase that is kept."""

FEWEST_LETTERS = 2
"""Letters that are taken for pinyin: one begins a tenth of all words."""

_UNUSUAL = 2.0
"""How much less likely, as a logarithm, an unusual pronunciation is: baoxiao is 报销 rather than 剥削."""

_LETTERS, _LETTER = re.compile(rf"[a-z]{{{FEWEST_LETTERS},}}"), re.compile("[a-z]")


class Lexicon:
    """Words and phrases with about how many reports have each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {
            word: count for word, count in counts.items() if 1 < len(word) <= LONGEST and all(map(is_chinese, word))
        }
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        spelled: list[tuple[str, str]] = []
        initials: set[tuple[str, str]] = set()
        for word in self._counts:
            self._by_first[word[0]].append(word)
            for syllables in spellings(word):
                spelled.append(("".join(syllables), word))
                initials.add(("".join(each[0] for each in syllables), word))
        self._spelled, self._initials = sorted(spelled), sorted(initials)

    def beginning(self, typed: str, most: int) -> list[str]:
        """Return up to `most` words and phrases that begin with what was typed, those that most reports have first.

        Letters stand for pinyin, whole or begun, or for initials; those whose pinyin or initials are just that come first.
        """
        if _LETTERS.fullmatch(typed):
            exact = {
                word for key, word in (*_from(self._spelled, typed), *_from(self._initials, typed)) if key == typed
            }
            found: Iterable[str] = {word for _, word in (*_from(self._spelled, typed), *_from(self._initials, typed))}
            return nsmallest(most, found, key=lambda word: (word not in exact, *self._rank(word)))
        found = [word for word in self._candidates(typed) if word != typed and _begins(word, typed)]
        return nsmallest(most, found, key=self._rank)

    def spelled(self, letters: str) -> str:
        """Return the fewest words whose pinyin letters are, of these those that most reports have; "" where they are none.

        >>> Lexicon({"信息": 9, "公开": 5, "信息化": 3}).spelled("xinxigongkai")
        '信息公开'
        """
        found = {0: (0, 0, "")}
        for end in range(1, len(letters) + 1):
            ways = (
                (words + 1, rarity + self._rank(word)[0], text + word)
                for start, (words, rarity, text) in found.items()
                if (word := self._spelled_just(letters[start:end]))
            )
            if best := min(ways, default=None):
                found[end] = best
        return found[len(letters)][2] if letters and len(letters) in found else ""

    def _spelled_just(self, letters: str) -> str:
        """Return the word with just this pinyin that most reports have and everyday Chinese knows best; "" for none."""
        just = (word for key, word in takewhile(lambda pair: pair[0] == letters, _from(self._spelled, letters)))
        return max(just, key=lambda word: (self._likelihood(word, letters), word), default="")

    def _likelihood(self, word: str, letters: str) -> float:
        """Return how likely it is, as a logarithm, that a word is meant by its pinyin, which may be an unusual pronunciation of its characters."""
        unusual = 0.0 if "".join(spellings(word)[0]) == letters else _UNUSUAL
        return log(self._counts[word]) + likelihood(word) - unusual

    def read(self, typed: str) -> str:
        """Return what was typed with the likeliest words in place of those that are typed in letters, whole or in part.

        >>> Lexicon({"青禾市": 3, "预算": 9}).read("青禾shi yusuan")
        '青禾市 预算'
        """
        return " ".join(map(self._read, typed.split()))

    def _read(self, word: str) -> str:
        is_spelled = _LETTERS.search(word) and all(is_chinese(each) or _LETTER.match(each) for each in word)
        return next(iter(self.beginning(word, 1)), word) if is_spelled else word

    def _candidates(self, typed: str) -> Iterable[str]:
        """Return the words that may begin with a mixture of characters and letters."""
        if is_chinese(typed[:1]):
            return self._by_first.get(typed[0], ())
        letters = re.match("[a-z]+", typed)
        return {word for _, word in _from(self._spelled, letters[0][0])} if letters and letters[0] != typed else ()

    def _rank(self, word: str) -> tuple[int, str]:
        return -self._counts[word], word


def _from(keys: list[tuple[str, str]], prefix: str) -> Iterator[tuple[str, str]]:
    start = bisect_left(keys, (prefix, ""))
    return takewhile(lambda pair: pair[0].startswith(prefix), (keys[at] for at in range(start, len(keys))))


def _begins(word: str, typed: str) -> bool:
    """Return whether a word begins with what was typed: each character as it is, in pinyin, or by the beginning of that.

    >>> _begins("公积金提取", "公ji金"), _begins("公积金提取", "gongjj"), _begins("公积金", "公金")
    (True, True, False)
    """
    if not typed:
        return True
    if not word:
        return False
    if typed[0] == word[0]:
        return _begins(word[1:], typed[1:])
    return any(
        typed[:length] == pronunciation[:length] and _begins(word[1:], typed[length:])
        for pronunciation in pronunciations(word[0])
        for length in range(min(len(pronunciation), len(typed)), 0, -1)
    )
