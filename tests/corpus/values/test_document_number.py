"""Document numbers are distinguished by key, whatever brackets they were typed with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values.document_number import MAX_LENGTH, looks_like_document_number, parse_document_number


@pytest.mark.parametrize(
    "spelling",
    [
        *("青政办发〔2017〕47号", "青政办发[2017]47号", "青政办发(2017)47号", "青政办发（2017）47号"),
        *(
            "青政办发【2017】47号",
            "青政办发［2017］47号",
            "青政办发〈2017〉47号",
            "青政办发﹝2017﹞47号",
            "青政办发〖2017〗47号",
            "青政办发《2017》47号",
            "（青政办发〔2017〕47号）",
            "《青政办发〔2017〕47号》。",
        ),
        *("青政办发〔2017)47号", "青政办发 〔２０１７〕 ４７ 号", "青政办发〔2017〕047号", "青政办发〔2017〕第47号"),
        *("青政办发2017 47号", "青政办发 2017 47号", "青政办发201747号", "青政办发2017年47号", "青政办发〔2017〕47"),
        *("青政办发2017-47号", "\u200b青政办发〔2017〕\u200b47号"),
    ],
)
def test_spellings_of_one_number_share_its_key(spelling: str) -> None:
    """Brackets, spaces, width and leading zeros do not change the key."""
    number = parse_document_number(spelling)
    assert number is not None
    assert (number.key, number.agency, number.year, number.serial) == ("青政办发〔2017〕47号", "青政办发", 2017, 47)
    assert looks_like_document_number(spelling)


@pytest.mark.parametrize(
    ("text", "key", "agency", "year", "serial"),
    [
        ("第12号", "第12号", "", None, 12),
        ("国令第845号", "国务院令第845号", "国务院令", None, 845),
        ("青禾市人民政府公告第３号", "青禾市人民政府公告第3号", "青禾市人民政府公告", None, 3),
        ("市人大公告第八号", "市人大公告第8号", "市人大公告", None, 8),
        ("市人大公告第一百零六号", "市人大公告第106号", "市人大公告", None, 106),
        ("青禾市政府令（第３１２号）", "青禾市政府令第312号", "青禾市政府令", None, 312),
        ("市长令【第77号】", "市长令第77号", "市长令", None, 77),
        ("青政发〔二〇一九〕十七号", "青政发〔2019〕17号", "青政发", 2019, 17),
        ("青市监罚〔2023〕8—21号", "青市监罚〔2023〕8-21号", "青市监罚", 2023, 8),
        ("2025年第45号", "〔2025〕45号", "", 2025, 45),
        ("市财政局公告2019年 第61号", "市财政局公告〔2019〕61号", "市财政局公告", 2019, 61),
        ("市财政局公告（2019年第61号）", "市财政局公告〔2019〕61号", "市财政局公告", 2019, 61),
        ("关于节水的意见（青水发〔2019〕18号）", "青水发〔2019〕18号", "青水发", 2019, 18),
        ("青政发〔2019〕1号、2号", "青政发〔2019〕1号", "青政发", 2019, 1),
        ("见附件 一", "见附件一", "", None, None),
    ],
)
def test_other_forms(text: str, key: str, agency: str, year: int | None, serial: int | None) -> None:
    """Orders, announcements and numbers inside a longer field are recognised; the rest keeps its own text as key."""
    number = parse_document_number(text)
    assert number is not None
    assert (number.raw, number.key) == (text, key)
    assert (number.agency, number.year, number.serial) == (agency, year, serial)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "通知",
        "2017",
        "2017年",
        "人民路47号",
        "人民路201747号",
        "015530441/2023-00011",
        "47号文",
        "2023-01-15",
        "12345",
    ],
)
def test_other_queries_are_not_claimed(query: str) -> None:
    """Words, addresses, dates and index numbers are no document numbers."""
    assert not looks_like_document_number(query)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("国务院第804号令", "国务院令第804号"),
        ("第十二号公告", "公告第12号"),
        ("804号令", "令第804号"),
        ("青禾市2021年第5号公告", "青禾市公告〔2021〕5号"),
        ("青禾市〔2021〕5号通告", "青禾市通告〔2021〕5号"),
    ],
)
def test_the_kind_of_an_order_may_stand_behind_its_number(text: str, key: str) -> None:
    """Orders and notices are numbered before their kind as well as behind it."""
    number = parse_document_number(text)
    assert number is not None
    assert number.key == key


@pytest.mark.parametrize("text", ["", "——", "〔〕", "号" * (MAX_LENGTH + 1)])
def test_nothing_to_keep_gives_none(text: str) -> None:
    """Empty texts, bare signs and texts too long for a number give None."""
    assert parse_document_number(text) is None


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=250))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    """Parsing never raises, and a number's raw text parses to the same number."""
    looks_like_document_number(text)
    number = parse_document_number(text)
    if number is not None:
        assert parse_document_number(number.raw) == number
        assert number.key


@given(st.text(alphabet="青政办发函第号〔〕()2017年 0123456789、", max_size=40))
def test_near_numbers_give_a_number_or_none(text: str) -> None:
    """Texts made of the signs of document numbers never raise either."""
    parse_document_number(text)
