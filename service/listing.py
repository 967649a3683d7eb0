"""What is shown of a report in a list or table beside its title: which of its metadata, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.metadata import METADATA, Metadatum, metadata
from corpus.report import Report

IN_HITS = ("issuer", "published", "category", "index_number", "document_number")
"""The metadata of a hit: by whom and when first, numbers last."""

IN_LINKS = ("index_number", "issuer", "published")
"""The metadata of another report that a page names, which was found by its number."""

UNTITLED = "（无标题）"
"""What stands for a title where a report has none."""


IN_DESK = ("index_number", "document_number", "issuer", "published")
"""The metadata of a report that the staff look for by either of its numbers, one by one or many at once."""

_LABELS = {field.name: field.label for field in METADATA}


def listed(report: Report, names: Sequence[str]) -> list[Metadatum]:
    """Return the metadata that `report` has of those named, in their order; in place of a day of publication that it lacks, the day it was written, which orders it then."""
    found = {each.name: each for each in metadata(report)}
    if "published" not in found and (written := found.get("written")):
        found["published"] = written
    return [found[name] for name in names if name in found]


def headings(names: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of the columns that `cells` fills."""
    return ("信息名称", *map(_LABELS.__getitem__, names))


def cells(report: Report, names: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a report in a table: its title and its metadata of those names, "" for what it lacks, without line ends.

    >>> cells(Report(id="1", source="a", title="停水公告", issuer="水务局"), ("issuer", "published"))
    ('停水公告', '水务局', '')
    """
    known = {each.name: each.text for each in metadata(report)}
    return tuple(" ".join(text.split()) for text in (report.title, *(known.get(name, "") for name in names)))


def unlabelled(each: Metadatum) -> str:
    """Return a metadatum as it stands without its label beside a title, where a day is one of publication if nothing else is said.

    >>> unlabelled(Metadatum("published", "发布日期", "2020-05")), unlabelled(Metadatum("written", "成文日期", "2020-05"))
    ('2020-05', '2020-05 成文')
    """
    return f"{each.text} 成文" if each.name == "written" else each.text
