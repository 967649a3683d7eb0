"""Segments hold what the plain definitions say, whether written at once or merged from several."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.analysis import index_grams, tokenize, words
from indexer.engines.whoosh.store.columns import read_columns
from indexer.engines.whoosh.store.records import decode_record, encode_record
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.write.inversion import write_segment
from indexer.engines.whoosh.write.merging import merge_segments
from indexer.fields import FIELD, KEYWORD_FIELDS, TEXT_FIELDS

Contents = dict[tuple[str, str, str], dict[int, list[int]]]

_TEXT = st.lists(st.sampled_from(["法治", "政府", "治", "2023", "pm", "，", "\n", "①", "預", "👍"]), max_size=8).map(
    "".join
)
_BODY = _TEXT | st.sampled_from([20, 300, 5_000, 70_000]).flatmap(
    lambda size: _TEXT.map(lambda text: "水" * size + text)
)
_BODIES = st.lists(_BODY, max_size=4)


def _report(number: int, body: str) -> Report:
    return Report(
        id=f"r{number}",
        source=f"s{number % 2}",
        title=body[-3:],
        body=body,
        issuer=("", "水务局", "财政局")[number % 3],
        index_number=parse_index_number(f"015530417/2022-{number:05d}"),
        published=PartialDate(2020 + number % 2) if number % 3 else None,
    )


def _expected(reports: list[Report]) -> Contents:
    """Return what the tables must hold, by table, field and term: positions (for words and keywords, zeros) by report."""
    contents: Contents = defaultdict(lambda: defaultdict(list))
    for number, report in enumerate(reports):
        for field in TEXT_FIELDS:
            sequence = tokenize(FIELD[field].text(report))
            for gram in index_grams(sequence):
                contents["grams", field, gram.text][number].append(gram.position)
            for word in words(sequence):
                contents["words", field, word][number].append(0)
        for field in KEYWORD_FIELDS:
            for value in FIELD[field].exact_values(report):
                contents["keywords", field, value][number].append(0)
    return {key: dict(found) for key, found in contents.items()}


def _contents(segment: OpenSegment) -> Contents:
    contents: Contents = {}
    for kind in ("grams", "words", "keywords"):
        table = segment.table(kind)
        terms = [table.term(number) for number in range(len(table))]
        assert terms == sorted(set(terms))
        for term in terms:
            for row in table.rows(term):
                ordinal = table.field_ordinal(row)
                docs, frequencies = table.docs(row).tolist(), table.frequencies(row).tolist()
                found = {doc: [0] * frequency for doc, frequency in zip(docs, frequencies, strict=True)}
                if kind == "grams":
                    holders, positions = table.positions(row)
                    found = defaultdict(list)
                    for doc, position in zip(holders.tolist(), positions.tolist(), strict=True):
                        found[doc].append(position)
                    assert [len(found[doc]) for doc in docs] == frequencies
                field = (KEYWORD_FIELDS if kind == "keywords" else TEXT_FIELDS)[ordinal]
                contents[kind, field, term.decode()] = dict(found)
    return contents


def _write(path: Path, reports: list[Report]) -> None:
    write_segment(path, [(encode_record(report), f"d{report.id}") for report in reports])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_BODIES.filter(bool), min_size=1, max_size=3), st.data())
def test_segments_and_their_merges_hold_the_texts(
    tmp_path_factory: pytest.TempPathFactory, inputs: list[list[str]], data: st.DataObject
) -> None:
    """Tables, columns and stored reports are those of the live reports, after inverting and after merging."""
    folder = tmp_path_factory.mktemp("segments")
    opened, alive, number = [], [], 0
    for input_number, bodies in enumerate(inputs):
        reports = [_report(number + which, body) for which, body in enumerate(bodies)]
        number += len(reports)
        _write(folder / str(input_number), reports)
        deleted = data.draw(st.sets(st.sampled_from(range(len(reports)))))
        assert _contents(OpenSegment(folder / str(input_number))) == _expected(reports)
        opened.append(OpenSegment(folder / str(input_number), deleted))
        alive += [report for which, report in enumerate(reports) if which not in deleted]
    if not alive:
        return
    merge_segments(folder / "merged", opened)
    merged = OpenSegment(folder / "merged")
    assert _contents(merged) == _expected(alive)
    assert [decode_record(merged.stored.record(each)) for each in range(merged.size)] == alive
    _write(folder / "whole", alive)
    whole = OpenSegment(folder / "whole")
    both = [read_columns(each.file, each.live.nonzero()[0]) for each in (merged, whole)]
    assert both[0].ids == both[1].ids
    assert both[0].facets == both[1].facets
    assert (both[0].sources, both[0].digests) == (both[1].sources, both[1].digests)
    for name in ("newest", "oldest", "number.year", "number.dated"):
        assert merged.file.array(name).tolist() == whole.file.array(name).tolist()
    for kind in ("grams", "words"):
        for field in TEXT_FIELDS:
            lengths = [each.lengths(kind, field) for each in (merged, whole)]
            filled = [None if each is None or not each.any() else each.tolist() for each in lengths]
            assert filled[0] == filled[1]


def test_hundreds_of_segments_merge_into_one(tmp_path: Path) -> None:
    """The inputs of a merge are told apart, however many they are."""
    reports = [_report(number, f"正文{number}") for number in range(300)]
    for number, report in enumerate(reports):
        write_segment(tmp_path / str(number), [(encode_record(report), "")])
    merge_segments(tmp_path / "all", [OpenSegment(tmp_path / str(number)) for number in range(300)])
    assert _contents(OpenSegment(tmp_path / "all")) == _expected(reports)
