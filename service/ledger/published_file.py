"""The file of a publication: for the staff, and for the public where it may have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.report import Report
from indexer.publication_sources import is_publication, number_of_publication
from service.browse.original import BYTES, MEDIA_TYPES, OriginalFile
from service.ledger.entries import Entry
from service.ledger.ledger import Ledger
from service.ledger.originals import is_offered


def published_file(ledger: Ledger, report: Report) -> OriginalFile | None:
    """Return the file that the public version of a report was read from, None where there is none that the public may have."""
    if not is_publication(report.source):
        return None
    current = next(ledger.entries("number = ?", [number_of_publication(report.source)]), None)
    versions = [each for each in ledger.history(current.subject) if each.digest == current.digest] if current else []
    # A restored version is the one that was published, and its entry brings no file.
    offered = [each for each in versions if is_offered(each.facts, report)]
    return file_of_entry(ledger, offered[-1]) if offered else None


def file_of_entry(ledger: Ledger, entry: Entry) -> OriginalFile | None:
    """Return the file that an entry names, None where it names none or none is kept."""
    facts = entry.facts
    path = ledger.originals.named(str(facts.get("file_sha256", "")))
    if path is None:
        return None
    name = str(facts.get("file", "")) or path.name
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), BYTES)
    return OriginalFile(path, name, path.stat().st_size, media_type)


def missing_files(ledger: Ledger) -> Iterator[str]:
    """Yield which files entries name that aren't kept; those of before files were kept have nothing to say how many reports they held."""
    named = "SELECT number, json_extract(details, '$.file_sha256') FROM entries WHERE json_extract(details, '$.file_reports') > 0"
    for number, name in ledger.rows(named):
        if ledger.originals.named(name) is None:
            yield f"第 {number} 条的原文件不见了（摘要 {name}）"
