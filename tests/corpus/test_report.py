"""Reports are clean and have ids."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Attachment, Report, report_id


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_text_of_a_report_is_utf8(text: str) -> None:
    """Surrogates, NULs and controls never get into a report."""
    report = Report(
        id=text, source=text, title=text, body=text, keywords=(text,), attachments=(Attachment(text, text),)
    )
    (attachment,) = report.attachments
    texts = (report.id, report.source, report.title, report.body, *report.keywords, attachment.name, attachment.url)
    assert "\x00" not in "".join(texts).encode("utf-8").decode("utf-8")


def test_ids_come_from_the_source_alone() -> None:
    """One source has one id of 16 hexadecimal characters, other sources have others, odd file names too."""
    assert report_id("a/b.txt") == report_id("a/b.txt")
    assert len({report_id(source) for source in ("a", "b", "a/b.txt", "\udcff.txt", "")}) == 5
    assert len(report_id("a")) == 16
    assert set(report_id("a")) <= set("0123456789abcdef")
