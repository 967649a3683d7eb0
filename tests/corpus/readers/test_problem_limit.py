"""Of many problems of a kind the first are kept, and the counts stay what they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers.problem_limit import FIRST_OF_A_KIND, MAX_KINDS, ProblemLimit, kind_of

PROBLEMS = st.builds(
    Problem,
    st.just("a"),
    st.sampled_from(["“甲”不行", "“乙”不行", "第 1 处不行", "第 27 处不行", "（某）", "UTF-8 不行"]),
    line=st.none() | st.integers(1, 99),
    skipped=st.booleans(),
)


def _limited(problems: list[Problem]) -> list[Problem]:
    limit = ProblemLimit("a")
    return [*filter(limit.admits, problems), *limit.rest()]


def test_a_flood_is_counted() -> None:
    """Ten of six thousand are kept, and one problem says how many more there are."""
    kept = _limited([Problem("a", f"编号“{n}”重复", line=n) for n in range(6000)])
    assert [each.line for each in kept[:-1]] == list(range(FIRST_OF_A_KIND))
    assert (kept[-1].count, kept[-1].line) == (5990, None)
    assert kept[-1].reason.startswith("另有 5,990 处同类问题：编号“…”重复")


@given(st.lists(PROBLEMS, max_size=120))
def test_totals_stay_exact(problems: list[Problem]) -> None:
    """What was skipped and what was noted adds up to the same, however many are kept."""
    kept = _limited(problems)
    for skipped in (True, False):
        assert sum(each.count for each in kept if each.skipped is skipped) == sum(
            each.skipped is skipped for each in problems
        )


def test_kinds_are_bounded() -> None:
    """Reasons that all differ cost no more than the limits allow."""
    # Letters: numbers would be told as details of one kind.
    names = [f"{chr(0x4E00 + n % 5000)}{chr(0x4E00 + n // 5000)}" for n in range(20_000)]
    kept = _limited([Problem("a", name, line=1) for name in names])
    assert len(kept) <= (MAX_KINDS + 1) * (FIRST_OF_A_KIND + 1)
    assert sum(each.count for each in kept) == 20_000


def test_names_of_encodings_are_no_details() -> None:
    """Numbers that belong to a name stay."""
    assert kind_of("17 字节不是 UTF-8 或 GB18030") == "… 字节不是 UTF-8 或 GB18030"
