"""The words of an archive by how they sound and begin, for one state of the index."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from indexer.analysis import is_chinese
from service.spelling.sounds import spellings

MOST_WORDS = 40_000
"""Words that are known of an archive, those that most reports have: some 20 MB with all that is derived from them."""

LONGEST = 8
"""Characters of the longest word that is told by its sound or by a character too few."""


class Lexicon:
    """Words with about how many reports have each. Safe to use from several threads: what is derived may be derived twice."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self.counts: Mapping[str, int] = {
            word: count for word, count in words if 1 < len(word) <= LONGEST and all(map(is_chinese, word))
        }

    def with_sounds(self, syllables: tuple[str, ...]) -> Iterable[str]:
        """Return the words that are read as these syllables, most frequent first."""
        return self._by_sounds.get(" ".join(syllables), ())

    def lacking_one(self, text: str) -> Iterator[str]:
        """Yield the words that are `text` with one more character in it."""
        for word in {*self._by_first.get(text[0], ()), *self._by_last.get(text[-1], ())}:
            if len(word) == len(text) + 1 and any(word[:at] + word[at + 1 :] == text for at in range(len(word))):
                yield word

    def spelled(self, letters: str) -> list[str]:
        """Return the words whose pinyin begins with `letters`, or whose initials are those, most frequent first."""
        found = {word for key, word in self._from(self._by_letters, letters)}
        found |= {word for key, word in self._from(self._by_initials, letters) if key == letters}
        return sorted(found, key=lambda word: (-self.counts[word], word))

    def beginning(self, text: str) -> list[str]:
        """Return the words that begin with `text`, most frequent first."""
        found = [word for word in self._by_first.get(text[0], ()) if word.startswith(text)]
        return sorted(found, key=lambda word: (-self.counts[word], word))

    @staticmethod
    def _from(keys: list[tuple[str, str]], prefix: str) -> Iterator[tuple[str, str]]:
        start = bisect_left(keys, (prefix, ""))
        return takewhile(lambda pair: pair[0].startswith(prefix), (keys[at] for at in range(start, len(keys))))

    @cached_property
    def _by_sounds(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            for each in spellings(word):
                found[" ".join(each)].append(word)
        return dict(found)

    @cached_property
    def _by_letters(self) -> list[tuple[str, str]]:
        return sorted((sounds.replace(" ", ""), word) for sounds, same in self._by_sounds.items() for word in same)

    @cached_property
    def _by_initials(self) -> list[tuple[str, str]]:
        initials = {
            ("".join(each[0] for each in sounds.split(" ")), word)
            for sounds, same in self._by_sounds.items()
            for word in same
        }
        return sorted(initials)

    @cached_property
    def _by_first(self) -> Mapping[str, list[str]]:
        return _grouped((word[0], word) for word in self.counts)

    @cached_property
    def _by_last(self) -> Mapping[str, list[str]]:
        return _grouped((word[-1], word) for word in self.counts)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, word in pairs:
        found[key].append(word)
    return dict(found)
