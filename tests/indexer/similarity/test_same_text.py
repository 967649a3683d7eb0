"""Near-identical texts among many."""

from __future__ import annotations

from indexer.similarity.same_text import near_identical, sketches_of

TEXT = "".join(f"第{each}项工程应于{each % 28 + 1}日前完成验收并报市住建局备案；" for each in range(40))
OTHER = "".join(f"对{each}户家庭发放冬季取暖补贴，由街道于{each % 28 + 1}日公示；" for each in range(40))


def test_a_text_with_a_character_changed_is_near_identical() -> None:
    """The later one is paired with the earlier one; other texts and short ones are with none."""
    texts = [OTHER, TEXT, "见附件", TEXT.replace("住建", "建设", 1), "见附件"]
    assert [pair[:2] for pair in near_identical(*sketches_of(texts))] == [(1, 3)]


def test_the_first_of_many_is_named() -> None:
    """Each copy is in one pair, with the earliest text that is as near."""
    assert [pair[:2] for pair in near_identical(*sketches_of([TEXT] * 12))] == [(0, each) for each in range(1, 12)]


def test_nothing_is_nothing() -> None:
    """No texts have no pairs."""
    assert list(near_identical(*sketches_of([]))) == []
