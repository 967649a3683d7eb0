"""What an archive has words and phrases of, for the present state of its index."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from indexer.analysis import is_chinese, split_words, tokenize
from indexer.engine import Engine
from indexer.errors import IndexerError
from indexer.query import Everything, Plan, Sort
from service.spelling.lexicon import Lexicon
from service.spelling.word_table import WordTable

MOST_WORDS = 100_000
"""Words that are known of an archive, those that most reports have: some 40 MB with all that is derived from them. With 40,000 a tenth fewer slips are corrected."""

COMPLETED = 20_000
"""Words of these that completions offer."""

TITLES = 1_000
"""Titles of the newest reports that frequent phrases are taken from."""

LONGEST_PHRASE = 4
"""Words of a phrase."""

FEWEST_TITLES = 3
"""Titles that have to hold a phrase."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the state `generation`: by how they begin, and to compare what was typed with."""

    lexicon: Lexicon
    table: WordTable
    generation: str = ""


_NONE = Words(Lexicon({}), WordTable({}))


class KnownWords:
    """The words of an archive. Safe to use from several threads.

    They are gathered when first asked for, and after a commit in the background: until then those known so far serve. Raises an
    `IndexerError` when the index is unusable and no words are known.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._words = _NONE
        self._generation = ""
        self._failure: IndexerError | None = None
        self._gathering: threading.Thread | None = None

    @property
    def words(self) -> Words:
        """The words known so far, gathered first where none are; those of the present state are gathered where it is another one."""
        self._gather_anew()
        return self.complete() if self._words is _NONE else self._words

    def gathered_from(self) -> str:
        """Return the state that the words known so far are of, "" while none are known; begins to gather those of another one."""
        if self._words is not _NONE:
            self._gather_anew()
        return self._words.generation

    def complete(self) -> Words:
        """Return the words of the present state, gathered before this returns."""
        self._gather_anew()
        if self._gathering:
            self._gathering.join()
        if self._words is _NONE and self._failure:
            raise self._failure  # without words the answer would be another one
        return self._words

    def _gather_anew(self) -> None:
        generation = self._engine.generation()
        with self._lock:
            if generation != self._generation and not (self._gathering and self._gathering.is_alive()):
                self._generation = generation
                self._gathering = threading.Thread(target=self._gather, daemon=True)
                self._gathering.start()

    def _gather(self) -> None:
        try:
            self._words = _gathered(self._engine, self._generation)
        except IndexerError as error:
            self._failure = error
            self._generation = ""  # tried again when words are asked for next


def _gathered(engine: Engine, generation: str) -> Words:
    counts = {word: count for word, count in engine.frequent_words(MOST_WORDS) if all(map(is_chinese, word))}
    completed = Counter(dict(islice(counts.items(), COMPLETED)))
    newest = engine.search(Plan(Everything(), sort=Sort.NEWEST, limit=TITLES, reports=True))
    phrases = Counter(phrase for each in newest.reports for phrase in set(_phrases(each.title)))
    completed.update({phrase: count for phrase, count in phrases.items() if count >= FEWEST_TITLES})
    return Words(Lexicon(completed), WordTable(counts), generation)


def _phrases(title: str) -> Iterator[str]:
    """Yield two and more neighbouring words of a title, without single characters at either end.

    >>> list(_phrases("法治政府建设的报告"))
    ['法治政府', '法治政府建设', '政府建设', '政府建设的报告', '建设的报告']
    """
    words = split_words(tokenize(title))
    for start, first in enumerate(words):
        for end in range(start + 2, min(start + LONGEST_PHRASE, len(words)) + 1):
            if min(len(first), len(words[end - 1])) > 1:
                yield "".join(words[start:end])
