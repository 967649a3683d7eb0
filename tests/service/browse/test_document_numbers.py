"""Document numbers that were typed in part."""

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from service.browse.document_numbers import asked, likely
from tests.oracle import MemoryEngine


def test_the_latest_year_comes_first() -> None:
    """Without a year, the number of the latest one is meant first."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for year in (2019, 2023, 2021):
            number = parse_document_number(f"青政办函〔{year}〕12号")
            writer.put(Report(id=str(year), source="s", title="函", document_number=number))
    _, _, ids = next(likely(engine, "青政办函12号"))
    assert list(ids) == ["2023", "2021", "2019"]


def test_what_is_asked_for_is_said_in_full() -> None:
    """The usual spelling of a document number; nothing for an index number."""
    assert (asked("文号：青政发2021 3"), asked("000014348/2023-00827")) == ("青政发〔2021〕3号", "")
