"""Stretches numbered by a hash table."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.hashing import number_stretches


@given(st.lists(st.text(st.sampled_from("ab12"), max_size=5), max_size=40))
def test_stretches_are_numbered_as_by_a_dictionary(stretches: list[str]) -> None:
    """Equal stretches have equal numbers, in the order in which they are first found."""
    codes = np.array(list(map(ord, "".join(stretches))), dtype=np.uint32)
    lengths = np.array([len(each) for each in stretches], dtype=np.int64)
    numbers, firsts = number_stretches(codes, lengths.cumsum() - lengths, lengths)
    distinct = list(dict.fromkeys(stretches))
    assert numbers.tolist() == [distinct.index(each) for each in stretches]
    assert [stretches[first] for first in firsts.tolist()] == distinct
