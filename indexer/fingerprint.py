"""What an index was made by: format, field table, analysis and dictionaries, in one short text."""

from __future__ import annotations

import hashlib
from functools import cache

from corpus.record import stored_form
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from indexer.analysis import analysis_fingerprint
from indexer.fields import field_table_fingerprint

FORMAT_VERSION = 11
"""Raised whenever indexes made before can't be read any more."""

_DOCUMENT_NUMBERS = (
    "青政发[2023] 047号",
    "青政發〔二〇二三〕7O號",
    "青人社（监）罚字〔2023〕第8号之一",
    "青财发〔2023〕21号；gjzx〔2023〕9-2号",
    "关于供水的批复 青水复〔2023〕88号",
    "国令第845号",
    "青禾县人大常委会公告〔十四届〕第八号",
    "QHCR-2023-01007",
    "见附件",
)
_INDEX_NUMBERS = (
    "000014348/2023-00827",
    "11341702486344515H/202110-00013",
    "0142768-8/2022-00185",
    "2026-02-00018",
    "01527918X-2020-153077",
    "640300-101/2019-00012",
    "GA/2020-00077",
    "青水利-2020-00012",
    "015103001_2019-0034",
    "532900-07-3-02-20200119-00003",
    "360A03-07-2019-0026-1",
    "QHS〔2020〕0012",
)
"""Numbers of every form: an index by which they had other keys would be misread."""


def fingerprint() -> str:
    """Return the name of this code's way of indexing; an index with another one must be rebuilt before it is used."""
    return f"{FORMAT_VERSION}-{hashlib.blake2b(described().encode(), digest_size=8).hexdigest()}"


def described() -> str:
    """Return what the fingerprint stands for, spelled out for people who ask why two differ."""
    return f"format-{FORMAT_VERSION}; {analysis_fingerprint()}; {field_table_fingerprint()}; {stored_form()}; {number_keys()}"


@cache
def number_keys() -> str:
    """Return by what numbers of every form are found, as one text."""
    documents = filter(None, map(parse_document_number, _DOCUMENT_NUMBERS))
    indexes = filter(None, map(parse_index_number, _INDEX_NUMBERS))
    of_documents = [f"{' '.join(each.keys)} {' '.join(each.tails)}" for each in documents]
    of_indexes = [f"{each.key} {each.tail} {each.order} {each.run} {each.parts}" for each in indexes]
    return " ".join([*of_documents, *of_indexes])
