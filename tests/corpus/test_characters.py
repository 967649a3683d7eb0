"""Noise is removed and spellings of one sign are folded, the same way each time."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import clean_text, fold_number, fold_width, has_han, one_line
from corpus.values.document_number import parse_document_number
from corpus.values.person_name import looks_like_name

ROOT = Path(__file__).parents[2]


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_is_utf8_and_stays_as_it_is(text: str) -> None:
    """Any text at all, cleaned, can be encoded, and cleaning it again changes nothing."""
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean_text(cleaned) == cleaned
    assert one_line(one_line(cleaned)) == one_line(cleaned)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("０００１４／２０２３", "00014/2023"),
        ("2023—827", "2023-827"),
        ("2023–827", "2023-827"),
        ("2023−827", "2023-827"),
        ("2023——827", "2023-827"),
        ("a \u3000b\u200bc", "ABC"),
        ("1＼2", "1/2"),
    ],
)
def test_numbers_fold_to_one_spelling(typed: str, folded: str) -> None:
    """Width, case, spaces, dashes and slashes do not distinguish numbers."""
    assert fold_number(typed) == folded


def test_fold_width_drops_invisible_characters() -> None:
    """Zero-width characters that editors leave in numbers are removed."""
    assert fold_width("国发\u200b〔２０２５〕\ufeff５号") == "国发〔2025〕5号"


@pytest.mark.parametrize("block", [range(0x2E80, 0x2EF4), range(0x2F00, 0x2FD6)])
def test_every_radical_folds_to_an_ideograph(block: range) -> None:
    """Radicals look like ideographs and are copied in their place, all but two that no ideograph looks like."""
    assigned = [chr(code) for code in block if unicodedata.name(chr(code), "")]
    kept = [each for each in assigned if not unicodedata.name(fold_width(each)).startswith("CJK UNIFIED")]
    assert kept == [each for each in "\u2e80\u2e8b\u2e98" if each in kept]
    assert len(kept) <= 3


def test_what_is_invisible_is_folded_away() -> None:
    """Zero widths, selectors of variants and marks of objects are nothing to a number or label."""
    assert fold_width("国\ufffc发\U000e0101〔\u200b\u2060\ufe0f\u3164") == "国发〔"


@pytest.mark.parametrize("count", [1, 3, 40])
def test_every_unclean_character_is_replaced_however_many_kinds_there_are(count: int) -> None:
    """A few kinds are replaced one by one, many by a table, with the same outcome."""
    kinds = "\x00\x01\x0c\x85\u2028" + "".join(map(chr, range(0xD800, 0xD828)))
    text = "".join(f"甲{kind}" for kind in kinds[:count]) * 2
    lines = {"\x0c", "\x85", "\u2028"}
    expected = ("\n" if each in lines else "" if each < "\x20" else "\ufffd" for each in kinds[:count])
    assert clean_text(text) == "".join(f"甲{each}" for each in expected) * 2


def test_rare_characters_are_chinese() -> None:
    """Those of names that Unicode took in late stand far behind the others: 㙍, 𬭎, 𰻝."""
    assert all(map(has_han, "中㙍𬭎𰻝"))
    assert not any(map(has_han, "aー１。"))
    number = parse_document_number("𬭎县发〔2024〕3号")
    assert number is not None
    assert (number.agency, number.year, number.serial) == ("𬭎县发", 2024, 3)
    assert looks_like_name("张𬭎")


@pytest.mark.parametrize(
    ("pattern", "homes"),
    [
        (r"\\u(?:3400|4e00)-", ("corpus/characters.py", "indexer/analysis/kinds.py")),
        (r"\(\?:19\|20\)\\d\\d", ("corpus/values/partial_date.py",)),
    ],
)
def test_what_is_chinese_and_what_is_a_year_is_said_once(pattern: str, homes: tuple[str, ...]) -> None:
    """Beside `HAN` only what a token is made of names the characters; a rare one would be Chinese to one reader and not to another."""
    modules = [path for layer in ("corpus", "indexer", "service") for path in (ROOT / layer).rglob("*.py")]
    found = [each for each in modules if re.search(pattern, each.read_text(encoding="utf-8"))]
    assert sorted(each.relative_to(ROOT).as_posix() for each in found) == list(homes)
