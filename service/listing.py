"""What is shown of a report in a list beside its title: which of its metadata, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.metadata import Metadatum, metadata
from corpus.report import Report

IN_HITS = ("issuer", "published", "category", "index_number", "document_number")
"""The metadata of a hit: by whom and when first, numbers last."""

IN_LINKS = ("index_number", "issuer", "published")
"""The metadata of another report that a page names, which was found by its number."""


IN_DESK = ("index_number", "document_number", "issuer", "published")
"""The metadata of a report that the staff look for by either of its numbers."""


def listed(report: Report, names: Sequence[str]) -> list[Metadatum]:
    """Return the metadata that `report` has of those named, in their order; in place of a day of publication that it lacks, the day it was written, which orders it then.

    >>> from corpus.values.partial_date import PartialDate
    >>> [each.text for each in listed(Report(id="1", source="a", written=PartialDate(2020, 5)), IN_HITS)]
    ['2020-05 成文']
    """
    found = {each.name: each for each in metadata(report)}
    if "published" not in found and (written := found.get("written")):
        found["published"] = replace(written, text=f"{written.text} 成文")
    return [found[name] for name in names if name in found]
