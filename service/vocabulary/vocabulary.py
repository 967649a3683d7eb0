"""What typed words may mean as well, by the lists of the program and of the operator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.analysis import normalize
from service.errors import UnreadableVocabulary
from service.vocabulary.entries import MOST_BYTES, SHIPPED, Entry, entries

LONGEST_WORD = 20
"""Characters of the longest word that is looked up."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stretch of a query, `start` to `end`, with the words that it may mean as well."""

    start: int
    end: int
    others: tuple[str, ...]


class Vocabulary:
    """Words with what they may mean as well."""

    def __init__(self, listed: Iterable[Entry]) -> None:
        found: dict[str, dict[str, None]] = {}
        for entry in listed:
            for meaning in entry.meanings:
                found.setdefault(entry.word, {})[meaning] = None
                if entry.both_ways:
                    found.setdefault(meaning, {})[entry.word] = None
        self._meanings: Mapping[str, tuple[str, ...]] = {word: tuple(others) for word, others in found.items()}

    def meanings(self, text: str) -> Iterator[Meaning]:
        """Yield the words of a text that may mean something else as well, the longest at each place, from left to right.

        A word that already stands within what it would mean is left alone: 公积金 in 住房公积金.
        """
        folded = normalize(text)
        if len(folded) != len(text):
            return
        at = 0
        while at < len(folded):
            word = next((each for each in _starting(folded, at) if each in self._meanings), "")
            others = tuple(each for each in self._meanings.get(word, ()) if each not in folded)
            if others:
                yield Meaning(at, at + len(word), others)
            at += len(word) or 1


def _starting(text: str, start: int) -> Iterator[str]:
    yield from (text[start:end] for end in range(min(start + LONGEST_WORD, len(text)), start + 1, -1))


@lru_cache(maxsize=4)
def vocabulary(path: Path | None) -> Vocabulary:
    """Return the words of the shipped lists and of the operator's, once read. Raises `UnreadableVocabulary`."""
    paths = (*SHIPPED, path) if path else SHIPPED
    return Vocabulary(each for source in paths for each in entries(read_list(source)) if isinstance(each, Entry))


def read_list(path: Path) -> str:
    """Return the text of a list. Raises `UnreadableVocabulary`."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise UnreadableVocabulary(path, f"词表超过 {MOST_BYTES // 1_000_000} MB")
        return content.decode("utf-8-sig")
    except OSError as exc:
        raise UnreadableVocabulary(path, exc.strerror or str(exc)) from exc
    except UnicodeDecodeError as exc:
        raise UnreadableVocabulary(path, "不是 UTF-8 编码") from exc
