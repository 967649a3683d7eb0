"""docs/json-lines.md lists every key of a JSON line by field, in the order in which they are believed, and the limits."""

from __future__ import annotations

import io
import json

import pytest

from corpus.labels import ALIASES
from corpus.readers import read_lines
from corpus.readers.bounded import UNPACKED_AT_LEAST, UNPACKED_TIMES
from corpus.readers.json_fields import DOUBTFUL_KEYS
from corpus.readers.json_lines import MAX_ID
from corpus.readers.lines import MAX_LINE, MAX_LINES
from corpus.readers.problem_limit import FIRST_OF_A_KIND
from corpus.readers.unread_keys import IGNORED, MAX_NAMED
from corpus.report import Report
from tests.docs.pages import ROOT, blocks, code, read, rows

TEXT = read(ROOT / "docs" / "json-lines.md")
LISTED = {code(cells[0])[0]: code(cells[1]) for cells in rows(TEXT) if cells[0].startswith("`")}


@pytest.mark.parametrize("field", ALIASES)
def test_every_key_is_listed(field: str) -> None:
    """A field's row has its keys, all of them and no other, the one believed most first."""
    assert LISTED[field] == list(dict.fromkeys(ALIASES[field]))


def test_no_other_field_is_listed() -> None:
    """The table has a row for each field that a line can have."""
    assert set(LISTED) == set(ALIASES)


def test_what_is_passed_over_in_silence_is_listed() -> None:
    """A key whose value is left out without a note is named as one."""
    assert all(f"**`{key}`**" in TEXT for key in IGNORED)


@pytest.mark.parametrize("key", DOUBTFUL_KEYS)
def test_keys_that_mean_other_things_are_listed(key: str) -> None:
    """They stand below the table, each with what its value must be."""
    assert f"`{key}` (" in TEXT


def test_the_example_is_read() -> None:
    """The line shown gives a report without a note."""
    (example,) = blocks(TEXT, "json")
    (report,) = read_lines(io.BytesIO(example.encode()), source="a")
    assert isinstance(report, Report)
    assert report.title == json.loads(example)["title"]


@pytest.mark.parametrize(
    "said",
    [
        f"| {MAX_LINE // 2**20} MB |",
        f"| {MAX_LINES:,} |",
        f"| {UNPACKED_TIMES} times its size, at least {UNPACKED_AT_LEAST // 2**20} MB |",
        f"at most {MAX_ID} letters",
        f"of more than {MAX_NAMED} only",
    ],
)
def test_the_limits_are_those_of_the_code(said: str) -> None:
    """Each number on the page is the one that the readers keep to."""
    assert said in TEXT


def test_the_number_of_problems_kept_is_that_of_the_code() -> None:
    """The page writes it as a word."""
    assert FIRST_OF_A_KIND == 10
    assert "first ten are named" in TEXT
