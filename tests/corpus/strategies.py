"""Reports for property tests: any text in any field."""

from __future__ import annotations

import datetime
import string

from hypothesis import strategies as st

from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import MAX_YEAR, MIN_YEAR, PartialDate

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
ORDINARY_TEXT = st.text(alphabet="青禾市政府信息公开防汛通知〔〕（）《》ABC 0123456789\n", min_size=1, max_size=40)
IDS = st.text(alphabet=f"{string.ascii_letters}{string.digits}._:-", min_size=1, max_size=20)


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Return dates of each precision."""
    days = st.dates(datetime.date(MIN_YEAR, 1, 1), datetime.date(MAX_YEAR, 12, 31))
    return st.builds(
        lambda day, precision: PartialDate(*(day.year, day.month, day.day)[:precision]), days, st.integers(1, 3)
    )


def reports(text: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Report]:
    """Return reports with `text` in every field of text."""
    return st.builds(
        Report,
        id=IDS,
        source=text,
        title=text,
        body=text,
        index_number=text.map(parse_index_number) | st.just(parse_index_number("015530441/2023-00011")),
        category=text,
        topic=text,
        issuer=text,
        document_number=text.map(parse_document_number) | st.just(parse_document_number("青水发〔2023〕1号")),
        published=st.none() | partial_dates(),
        written=st.none() | partial_dates(),
        keywords=st.lists(text, max_size=3).map(tuple),
        status=text,
        attachments=st.lists(st.builds(Attachment, text, text), max_size=2).map(tuple),
    )
