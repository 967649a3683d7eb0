"""Personal data in texts."""

from __future__ import annotations

import pytest

from corpus.personal_data import personal_data


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("身份证11010519491231002X，", "identity_number", "110105********002X"),
        ("１１０１０５１９４９１２３１００２ｘ", "identity_number", "110105********002x"),
        ("110105 19491231 002X", "identity_number", "110105********002X"),
        ("手机138 0013 8000", "mobile", "138****8000"),
        ("+8613800138000", "mobile", "138****8000"),
        ("卡号6222 0200 0000 0001 230", "bank_card", "6222****1230"),
        ("家庭住址：青禾市城东区春晓路12号", "home_address", "青禾市******"),
        ("住在幸福小区3栋2单元301室", "home_address", "住在******"),
    ],
)
def test_personal_data_is_found_and_masked(text: str, kind: str, masked: str) -> None:
    """In the spellings in which people write it; what is found stands where it says."""
    found = list(personal_data(text))
    assert kind in {each.kind for each in found}
    for each in found:
        assert text[each.start : each.end] == each.text
    assert masked in {each.masked for each in found}


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # a wrong check digit
        "110105199913310021",  # no such month
        "110105********002X",
        "138****8000",
        "共13800138000元",
        "电话0871-63912345",
        "合同号HT13800138000",
        "4111111111111112",  # a wrong check digit
        "地址：青禾市人民路12号",
        "统一社会信用代码91530100MA6K1234Y3",
        "1.13800138000",
    ],
)
def test_what_only_looks_like_it_is_none(text: str) -> None:
    """Wrong check digits, masked numbers, amounts, telephones and addresses of offices."""
    assert list(personal_data(text)) == []


def test_a_number_within_another_is_not_found_again() -> None:
    """The date and the serial of an identity number are no mobile number, nor a card."""
    assert [each.kind for each in personal_data("11010519491231002X 13800138000")] == ["identity_number", "mobile"]
