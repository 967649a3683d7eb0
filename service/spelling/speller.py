"""Did you mean: what a query was probably meant to be, by the words of the archive."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial

from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.errors import IndexerError
from indexer.fields import TEXT_FIELDS
from indexer.query import Contains, Plan, TermKind
from service.query.parser import parse
from service.query.syntax import All, Tree, Word
from service.spelling.correction import Evidence, better_phrase, correction
from service.spelling.lexicon import MOST_WORDS, Lexicon

_CHINESE = re.compile("[\u4e00-\u9fa5]+")
_STRETCH = re.compile("[\u4e00-\u9fa5]+|[A-Za-z]{4,}")
"""Chinese characters, or letters that may be pinyin: three and fewer are mostly abbreviations of something else."""


class Speller:
    """What a query may have been meant to be. Safe to use from several threads.

    The words of an archive are read when first asked for. After a commit those known so far go on serving while the new
    ones are read in the background.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._lexicon: Lexicon | None = None
        self._generation = ""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the archive."""
        with self._lock:
            generation = self._engine.generation()
            if self._lexicon is None:
                self._lexicon = Lexicon(self._engine.frequent_words(MOST_WORDS))
            elif generation != self._generation:
                threading.Thread(target=self._refresh, daemon=True).start()
            self._generation = generation
            return self._lexicon

    def _refresh(self) -> None:
        try:
            self._lexicon = Lexicon(self._engine.frequent_words(MOST_WORDS))
        except IndexerError:
            return  # whoever searches is told, and the words known so far do no harm

    def meant(self, query: str) -> str:
        """Return the query that was probably meant; "" where it was probably meant as it stands."""
        evidence = self._evidence()
        return _replaced(query, lambda part: self._meant_by(part, evidence))

    def better_known(self, query: str) -> str:
        """Return the query with a phrase that the archive has far more often, by a word that sounds the same; "" if none."""
        evidence = self._evidence()
        return _replaced(query, lambda part: better_phrase(part, evidence) if _CHINESE.fullmatch(part) else "")

    def _meant_by(self, part: str, evidence: Evidence) -> str:
        if _CHINESE.fullmatch(part):
            return correction(part, evidence)
        return next(iter(self.lexicon.spelled(part.lower())), "") if self._is_unknown(part.lower()) else ""

    def _is_unknown(self, letters: str) -> bool:
        return not self._engine.document_frequencies([letters], TermKind.GRAM, TEXT_FIELDS)

    def _evidence(self) -> Evidence:
        counts = self._engine.document_frequencies
        return Evidence(
            partial(counts, kind=TermKind.GRAM, fields=TEXT_FIELDS),
            partial(counts, kind=TermKind.WORD, fields=TEXT_FIELDS),
            self._holding,
            self.lexicon,
        )

    def _holding(self, text: str) -> int:
        return self._engine.search(Plan(Contains(tokenize(text), TEXT_FIELDS), limit=0)).total


def plain_words(query: str) -> list[Word]:
    """Return the words of a query that stand for themselves: not quoted, excluded, or below a prefix."""
    return list(_plain(parse(query).tree))


def _plain(tree: Tree | None) -> Iterator[Word]:
    match tree:
        case Word():
            yield tree
        case All(children):
            for child in children:
                yield from _plain(child)


def _replaced(query: str, meant: Callable[[str], str]) -> str:
    """Return the query with each stretch replaced by what was meant, "" where nothing is replaced."""
    text, is_changed = query, False
    for word in reversed(plain_words(query)):
        for found in reversed(list(_STRETCH.finditer(word.text))):
            other = meant(found.group())
            if other:
                start, end = word.start + found.start(), word.start + found.end()
                text, is_changed = text[:start] + other + text[end:], True
    return text if is_changed else ""
