"""What an index keeps of tokens, against the rule in plain words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import index_grams, is_run, query_grams, tokenize

_TOKENS = st.text(st.sampled_from("法治政府2a，。 ") | st.characters(), max_size=20).map(tokenize)


@given(_TOKENS)
def test_the_grams_of_a_text_are_those_of_the_rule(tokens: tuple[str, ...]) -> None:
    """A run as it is; a character with its next character; a character alone where none follows or a run stands before."""
    expected: list[tuple[str, int]] = []
    for position, token in enumerate(tokens):
        follows_run = position > 0 and is_run(tokens[position - 1])
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        has_next_character = following != "" and not is_run(following)
        if is_run(token):
            expected.append((token, position))
            continue
        if has_next_character:
            expected.append((token + following, position))
        if follows_run or not has_next_character:
            expected.append((token, position))
    assert [(gram.text, gram.position) for gram in index_grams(tokens)] == expected


@given(_TOKENS, st.integers(0, 20), st.integers(1, 20))
def test_a_query_asks_for_grams_of_every_text_it_stands_in(tokens: tuple[str, ...], start: int, length: int) -> None:
    """The grams of a piece of a text are among the text's own, at their positions, and cover all of the piece."""
    piece = tokens[start : start + length]
    own = {(gram.text, gram.position) for gram in index_grams(tokens)}
    asked = query_grams(piece)
    assert {(gram.text, gram.position + start) for gram in asked} <= own
    if len(piece) == 1 and not is_run(piece[0]):
        assert asked == ()
    else:
        pairs = {gram.position + 1 for gram in asked if gram.text != piece[gram.position]}
        assert {gram.position for gram in asked} | pairs == set(range(len(piece)))
        assert not pairs & {gram.position for gram in asked if gram.text == piece[gram.position]}
