"""Reports are clean and have ids."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Attachment, Report, with_ids
from corpus.values.partial_date import PartialDate


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_text_of_a_report_is_utf8(text: str) -> None:
    """Surrogates, NULs and controls never get into a report."""
    report = Report(
        id=text, source=text, title=text, body=text, keywords=(text,), attachments=(Attachment(text, text),)
    )
    (attachment,) = report.attachments
    texts = (report.id, report.source, report.title, report.body, *report.keywords, attachment.name, attachment.url)
    assert "\x00" not in "".join(texts).encode("utf-8").decode("utf-8")


def test_another_id_changes_nothing_else() -> None:
    """What is known about a report stays with it, former ids too unless others are given."""
    report = Report(id="1", source="a.txt", title="甲", body="乙", former_ids=("0",))
    renamed = with_ids(report, "2")
    assert (renamed.id, renamed.former_ids, renamed.title, renamed.body) == ("2", ("0",), "甲", "乙")
    assert with_ids(report, "2", ("1",)).former_ids == ("1",)
    assert with_ids(renamed, "1") == report


def test_a_report_is_looked_for_by_its_publication_and_judged_by_its_writing() -> None:
    """Of two dates each has its use; one alone serves for both."""
    both = Report(id="1", source="a", published=PartialDate(2024), written=PartialDate(2023))
    one = Report(id="2", source="a", written=PartialDate(2023))
    assert (both.dated, both.made) == (PartialDate(2024), PartialDate(2023))
    assert one.dated == one.made == PartialDate(2023)
    assert Report(id="3", source="a").dated is None
