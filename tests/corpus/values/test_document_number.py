"""Document numbers are distinguished by key, whatever brackets they were typed with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values.document_number import MAX_LENGTH, looks_like_document_number, parse_document_number
from tests.processor_time import MUCH, processor_seconds


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
            "青政办发〘2017〙47号",
            "青政办发⟦2017⟧47号",
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
        ("青人社（监）罚字〔2023〕第0013号", "青人社监罚字〔2023〕13号", "青人社监罚字", 2023, 13),
        ("（青）食药监械经营许〔2023〕0012号", "青食药监械经营许〔2023〕12号", "青食药监械经营许", 2023, 12),
        (
            "青禾市财政局、青禾市税务局公告2023年第3号",
            "青禾市财政局青禾市税务局公告〔2023〕3号",
            "青禾市财政局青禾市税务局公告",
            2023,
            3,
        ),
        ("青财〔建〕字〔2023〕77号", "青财建字〔2023〕77号", "青财建字", 2023, 77),
        ("禾交（运）罚字(2023)13号。", "禾交运罚字〔2023〕13号", "禾交运罚字", 2023, 13),
        ("青建复〔2023〕8号之一", "青建复〔2023〕8号之1", "青建复", 2023, 8),
        ("关于复议的决定（青建复〔2023〕8号之二）", "青建复〔2023〕8号之2", "青建复", 2023, 8),
        ("青政發〔2023〕71號", "青政发〔2023〕71号", "青政发", 2023, 71),
        ("gjzx〔2023〕3号", "GJZX〔2023〕3号", "GJZX", 2023, 3),
        ("青政发〔2O23〕7O号", "青政发〔2023〕70号", "青政发", 2023, 70),
        ("青政发「2023」l5号", "青政发〔2023〕15号", "青政发", 2023, 15),
        ("青禾市水务局关于供水的批复 青水复〔2023〕88号", "青水复〔2023〕88号", "青水复", 2023, 88),
        ("青禾市政府办公室文件 青政办〔2023〕19号", "青政办〔2023〕19号", "青政办", 2023, 19),
        ("供水的青水复〔2023〕8号", "供水的青水复〔2023〕8号", "", None, None),
        ("QHCR-2023-01007", "QHCR-2023-1007", "QHCR-", 2023, 1007),
        ("qhcr202301007", "QHCR-2023-1007", "QHCR-", 2023, 1007),
        ("根据青政发〔2022〕15号", "青政发〔2022〕15号", "青政发", 2022, 15),
        ("发文字号 青政发〔2022〕15号", "青政发〔2022〕15号", "青政发", 2022, 15),
        ("青禾市规划局令第3号", "青禾市规划局令第3号", "青禾市规划局令", None, 3),
        ("柳川县人大常委会公告〔十五届〕第六号", "柳川县人大常委会公告15届第6号", "柳川县人大常委会公告15届", None, 6),
        ("柳川县人大常委会公告（第十五届第6号）", "柳川县人大常委会公告15届第6号", "柳川县人大常委会公告15届", None, 6),
        ("〔十五届〕第六号", "15届第6号", "15届", None, 6),
    ],
)
def test_other_forms(text: str, key: str, agency: str, year: int | None, serial: int | None) -> None:
    """Orders, announcements and numbers inside a longer field are recognised; the rest keeps its own text as key."""
    number = parse_document_number(text)
    assert number is not None
    assert (number.raw, number.key) == (text, key)
    assert looks_like_document_number(text) is False or number.serial is not None
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


@pytest.mark.parametrize(
    ("text", "keys", "tails"),
    [
        ("青财发〔2023〕21号；青税发〔2023〕9号", ["青财发〔2023〕21号", "青税发〔2023〕9号"], ["2023-21", "2023-9"]),
        ("青委发〔2023〕1号 青政發〔2023〕40號", ["青委发〔2023〕1号", "青政发〔2023〕40号"], ["2023-1", "2023-40"]),
        ("青民发〔2023〕5号、青残发〔2023〕6号。", ["青民发〔2023〕5号", "青残发〔2023〕6号"], ["2023-5", "2023-6"]),
        ("青政发〔2019〕1号、2号", [], ["2019-1"]),
        ("青政发〔2019〕1号", [], ["2019-1"]),
    ],
)
def test_numbers_published_together_are_each_one(text: str, keys: list[str], tails: list[str]) -> None:
    """A document of several agencies has a number of each, and one key for all as published."""
    number = parse_document_number(text)
    assert number is not None
    assert number.keys == (number.key, *keys)
    assert list(number.tails) == tails


@pytest.mark.parametrize(
    "text",
    [
        "（青" * 90,
        f"{'关于的' * 60}〔2023〕1号",
        f"{'通知' * 90}〔2023〕1号",
        "青政发〔2023〕1号、" * 18,
        "青〔建〕" * 40,
    ],
)
def test_hostile_texts_cost_little(text: str) -> None:
    """Nothing is tried again and again: all of them cost little."""
    assert processor_seconds(lambda: parse_document_number(text)) < MUCH


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
