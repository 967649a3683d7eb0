"""The words of a query that may mean something else as well, and those that frame it, which mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.analysis import split_words, tokenize
from service.query.frames import frames
from service.query.function_words import FUNCTION_WORDS
from service.query.plain_words import plain_words
from service.query.syntax import Word
from service.vocabulary.vocabulary import Meaning, Vocabulary, is_said_beside

MOST_MEANINGS = 6
"""What a word is taken for, of all that it may mean; each costs about as much as a typed word."""

MOST_WIDENED = 6
"""Words of a query that are widened."""

_TELLING = 4
"""Characters of a word that is known though something divides it, unless it is all that was typed: 租房补贴 in 租房 补贴 大学生."""

_BREAK = -1
"""Where no character of the text stands: between words that something else divides than a blank."""


def changes_of(text: str, vocabulary: Vocabulary) -> list[Meaning]:
    """Return the words of a query that mean something else as well, and those that frame them, which mean nothing; in their order."""
    words = plain_words(text)
    alone = len(words) == 1
    changes = [each for word in words for each in _changes_within(text, word, vocabulary, alone=alone)]
    together = list(_together(text, words, changes, vocabulary))
    apart = [each for each in changes if not any(_overlap(each, other) for other in together)]
    changes = sorted((*together, *apart), key=lambda each: each.start)
    surplus = [each for each in changes if each.others][MOST_WIDENED:]
    return [each for each in changes if each not in surplus]


def _overlap(one: Meaning, other: Meaning) -> bool:
    return one.start < other.end and other.start < one.end


def _together(
    text: str, words: Sequence[Word], changes: Sequence[Meaning], vocabulary: Vocabulary
) -> Iterator[Meaning]:
    """Yield the words that a blank, or what frames the query, divides: 狗 咬人, 外地孩子在这里上学."""
    idle = [(each.start, each.end) for each in changes if not each.others]
    if len(words) == 1 and not idle:
        return
    characters: list[int] = []
    for number, word in enumerate(words):
        if number and not text[words[number - 1].end : word.start].isspace():
            characters.append(_BREAK)
        framing = [span for span in idle if word.start <= span[0] < word.end]
        if framing:
            for start, end in _stretches_between(framing, word.start, word.end):
                characters += _without_function_words(text, start, end)
        else:
            characters += range(word.start, word.end)
    for each in vocabulary.meanings("".join("\n" if at == _BREAK else text[at] for at in characters)):
        inside = characters[each.start : each.end]
        is_whole = inside == characters or len(each.word) >= _TELLING
        others = _unsaid(each, text)
        if is_whole and others and inside[-1] - inside[0] >= len(each.word):
            yield replace(each, start=inside[0], end=inside[-1] + 1, others=others)


def _without_function_words(text: str, start: int, end: int) -> range:
    """Return where a stretch of a text stands without the function words at its ends: 外地孩子 of 外地孩子在."""
    tokens = tokenize(text[start:end])
    words = list(split_words(tokens)) if len(tokens) == end - start else []
    while words and words[0] in FUNCTION_WORDS:
        start += len(words.pop(0))
    while words and words[-1] in FUNCTION_WORDS:
        end -= len(words.pop())
    return range(start, end)


def _changes_within(text: str, word: Word, vocabulary: Vocabulary, *, alone: bool) -> list[Meaning]:
    """Return those within an unquoted word, with what is left between them and says nothing by itself: 了能 in 社保断了能补交吗."""
    meanings = list(_meanings(text, word.start, word.end, vocabulary))
    spans = [(word.start + start, word.start + end) for start, end in frames(word.text, alone=alone)]
    framing = [span for span in spans if not any(_reaches_out(each, *span) for each in meanings)]
    if framing:
        stretches = _stretches_between(framing, word.start, word.end)
        meanings = [each for start, end in stretches for each in _meanings(text, start, end, vocabulary)]
    changed = sorted((*framing, *((each.start, each.end) for each in meanings)))
    idle = [
        (start, end)
        for start, end in (_stretches_between(changed, word.start, word.end) if changed else ())
        if tokenize(text[start:end]) and not telling_words(text[start:end])
    ]
    dropped = [Meaning(text[start:end], start, end, ()) for start, end in (*framing, *idle)]
    return sorted((*meanings, *dropped), key=lambda each: each.start)


def _reaches_out(meaning: Meaning, start: int, end: int) -> bool:
    """Return whether a word has some of a frame and more beside it: 丢了 is not 丢 in the frame 了."""
    return meaning.start < end and start < meaning.end and not (start <= meaning.start and meaning.end <= end)


def _stretches_between(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a text between its `start` and `end` that some of its spans, in order, leave."""
    borders = [start, *(border for span in spans for border in span), end]
    return [pair for pair in zip(borders[::2], borders[1::2], strict=True) if pair[0] < pair[1]]


def _meanings(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Meaning]:
    """Yield what the words of a stretch of a query may mean, `start` and `end` counted in the query, which says none of the others itself."""
    for each in vocabulary.meanings(text[start:end]):
        found = replace(each, start=start + each.start, end=start + each.end)
        if not each.others or is_said_beside(found, text):
            yield replace(found, others=())
        elif others := _unsaid(found, text):
            yield replace(found, others=others)


def _unsaid(meaning: Meaning, text: str) -> tuple[str, ...]:
    """Return the first of what a word may mean, without what the text says itself."""
    return tuple(other for other in meaning.others[:MOST_MEANINGS] if other not in text)


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that say more than how it hangs together."""
    return tuple(word for word in split_words(tokenize(text)) if word not in FUNCTION_WORDS)
