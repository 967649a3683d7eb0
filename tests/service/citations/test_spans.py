"""Where a draft cites something."""

from __future__ import annotations

import pytest

from service.citations.spans import spans


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("依据《城市供水条例》办理", [("城市供水条例", "")]),
        ("《关于印发《节水办法》的通知》（青水发〔2023〕8号）", [("关于印发《节水办法》的通知", "青水发〔2023〕8号")]),
        ("见青水发[2023]8号。", [("", "见青水发[2023]8号")]),
        ("国务院令第158号公布", [("", "国务院令第158号")]),
        ("索引号015530468/2022-00041", [("", "015530468/2022-00041")]),
        ("索引号０１５５３０４６８／２０２２－００４１", [("", "０１５５３０４６８／２０２２－００４１")]),
        ("见青水发〔2023〕 第 8 号", [("", "见青水发〔2023〕 第 8 号")]),
        (
            "《供水条例》《节水办法》（国务院令第158号）青水发〔2023〕8号",
            [("供水条例", ""), ("节水办法", "国务院令第158号"), ("", "青水发〔2023〕8号")],
        ),
        ("没有引用，2023年第3季度，人民路47号", []),
    ],
)
def test_titles_and_numbers_are_citations(draft: str, found: list[tuple[str, str]]) -> None:
    """A number in brackets belongs to the title before it; a position is one in the draft."""
    read = spans(draft)
    assert [(each.title, each.number) for each in read] == found
    for each in read:
        assert (each.number or each.title) in draft[each.start : each.end]
