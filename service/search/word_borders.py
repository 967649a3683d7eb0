"""Whether a report holds what was typed as a word, or only across the border of two others: 高考 in 提高考核."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.report import Report
from indexer.analysis import is_chinese, likelihood, normalize, word_spans
from indexer.analysis.trie import HAN_FIRST, HAN_LAST
from indexer.fields import FIELD, TEXT_FIELDS

_MOST_WORDS = 2
"""Words of a query that is looked at: longer ones have pairs across their own words that tell reports apart."""

_LONGEST_WORD = 3
"""Characters of a word that may stand across a border by accident."""

_BODY_CHARACTERS = 300_000
"""Characters of bodies that are looked at for one answer, shared by its hits."""

_STARTS = 500
"""How often a word is looked at in one text, shared by the hits of an answer; where all of these cross and there are more, nothing is said."""

_AROUND = 8
"""Characters on each side of a word that decide how it is split."""

_OTHER_TEXTS = [text for name in TEXT_FIELDS if name not in ("title", "body") and (text := FIELD[name].text)]

_NOT_CHINESE = re.compile(f"[^{chr(HAN_FIRST)}-{chr(HAN_LAST)}]")
"""What no word of the dictionary holds."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A word of a query that a report holds only across the border of other words, and the first words that it crosses."""

    word: str
    crossed: str


def words_looked_at(words: Sequence[str]) -> tuple[str, ...]:
    """Return those of a query's words that may stand across a border by accident; none for a longer query.

    >>> words_looked_at(["高考", "社会保险费"]), words_looked_at(["高考", "加分", "政策"])
    (('高考',), ())
    """
    if len(words) > _MOST_WORDS:
        return ()
    return tuple(word for word in words if 1 < len(word) <= _LONGEST_WORD and all(map(is_chinese, word)))


def crossings(found: Sequence[tuple[Report, str]], words: Sequence[str]) -> list[Crossing | None]:
    """Return, for each report with its body, the first of the words that it holds only across borders; None where it holds none so.

    What one answer may cost is shared by the reports: nothing is said of a body that is longer than its share.
    """
    hits = max(len(found), 1)
    share, most = _BODY_CHARACTERS // hits, _STARTS // hits
    looked_at = {number: each for number, each in enumerate(found) if words and len(each[1]) <= share}
    doubtful = _doubtful(looked_at, words)
    return [_only_crossing(*each, words, most) if number in doubtful else None for number, each in enumerate(found)]


def _doubtful(found: Mapping[int, tuple[Report, str]], words: Sequence[str]) -> set[int]:
    """Return the numbers of the reports in which not every word stands as one where title or body have it first.

    What surrounds each start is split as one text: to call the splitter for each takes longer than to split them.
    """
    doubtful, joined, starts = set(), "", []
    for number, (report, body) in found.items():
        for word in words:
            text = report.title if word in report.title else body
            start = text.find(word)
            if start < 0:
                doubtful.add(number)
                continue
            before, after = _around(text, start, word)
            starts.append((number, len(joined) + len(before), word))
            joined += f"{before}{word}{after}\n"
    spans = word_spans(joined)
    return doubtful.union(number for number, start, word in starts if _crossed_by(joined, spans, start, word))


def _only_crossing(report: Report, body: str, words: Sequence[str], most: int) -> Crossing | None:
    # Most hits hold what was typed as it stands; only the texts of others are folded.
    perhaps = [word for word in words if not any(_stands(text, word, most) for text in _texts(report, body))]
    folded = [_matched(text) for text in _texts(report, body)] if perhaps else ()
    examples = ((word, _only_across(folded, word, most)) for word in perhaps)
    return next((Crossing(word, example) for word, example in examples if example), None)


def _only_across(texts: Sequence[str], word: str, most: int) -> str:
    """Return the first words that a word crosses in texts that hold it only so; empty where they don't."""
    example = ""
    for text in texts:
        for number, start in enumerate(_starts(text, word)):
            found = _crossed_words(text, start, word)
            if not found or number == most:
                return ""
            example = example or found
    return example


def _stands(text: str, word: str, most: int) -> bool:
    """Return whether a text plainly holds a word as one, where it begins first."""
    start = text.find(word)
    while start >= 0 and most:
        if not _crossed_words(text, start, word):
            return True
        start, most = text.find(word, start + 1), most - 1
    return False


def _texts(report: Report, body: str) -> Iterator[str]:
    """Yield the texts of a report that are matched, those that mostly hold what was typed first."""
    yield report.title
    yield body
    for text in _OTHER_TEXTS:
        yield text(report)


def _matched(text: str) -> str:
    """Return a text folded and without white space: words may be broken at the end of a line."""
    return "".join(normalize(text).split())


def _starts(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _crossed_words(text: str, start: int, word: str) -> str:
    """Return the words whose border a word crosses where it starts in a text; empty where it stands there as a word, or inside one."""
    before, after = _around(text, start, word)
    return _crossed_in(f"{before}{word}{after}", len(before), word)


def _around(text: str, start: int, word: str) -> tuple[str, str]:
    """Return the Chinese characters before and after a word that starts in a text, which decide how it is split."""
    end = start + len(word)
    before = _NOT_CHINESE.split(text[max(start - _AROUND, 0) : start])[-1]
    return before, _NOT_CHINESE.split(text[end : end + _AROUND], maxsplit=1)[0]


@lru_cache(maxsize=512)
def _crossed_in(stretch: str, start: int, word: str) -> str:
    return _crossed_by(stretch, word_spans(stretch), start, word)


def _crossed_by(text: str, spans: Sequence[tuple[int, int]], start: int, word: str) -> str:
    """Return the words, which have these spans of a text, whose border a word crosses where it starts there."""
    end = start + len(word)
    near = spans[max(bisect_left(spans, (start,)) - 1, 0) : bisect_left(spans, (end,))]
    touched = [span for span in near if start < span[1]]
    (first, first_end), (last, last_end) = touched[0], touched[-1]
    before = first < start < first_end < end and _is_word(text[first:first_end])
    after = start < last < end < last_end and _is_word(text[last:last_end])
    if not (before or after) or not ((before and after) or _is_word(word)):
        return ""
    return text[first:last_end]


@lru_cache(maxsize=512)
def _is_word(text: str) -> bool:
    """Return whether a text is a word of the dictionary, likelier than as two words."""
    halves = (likelihood(text[:border]) + likelihood(text[border:]) for border in range(1, len(text)))
    return len(text) > 1 and likelihood(text) > max(halves)
