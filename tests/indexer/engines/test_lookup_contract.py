"""What every engine must tell of exact values and terms, whichever it is."""

from __future__ import annotations

from corpus.report import Ended, Report
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.fields import TEXT_FIELDS
from indexer.query import Between, Plan, TermKind
from tests.indexer.engines.test_contract import fill


def test_vocabulary_is_sorted_and_counted(engine: Engine) -> None:
    """A keyword field's values come in code point order, with counts, by prefix."""
    fill(engine)
    assert list(engine.vocabulary("index_number", "015530417/")) == [
        ("015530417/2022-00012", 1),
        ("015530417/2023-00013", 2),
    ]
    assert list(engine.vocabulary("index_number", "x")) == []


def test_a_report_is_looked_up_by_each_of_its_former_ids(engine: Engine) -> None:
    """Also where several are asked for at once, and others had the same one; what nothing had is absent."""
    with engine.write() as writer:
        writer.put(Report(id="new", source="s", title="停水", former_ids=("old", "older")))
        writer.put(Report(id="next", source="s", title="停电", former_ids=("older",)))
    found = engine.lookup("former_id", ["old", "older", "new", "none"])
    assert {value: sorted(ids) for value, ids in found.items()} == {"old": ["new"], "older": ["new", "next"]}
    assert engine.get(["new"])["new"].former_ids == ("old", "older")


def test_what_ends_a_report_is_kept_with_it(engine: Engine) -> None:
    """And asked for as an exact value, and as the day from which on it is no longer in force."""
    ended = Ended("2", "《停水办法》同时废止。", PartialDate(2021, 3, 1))
    with engine.write() as writer:
        writer.put(Report(id="1", source="s", title="停水办法", ended=ended))
        writer.put(Report(id="2", source="s", title="供水办法", body=ended.sentence))
    assert engine.get(["1"])["1"].ended == ended
    assert engine.lookup("ended_by_id", ["~2"]) == {"~2": ("1",)}
    assert [hit.id for hit in engine.search(Plan(Between("in_force_until", None, None))).hits] == ["1"]
    ((name, count),) = engine.vocabulary("ends_names", "~")
    assert (engine.lookup("named", [name[1:]]), count) == ({name[1:]: ("1",)}, 1)


def test_lookup_returns_every_id(engine: Engine) -> None:
    """Reports that share a number are all found by it; unknown values are absent."""
    fill(engine)
    ids = engine.lookup("index_number", ["015530417/2023-00013", "nothing"])
    assert {value: set(each) for value, each in ids.items()} == {"015530417/2023-00013": {"budget-2023", "law-2023"}}


def test_document_frequencies_count_reports(engine: Engine) -> None:
    """Each known term comes with the number of reports that have it in any of the fields; deleted ones don't count."""
    fill(engine)
    assert engine.document_frequencies(["预算", "公开", "没有", "2022"], TermKind.WORD, TEXT_FIELDS) == {
        "预算": 2,
        "公开": 2,
        "2022": 1,
    }
    assert engine.document_frequencies(["停水", "水"], TermKind.GRAM, ("title",)) == {"停水": 1}
    assert engine.document_frequencies(["公开"], TermKind.GRAM, ("body",)) == {}
    assert engine.document_frequencies([], TermKind.GRAM, TEXT_FIELDS) == {}
    with engine.write() as writer:
        writer.delete("budget-2022")
    assert engine.document_frequencies(["预算", "2022"], TermKind.WORD, TEXT_FIELDS) == {"预算": 1}
