"""What of a query is an operator and what is text."""

from __future__ import annotations

import pytest
from hypothesis import given

from indexer.analysis import normalize
from indexer.fields import FIELDS
from service.query.lexer import Notes, lexemes, prefixes
from tests.service.query.test_parser import QUERIES


def kinds(typed: str) -> str:
    """Return the lexemes of a query as they were typed, operators in angle brackets."""
    shown = ((each.kind.value, typed[each.start : each.end]) for each in lexemes(typed, Notes()))
    return " ".join(text if kind == "word" else f"<{kind} {text}>" for kind, text in shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        (" \u3000\0\u200b ", ""),
        ("法治 预算", "法治 预算"),
        ("a OR ｂ｜c", "a <or OR> ｂ <or ｜> c"),
        ("aOR OR1", "aOR OR1"),
        ("(OR)", "<open (> <or OR> <close )>"),
        ("－a b-c", "<minus －> a b-c"),
        ("a - b", "a b"),
        ("“a b”c", "<exact “a b”> c"),
        ("（a）", "<open （> a <close ）>"),
        ("a（b）", "a（b）"),
        ("-标题：a", "<minus -> <field 标题：> a"),
        ("关于标题：a", "关于标题：a"),
    ],
)
def test_lexemes(typed: str, shown: str) -> None:
    """An operator counts only where it stands as one; stray ones and blanks are nothing."""
    assert kinds(typed) == shown


def test_every_prefix_names_one_field_of_text_or_numbers() -> None:
    """No prefix is shared by two fields, and every one can be asked for."""
    assert len(prefixes()) == sum(len({normalize(prefix) for prefix in field.prefixes}) for field in FIELDS)
    assert all(field.text or field.number for field in prefixes().values())


def test_a_message_is_noted_once() -> None:
    """The first place that a slip is made at is enough."""
    notes = Notes()
    notes.add("m", 1, 2)
    notes.add("m", 3, 4)
    assert [(note.start, note.end) for note in notes.values()] == [(1, 2)]


@given(QUERIES)
def test_lexemes_follow_one_another(typed: str) -> None:
    """They are not empty, don't overlap and stay within the text."""
    ends = [0, *(each.end for each in lexemes(typed, Notes()))]
    starts = [*(each.start for each in lexemes(typed, Notes())), len(typed)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(start < end for start, end in zip(starts, ends[1:], strict=False))
