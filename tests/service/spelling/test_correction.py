"""What was probably meant by a stretch of Chinese, over a small archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

import pytest

from indexer.analysis import split_words
from service.spelling.correction import Evidence, better_phrase, correction
from service.spelling.lexicon import Lexicon

TEXTS = Counter(
    {"法治政府建设": 60, "行政复议": 80, "养老保险": 50, "营业执照": 70, "法制政府建设": 1, "公积金": 40, "法制": 50}
)


def _evidence() -> Evidence:
    pairs: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for text, count in TEXTS.items():
        pairs.update({"".join(pair): count for pair in pairwise(text)})
        words.update(dict.fromkeys(split_words(tuple(text)), count))

    return Evidence(
        lambda terms: _known(pairs, terms),
        lambda terms: _known(words, terms),
        lambda text: sum(count for each, count in TEXTS.items() if text in each),
        Lexicon(words.items()),
    )


def _known(counts: Mapping[str, int], terms: Iterable[str]) -> dict[str, int]:
    return {term: counts[term] for term in terms if counts[term]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("行政复义", "行政复议"),
        ("养老报险", "养老保险"),
        ("营业执昭", "营业执照"),
        ("公公积金", "公积金"),
        ("公金", "公积金"),
        ("积公金", "公积金"),
        ("工鸡金", "公积金"),
    ],
)
def test_slips_are_found(typed: str, meant: str) -> None:
    """Same sound, same shape, one too many, too few, the wrong way round, and a word of wrong characters."""
    assert correction(typed, _evidence()) == meant


@pytest.mark.parametrize("typed", ["行政复议", "养老保险", "法制", "公积金", "法治政府建设"])
def test_right_queries_are_left_alone(typed: str) -> None:
    """What the archive has as words is meant, also beside a commoner word of the same sound."""
    assert correction(typed, _evidence()) == ""


@pytest.mark.parametrize("typed", ["", "税", "好" * 200, "鑫淼焱垚"])
def test_what_nothing_can_be_said_of_is_left_alone(typed: str) -> None:
    """Single characters, pasted pages, and characters that the archive has nothing like."""
    assert correction(typed, _evidence()) == ""


def test_a_rare_phrase_is_doubted_beside_a_common_one() -> None:
    """法制 is a word of the archive, and 法制政府建设 stands in one report."""
    assert better_phrase("法制政府建设", _evidence()) == "法治政府建设"
    assert better_phrase("法治政府建设", _evidence()) == ""
