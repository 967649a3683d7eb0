"""What an index was made by: format, field table, analysis and dictionaries, in one short text."""

from __future__ import annotations

import hashlib

from corpus.record import stored_form
from indexer.analysis import analysis_fingerprint
from indexer.fields import field_table_fingerprint

FORMAT_VERSION = 11
"""Raised whenever indexes made before can't be read any more."""


def fingerprint() -> str:
    """Return the name of this code's way of indexing; an index with another one must be rebuilt before it is used."""
    return f"{FORMAT_VERSION}-{hashlib.blake2b(described().encode(), digest_size=8).hexdigest()}"


def described() -> str:
    """Return what the fingerprint stands for, spelled out for people who ask why two differ."""
    return f"format-{FORMAT_VERSION}; {analysis_fingerprint()}; {field_table_fingerprint()}; {stored_form()}"
