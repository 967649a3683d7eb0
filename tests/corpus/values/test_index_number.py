"""Index numbers are distinguished by key, whatever their form and however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values.index_number import MAX_LENGTH, looks_like_index_number, parse_index_number

FORMS = [
    ("015530441/2023-00011", "issuer/year-serial", "015530441", 2023, None, "00011"),
    ("11532500015530417X/2022-00031", "issuer/year-serial", "11532500015530417X", 2022, None, "00031"),
    ("11532500MB0A12345Y/202401-00012", "issuer/year-serial", "11532500MB0A12345Y", 2024, 1, "00012"),
    ("01553041X-2020-153077", "issuer-year-serial", "01553041X", 2020, None, "153077"),
    ("0155304-8/2022-00185", "issuer/year-serial", "0155304-8", 2022, None, "00185"),
    ("11532500MB1234567-/2023-00123", "issuer/year-serial", "11532500MB1234567-", 2023, None, "00123"),
    ("2026-02-00018", "year-month-serial", None, 2026, 2, "00018"),
    ("532599-07-3-02-20231012-00006", "long", "532599-07-3-02", 2023, 10, "00006"),
    ("530000000000000000001", "long", None, None, None, None),
    ("533-0101-02-2010-0012-000001", "long", None, None, None, None),
    ("青科字12号", "other", None, None, None, None),
    ("640300-101/2019-00012", "other", "640300-101", 2019, None, "00012"),
    ("11B000/ZK-2020-000012", "other", "11B000/ZK", 2020, None, "000012"),
    ("SY-AC2900000-2019-012", "other", "SY-AC2900000", 2019, None, "012"),
    ("015103001_2019-0034", "other", "015103001", 2019, None, "0034"),
    ("GA/2020-00077", "other", "GA", 2020, None, "00077"),
    ("青水利-2020-00012", "other", "青水利", 2020, None, "00012"),
    ("2019-00012", "other", None, None, None, None),
]


@pytest.mark.parametrize(("text", "recognised"), [(text, tuple(recognised)) for text, *recognised in FORMS])
def test_every_form_is_recognised(text: str, recognised: tuple[object, ...]) -> None:
    """The parts that a form shows are recognised, and the raw text is kept."""
    number = parse_index_number(f"  {text} ")
    assert number is not None
    assert number.raw == text
    assert (number.form, number.issuer, number.year, number.month, number.serial) == recognised


@pytest.mark.parametrize(("text", "form"), [row[:2] for row in FORMS])
def test_complete_numbers_are_recognised_as_queries(text: str, form: str) -> None:
    """A query that is a complete number of a known form is claimed, one of unknown form is not."""
    assert looks_like_index_number(text) is (form != "other")


@pytest.mark.parametrize(
    "spelling",
    [
        "015530441/2023-00011",
        "015530441/2023-11",
        "０１５５３０４４１／２０２３－０００１１",
        " 015530441 / 2023 - 00011 ",
        "015530441／2023—00011",
        "015530441-2023-00011",
        "015530441\\2023–0011",
        "索引号：015530441/2023-00011",
    ],
)
def test_spellings_of_one_number_share_its_key(spelling: str) -> None:
    """Width, spaces, dashes, slashes and missing zeros do not change the key."""
    number = parse_index_number(spelling)
    assert number is not None
    assert (number.key, number.series, number.order) == ("015530441/2023-00011", "015530441/2023", 11)


@pytest.mark.parametrize(
    ("text", "key", "series", "tail"),
    [
        ("015530441/2023-827", "015530441/2023-00827", "015530441/2023", "2023-827"),
        ("015530441/2023-007543", "015530441/2023-07543", "015530441/2023", "2023-7543"),
        ("01553041X-2020-153077", "01553041X/2020-153077", "01553041X/2020", "2020-153077"),
        ("0155304-3_B/2012-0124002", "0155304-3_B/2012-124002", "0155304-3_B/2012", "2012-124002"),
        ("11532500MB0A12345Y/202401-12", "11532500MB0A12345Y/202401-00012", "11532500MB0A12345Y/202401", "202401-12"),
        ("2026-2-18", "2026-02-00018", "2026-02", "202602-18"),
        ("533-0101-02-2010-0012-000001", "533-0101-02-2010-0012-000001", None, None),
        ("青科字 12号", "青科字12号", None, None),
    ],
)
def test_derived_forms(text: str, key: str, series: str | None, tail: str | None) -> None:
    """Key, series and tail follow from the parts; shown is what was published."""
    number = parse_index_number(text)
    assert number is not None
    assert (number.key, number.series, number.tail) == (key, series, tail)
    assert str(number) == text


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("015530441／2023－11", "015530441/2023-00011"),
        ("11b000/ZK-2020-000012", "11B000/ZK-2020-000012"),
        ("青科字12号", "青科字12号"),
    ],
)
def test_ids_are_made_of_what_lasts(text: str, lasting: str) -> None:
    """Numbers of which more is recognised than once was keep the spelling that ids were made of."""
    number = parse_index_number(text)
    assert number is not None
    assert number.lasting == lasting


@pytest.mark.parametrize("text", ["", "  ", "——", "/", "\u3000", "1" * (MAX_LENGTH + 1)])
def test_nothing_to_keep_gives_none(text: str) -> None:
    """Empty texts, bare signs and texts too long for a number give None."""
    assert parse_index_number(text) is None


@pytest.mark.parametrize(
    "query",
    [
        *("通知", "2023", "2023年", "2023-01-15", "2023/01/15", "2023-1-5", "20230115", "2023-827", "00827"),
        *("0871-63912345", "010-12345678-801", "13800138000", "13800138000 13900139000", "400-810-1234"),
        *("2019-01-01-2019-12-31", "国办发〔2017〕47号", "第12号", "015530441", "53010219900101123X", "COVID-19"),
        *("PM2.5", "2021-2025", "GB 13271-2014", "5·12", "2023-01-15 10:30:00"),
    ],
)
def test_other_queries_are_not_claimed(query: str) -> None:
    """Words, years, dates, telephone numbers, document numbers and pieces of numbers are no complete index numbers."""
    assert not looks_like_index_number(query)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=150))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    """Parsing never raises, and a number's raw text parses to the same number."""
    number = parse_index_number(text)
    looks_like_index_number(text)
    if number is not None:
        assert parse_index_number(number.raw) == number
        assert number.key.encode("utf-8")
        assert str(number)


@given(
    issuer=st.from_regex(r"[0-9A-Z]{9}", fullmatch=True),
    year=st.integers(1990, 2035),
    serial=st.integers(0, 999_999),
)
def test_keys_are_stable_under_typing(issuer: str, year: int, serial: int) -> None:
    """A number typed full-width and without zeros has the key of the published one."""
    published = f"{issuer}/{year}-{serial:05d}"
    typed = "".join(chr(ord(sign) + 0xFEE0) for sign in f"{issuer}/{year}-{serial}")
    first, second = parse_index_number(published), parse_index_number(typed)
    assert first is not None
    assert second is not None
    assert first.key == second.key == published
