"""Fields as people write them."""

from __future__ import annotations

import pytest

from corpus.report import Attachment, Report
from corpus.values.partial_date import PartialDate
from service.ledger.errors import BadField
from service.ledger.mending import mended, values_of

REPORT = Report(
    id="1",
    source="a.txt",
    title="通知",
    body="见附件。\n名单",
    issuer="水务局",
    published=PartialDate(2024, 5),
    attachments=(Attachment("表.docx", "b.docx", start=5),),
)


def test_what_is_written_as_it_was_changes_nothing() -> None:
    """Also with the line ends that browsers send."""
    sent = {name: text.replace("\n", "\r\n") for name, text in values_of(REPORT).items()}
    assert mended(REPORT, sent) == REPORT


def test_values_are_read_and_emptied() -> None:
    """Of each kind."""
    changed = mended(REPORT, {"published": "2024年6月1日", "issuer": "", "keywords": "停水、节水"})
    assert (changed.published, changed.issuer, changed.keywords) == (PartialDate(2024, 6, 1), "", ("停水", "节水"))


def test_texts_of_attachments_stay_behind_a_new_body() -> None:
    """Their offsets follow."""
    changed = mended(REPORT, {"body": "名单见附件，\n请核对。"})
    assert changed.body == "名单见附件，\n请核对。\n名单"
    assert changed.body[changed.attachments[0].start :] == "名单"


@pytest.mark.parametrize(("field", "text"), [("published", "昨天"), ("title", " ")])
def test_wrong_values_are_named(field: str, text: str) -> None:
    """With the field."""
    with pytest.raises(BadField) as raised:
        mended(REPORT, {field: text})
    assert raised.value.field == field
