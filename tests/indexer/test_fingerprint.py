"""What makes an index one that must be rebuilt."""

from __future__ import annotations

import pytest

from corpus.values.document_number import DocumentNumber
from indexer import fingerprint


def test_numbers_read_otherwise_make_another_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and tails are stored, so that an index with those of other rules would be misread: it is refused."""
    before = fingerprint.fingerprint()
    monkeypatch.setattr(fingerprint, "parse_document_number", DocumentNumber)
    fingerprint.number_keys.cache_clear()
    try:
        assert fingerprint.fingerprint() != before
    finally:
        fingerprint.number_keys.cache_clear()


def test_it_knows_every_form_of_number() -> None:
    """Numbers with inner brackets, of several agencies, in old script, codes, tails."""
    keys = fingerprint.number_keys().split()
    assert {
        "青政发〔2023〕70号",
        "青人社监罚字〔2023〕8号之1",
        "GJZX〔2023〕9-2号",
        "QHCR-2023-1007",
        "2023-827",
    } <= set(keys)
