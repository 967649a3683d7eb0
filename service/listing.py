"""What is shown of a report in a list beside its title: which of its metadata, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.metadata import Metadatum, metadata
from corpus.report import Report

IN_HITS = ("issuer", "published", "category", "index_number", "document_number")
"""The metadata of a hit: by whom and when first, numbers last."""

IN_LINKS = ("index_number", "issuer", "published")
"""The metadata of another report that a page names, which was found by its number."""


IN_DESK = ("index_number", "document_number", "issuer", "published")
"""The metadata of a report that the staff look for by either of its numbers."""


def listed(report: Report, names: Sequence[str]) -> list[Metadatum]:
    """Return the metadata that `report` has of those named, in their order."""
    found = {each.name: each for each in metadata(report)}
    return [found[name] for name in names if name in found]
