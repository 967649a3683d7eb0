"""What typed words may mean as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import UnreadableVocabulary
from service.vocabulary.vocabulary import Meaning, vocabulary


@pytest.mark.parametrize(
    ("typed", "meanings"),
    [
        ("退伍安置", [Meaning(0, 2, ("退役",))]),
        ("县人社局招聘", [Meaning(1, 4, ("人力资源和社会保障局",))]),
        ("狗证", [Meaning(0, 2, ("养犬登记", "犬只登记", "犬类登记"))]),
        ("住房公积金", []),
        ("养犬登记", []),
    ],
)
def test_the_longest_words_are_found_in_their_direction(typed: str, meanings: list[Meaning]) -> None:
    """A word that stands within its meaning is left alone, and → leads one way."""
    assert list(vocabulary(None).meanings(typed)) == meanings


def test_an_operator_adds_words(tmp_path: Path) -> None:
    """His list stands beside the shipped ones."""
    path = tmp_path / "words.txt"
    path.write_text("小红楼 → 政务服务中心\n", encoding="utf-8")
    assert list(vocabulary(path).meanings("小红楼")) == [Meaning(0, 3, ("政务服务中心",))]


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error names file and key."""
    with pytest.raises(UnreadableVocabulary, match=r"missing\.txt.*search\.vocabulary"):
        vocabulary(tmp_path / "missing.txt")
