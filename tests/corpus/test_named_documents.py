"""Documents that a text names."""

from __future__ import annotations

import pytest

from corpus.named_documents import named_documents


@pytest.mark.parametrize(
    ("text", "titled", "numbers"),
    [
        ("按《河道管理办法》执行", (("河道管理办法", ""),), ()),
        ("按《河道管理办法》（青政发[2018] 012号）执行", (("河道管理办法", "青政发〔2018〕12号"),), ()),
        ("《关于印发〈河道管理办法〉的通知》", (("关于印发〈河道管理办法〉的通知", ""),), ()),
        ("《关于印发《河道管理办法》的通知》", (("关于印发《河道管理办法》的通知", ""),), ()),
        ("《河道管理办法》（以下简称《办法》）", (("河道管理办法", ""), ("办法", "")), ()),
        ("依据青水发〔2020〕7号、青水发〔2021〕8号", (), ("青水发〔2020〕7号", "青水发〔2021〕8号")),
        ("依据青水发［2020］7号、青水发﹝2021﹞8号", (), ("青水发〔2020〕7号", "青水发〔2021〕8号")),
        ("第二条　本办法所称河道", (), ()),
    ],
)
def test_titles_and_numbers(text: str, titled: tuple[tuple[str, str], ...], numbers: tuple[str, ...]) -> None:
    """In the order of the text; a number belongs to the title that it stands behind."""
    named = named_documents(text)
    assert (named.titled, named.numbers) == (titled, numbers)
