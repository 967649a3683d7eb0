"""The page on the query language is true: every example is understood and matches as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import parse_partial_date
from indexer.fields import FIELDS
from service.query.compile import MAX_CHARACTERS, MAX_HIGHLIGHTS, MAX_REQUIRED_WORDS, compile_query
from service.query.lexer import MAX_NESTING
from service.query.parser import MAX_TEXTS
from tests.docs.pages import ROOT, read
from tests.oracle import matches

PAGE = ROOT / "docs" / "query-language.md"
TEXT = read(PAGE)


def _rows(heading: str) -> Iterator[list[str]]:
    """Yield the cells of the rows of the first table under a heading, the table's own heading left out."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    for line in lines:
        yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _reports() -> list[Report]:
    rows = {cells[0]: cells[1:] for cells in _rows("The reports of the examples")}
    return [
        _report(name, {field: cells[column] for field, cells in rows.items()}) for column, name in enumerate("ABCD")
    ]


def _report(name: str, typed: dict[str, str]) -> Report:
    return Report(
        id=name,
        source=name,
        **{field: typed[field] for field in ("title", "body", "issuer", "category", "topic", "status")},
        keywords=(typed["keywords"],),
        document_number=parse_document_number(typed["document_number"]),
        index_number=parse_index_number(typed["index_number"]),
        attachments=(Attachment(typed["attachments"], ""),),
        published=parse_partial_date(typed["published"]),
        written=parse_partial_date(typed["written"]) if typed["written"] else None,
    )


REPORTS = _reports()
EXAMPLES = [*_rows("Examples"), *_rows("Slips")]


@pytest.mark.parametrize(("typed", "understood", "found"), EXAMPLES)
def test_each_example_is_understood_and_matches_as_the_page_says(typed: str, understood: str, found: str) -> None:
    """The second column is the summary, the third the reports that match."""
    compiled = compile_query(typed.strip("`"))
    assert compiled.interpretation.summary == understood
    assert " ".join(report.id for report in REPORTS if matches(compiled.wanted, report, REPORTS)) == found


@pytest.mark.parametrize(("typed", "understood", "found"), list(_rows("Slips")))
def test_each_slip_is_answered_with_a_note(typed: str, understood: str, found: str) -> None:
    """What is understood otherwise than it looks says so, and points into the query."""
    notes = compile_query(typed.strip("`")).interpretation.notes
    assert notes
    assert all(0 <= note.start < note.end <= len(typed.strip("`")) for note in notes)


def test_the_page_lists_every_prefix_of_every_field() -> None:
    """The prefix table is the field table's."""
    listed = {cells[0]: tuple(re.findall(r"`([^`]+):`", cells[1])) for cells in _rows("Prefixes")}
    assert listed == {field.label: field.prefixes for field in FIELDS if field.prefixes}


def test_the_page_tells_the_limits() -> None:
    """The numbers in the page are the constants."""
    assert f"At most {MAX_REQUIRED_WORDS} words are required" in TEXT
    assert f"Groups nest up to {MAX_NESTING} deep" in TEXT
    assert f"the first {MAX_TEXTS} words" in " ".join(TEXT.split())
    assert f"the first {MAX_HIGHLIGHTS} texts are highlighted" in " ".join(TEXT.split())
    assert f"the first {MAX_CHARACTERS} characters" in " ".join(TEXT.split())
