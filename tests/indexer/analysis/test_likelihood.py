"""How likely a text is in everyday Chinese."""

from __future__ import annotations

import math

from indexer.analysis import likelihood


def test_what_is_a_word_is_likelier_than_its_characters_side_by_side() -> None:
    """A slip mostly leaves characters that belong to no word."""
    assert likelihood("补贴") > likelihood("补帖")


def test_likelihoods_of_words_add_up() -> None:
    """The words of a text are taken to be independent."""
    assert math.isclose(likelihood("残疾人补贴"), likelihood("残疾人") + likelihood("补贴"))


def test_an_empty_text_is_certain() -> None:
    """The logarithm of one is zero."""
    assert likelihood("") == 0.0
