"""What typed words may mean as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import UnreadableVocabulary
from service.vocabulary.vocabulary import Meaning, vocabulary


@pytest.mark.parametrize(
    ("typed", "meanings"),
    [
        ("退伍安置", [Meaning("退伍", 0, 2, ("退役",))]),
        ("县人社局招聘", [Meaning("人社局", 1, 4, ("人力资源和社会保障局",))]),
        ("狗证", [Meaning("狗证", 0, 2, ("养犬登记", "犬只登记", "犬类登记"))]),
        ("住房公积金", []),
        ("养犬登记", []),
        ("提高考核标准", []),
    ],
)
def test_the_longest_words_are_found_in_their_direction(typed: str, meanings: list[Meaning]) -> None:
    """A meaning that stands there itself is left out, → leads one way, and two characters of two words are no word."""
    assert list(vocabulary(None).meanings(typed)) == meanings


def test_an_operator_adds_words(tmp_path: Path) -> None:
    """His list stands beside the shipped ones."""
    path = tmp_path / "words.txt"
    path.write_text("小红楼 → 政务服务中心\n", encoding="utf-8")
    own = vocabulary(path)
    assert list(own.meanings("小红楼")) == [Meaning("小红楼", 0, 3, ("政务服务中心",))]
    assert own.knows("小红楼", "政务服务中心")
    assert own.knows("退伍", "退役")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """The error names file and key."""
    path = tmp_path / "words.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableVocabulary, match=r"words\.txt.*search\.vocabulary"):
        vocabulary(path)
