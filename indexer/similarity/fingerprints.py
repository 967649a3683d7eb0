"""Fingerprints of reports, made when they are indexed: by them it is told which reports are near-identical."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from corpus.report import Report
from indexer.analysis.batch import TokenizedTexts
from indexer.fields import TEXT_FIELDS
from indexer.similarity.sketches import SKETCH, sketches
from indexer.similarity.title_core import title_core

FINGERPRINT = np.dtype([("title", "<i8"), ("issuer", "<i8"), ("size", "<i8"), ("sketch", np.uint8, (SKETCH,))])
"""Digests of a report's title (see `title_core`) and of its issuer, 0 where it has none; how many
tokens the body has, and its sketch."""

Fingerprints = npt.NDArray[np.void]
"""An array of type `FINGERPRINT`."""

_BODY = TEXT_FIELDS.index("body")


def fingerprints(reports: Sequence[Report], tokenized: TokenizedTexts) -> Fingerprints:
    """Return the fingerprints of reports, FINGERPRINT[reports], whose texts are tokenized field by field."""
    bounds = tokenized.starts[_BODY * len(reports) : (_BODY + 1) * len(reports) + 1]
    runs = np.array([zlib.crc32(run.encode()) for run in tokenized.runs], dtype=np.int64)
    found = np.zeros(len(reports), dtype=FINGERPRINT)
    found["sketch"] = sketches(tokenized.codes, bounds, runs)
    found["size"] = np.diff(bounds)
    found["title"] = [_digest(title_core(report.title)) for report in reports]
    found["issuer"] = [_digest(report.issuer) for report in reports]
    return found


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True) if text else 0
