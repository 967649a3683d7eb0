"""Finding reports at the desk."""

from __future__ import annotations

import lxml.html
import pytest

from tests.service.web.desk.conftest import SignIn
from tests.service.web.fake_archive import WATER


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("015530468/2022-00042", "找到 1 份"),
        ("015530486/2022-00042", "没有找到。"),
        ("法治", "找到 110 份，这里是前 10 份"),
        ("法治 没有这个词", "以下报告包含其中一部分"),
    ],
)
def test_the_staff_find_a_report_by_its_number(sign_in: SignIn, typed: str, said: str) -> None:
    """Mistyped too; each with what tells it from others, and the page says where it found something else."""
    root = lxml.html.fromstring(sign_in("reader").get("/desk/find", query_string={"q": typed}).text)
    assert said in root.get_element_by_id("main").text_content()
    first = root.find_class("found-list")[-1][0]
    assert first.find("a").get("href").startswith("/desk/reports/")
    if "法治" not in typed:
        assert "关于水费缴纳渠道的说明" in first.text_content()
        assert "015530468/2022-00042" in first.text_content()
    assert ("相邻两位颠倒" in first.text_content()) is (typed == "015530486/2022-00042")


def test_a_number_of_nobody_leads_nowhere(sign_in: SignIn) -> None:
    """It is said, without a list."""
    text = sign_in("reader").get("/desk/find?q=999999999/1999-99999").text
    assert ("没有找到。" in text, "最接近的" in text, WATER.title in text) == (True, False, False)
