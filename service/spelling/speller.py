"""Did you mean: what a query was probably meant to be, by the words of the archive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.characters import HAN
from indexer.analysis import tokenize
from indexer.engine import Engine, count_matches
from indexer.fields import TEXT_FIELDS
from indexer.query import Contains, TermKind
from service.query.plain_words import plain_words
from service.spelling.correction import LONGEST_STRETCH, WELL_KNOWN, Evidence, confusion, correction, is_phrase
from service.spelling.known_words import KnownWords
from service.spelling.word_table import SHORTEST

_STRETCH = re.compile(f"[{HAN}]+|[A-Za-z]{{4,}}")
"""Chinese characters, or letters that may be pinyin: three and fewer are mostly abbreviations of something else."""

_ONLY_LETTERS = re.compile(r"\s*[A-Za-z][A-Za-z\s]{3,60}")
"""A query that may be pinyin and nothing else."""

MOST_STRETCHES, MOST_CHARACTERS = 4, 16
"""Stretches of a query that is corrected, and their characters, each of which takes some 4 ms: with more it was pasted rather than typed."""


class Speller:
    """Who knows what a query may have been meant to be. Safe to use from several threads."""

    def __init__(self, engine: Engine, known: KnownWords) -> None:
        self._engine = engine
        self._known = known

    def meant(self, query: str) -> str:
        """Return the query that was probably meant by one that few reports hold; "" where it was probably meant as it stands."""
        if _ONLY_LETTERS.fullmatch(query):
            return self._spelled_by(query.lower().split())
        return _rewritten(query, self._meant_by)

    def confused(self, query: str) -> str:
        """Return the query that was probably meant by one whose words many reports hold, but few as they stand; "" where it was meant so."""
        return _rewritten(query, self._confused_by)

    def _confused_by(self, stretch: str) -> str:
        """Return the phrase that was meant; the words of the archive are asked only for one that few reports hold."""
        may_be_slip = len(stretch) == SHORTEST or is_phrase(stretch)
        if not may_be_slip or self._holding(stretch) >= WELL_KNOWN:
            return ""
        return confusion(stretch, self._evidence()) or correction(stretch, self._evidence())

    def _meant_by(self, stretch: str) -> str:
        if not stretch.isascii():
            return correction(stretch, self._evidence())
        letters = stretch.lower()
        if self._engine.document_frequencies([letters], TermKind.GRAM, TEXT_FIELDS):
            return ""
        return next(iter(self._known.words.lexicon.beginning(letters, 1)), "")

    def _spelled_by(self, runs: Sequence[str]) -> str:
        """Return the words that letters spell, with or without blanks between syllables; of one run also what begins so."""
        if len(self._engine.document_frequencies(runs, TermKind.GRAM, TEXT_FIELDS)) == len(runs):
            return ""
        whole = self._known.words.lexicon.spelled("".join(runs))
        return whole or (self._meant_by(runs[0]) if len(runs) == 1 and _STRETCH.fullmatch(runs[0]) else "")

    def _evidence(self) -> Evidence:
        return Evidence(self._known.words.table, self._holding, self._occurring)

    def _holding(self, text: str) -> int:
        """Return how many reports hold a text; of two characters as a word, not across the border of two: 原因该 says nothing of 因该."""
        return self._having(text, TermKind.WORD) if len(text) == SHORTEST else self._occurring(text)

    def _occurring(self, text: str) -> int:
        """Return in how many reports a text stands anywhere."""
        if len(text) == SHORTEST:
            return self._having(text, TermKind.GRAM)
        return count_matches(self._engine, Contains(tokenize(text), TEXT_FIELDS))

    def _having(self, term: str, kind: TermKind) -> int:
        return self._engine.document_frequencies([term], kind, TEXT_FIELDS).get(term, 0)


def _rewritten(query: str, meant_by: Callable[[str], str]) -> str:
    """Return a query with what was meant by each of its stretches; "" where that is the same, and where they are too many or too long."""
    stretches = list(_stretches(query))
    lengths = [length for start, end in stretches if (length := end - start) <= LONGEST_STRETCH]
    if len(stretches) > MOST_STRETCHES or sum(lengths) > MOST_CHARACTERS:
        return ""
    text = query
    for start, end in reversed(stretches):
        text = text[:start] + (meant_by(query[start:end]) or query[start:end]) + text[end:]
    return text if text != query else ""


def _stretches(query: str) -> Iterator[tuple[int, int]]:
    for word in plain_words(query):
        for found in _STRETCH.finditer(word.text):
            yield word.start + found.start(), word.start + found.end()
