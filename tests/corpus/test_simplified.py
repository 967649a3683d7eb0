"""Traditional characters of numbers."""

from __future__ import annotations

from corpus.simplified import simplified
from indexer.analysis import normalize


def test_characters_fold_as_in_the_search() -> None:
    """Each to the one that texts are searched by."""
    everything = "".join(map(chr, range(0x4E00, 0xA000)))
    pairs = [(old, new) for old, new in zip(everything, simplified(everything), strict=True) if old != new]
    assert len(pairs) > 400
    assert [pair for pair in pairs if normalize(pair[0]) != normalize(pair[1])] == []
