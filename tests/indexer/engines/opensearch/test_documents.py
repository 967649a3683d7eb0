"""What is sent to a cluster for a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.report import Ended, Report
from corpus.values.partial_date import PartialDate
from indexer.analysis import index_grams, tokenize
from indexer.engines.opensearch.documents import document, document_id, gram_terms, report_of, wire_term
from indexer.engines.opensearch.mapping import SAME_POSITION, index_body
from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.fields import FIELD


@given(st.text(alphabet=st.sampled_from("法治政府建设，。2023pm ") | st.characters(), max_size=60))
def test_terms_are_the_grams_at_their_positions(text: str) -> None:
    """Split again, the terms of a text are the grams an index keeps, each at its position; none holds a space."""
    tokens = tokenize(text)
    terms = gram_terms(tokens)
    split = [(piece, position) for position, each in enumerate(terms) for piece in each.split(SAME_POSITION)]
    assert split == [(gram.text, gram.position) for gram in index_grams(tokens)]
    assert not any(character.isspace() for each in terms for character in each)


def test_the_ranked_text_holds_heavy_fields_several_times() -> None:
    """The cluster copies each weighted field once; we send what stands there more often."""
    sent = document(Report(id="1", source="s", title="停水", body="通知"), "")
    further = FIELD["title"].weight - 1
    assert sent["ranked"] == {"grams": ["停水 水"] * further, "words": ["停水"] * further}
    assert sent["grams"] == {"title": "停水 水", "body": "通知 知"}


def test_all_former_ids_are_sent() -> None:
    """As exact values of one field that the mapping has."""
    sent = document(Report(id="1", source="s", title="停水", former_ids=("2", "3")), "")
    assert sent["former_id"][:2] == ["2", "3"]
    mapped = index_body(OpenSearchOptions(), (), 1)["mappings"]["properties"]
    assert mapped["former_id"]["type"] == mapped["id"]["type"] == "keyword"


def test_who_ends_a_report_comes_back_with_it() -> None:
    """A record has no place for it, so it stands beside."""
    report = Report(id="1", source="s", ended=Ended("2", "《停水办法》同时废止。", PartialDate(2021)))
    assert report_of(document(report, "")).ended == report.ended
    assert report_of(document(Report(id="1", source="s"), "")).ended is None


def test_long_terms_and_ids_stay_apart() -> None:
    """What is shortened differs wherever the whole differs, and fits."""
    runs = ["a" * length for length in (1, 250, 1_000, 1_001, 40_000)]
    assert len({wire_term(each) for each in runs}) == len(runs)
    assert all(len(wire_term(each).encode()) <= 1_000 for each in runs)
    ids = ["", "i", "i" * 500, "i" * 501, "号" * 40_000]
    assert len({document_id(each) for each in ids}) == len(ids)
    assert all(0 < len(document_id(each).encode()) <= 512 for each in ids)
