"""What identifies a report, and the ids made of it: they follow the report, wherever its file goes (see decision 24)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from corpus.attached import own_text
from corpus.report import Report, with_ids

MOST_FORMER_IDS = 500
"""Former ids kept of one report, newest first."""

_SPACES = " \n\t\u3000"

_LONGEST_KEY = 500
"""Characters of a published number that identify: what is longer is no number."""


def derived_id(report: Report) -> str:
    """Return the id of a report that brings none: 16 hexadecimal characters, the same wherever the report is read.

    Different reports have the same one where the same identifies them (see `id_by_content`).

    >>> derived_id(Report(id="", source="a.txt", title="通知")) == derived_id(Report(id="", source="b.txt", title="通 知"))
    True
    """
    return _digest(_published_identity(report) or _content(report))


def id_by_content(report: Report, derived: str = "") -> str:
    """Return the id of a report whose `derived_id` another one has: what it says counts too.

    The two are one where nothing but what it says identifies it. `derived` is the `derived_id`, from whoever has it already.
    """
    identity = _published_identity(report)
    return _digest((*identity, *_content(report))) if identity else derived or derived_id(report)


def numbered_id(by_content: str, number: int) -> str:
    """Return a further id of reports that say the same, and so have the same `id_by_content`."""
    return _digest((by_content, str(number)))


def former_ids(report: Report) -> tuple[str, ...]:
    """Return the ids by which links may know a report beside its own: those it had, and those it could have had."""
    known = dict.fromkeys((*report.former_ids, *_possible_ids(report)))
    known.pop(report.id, None)
    return tuple(known)


def with_former_ids(report: Report, former: Iterable[str]) -> Report:
    """Return `report` with further former ids, which are put before its own.

    >>> with_former_ids(Report(id="2", source="a.txt", former_ids=("0",)), ["1", "2"]).former_ids
    ('1', '0')
    """
    known = dict.fromkeys((*former, *report.former_ids))
    known.pop(report.id, None)
    return (
        with_ids(report, report.id, tuple(known)[:MOST_FORMER_IDS]) if len(known) > len(report.former_ids) else report
    )


def id_of_source(source: str, *further: str) -> str:
    """Return the id that versions before gave to the report of a source, or to a line of one with `further` texts.

    >>> id_of_source("2023/a.txt")
    '79a30675832da527'
    """
    return hashlib.blake2b(_encoded("\n".join((source, *further))), digest_size=8).hexdigest()


def _possible_ids(report: Report) -> tuple[str, str]:
    """Return the `derived_id` of a report and its `id_by_content`."""
    derived = derived_id(report)
    return derived, id_by_content(report, derived)


def _published_identity(report: Report) -> tuple[str, ...]:
    """Return the texts that identify a report, whatever it says: its address, else a number with its title; else none."""
    if _leads_to_one_report(report.original_url):
        return "url", report.original_url
    if report.index_number:
        date = str(report.dated or "")
        return "index_number", report.index_number.lasting[:_LONGEST_KEY], _unspaced(report.title), date
    if report.document_number:
        return "document_number", report.document_number.key[:_LONGEST_KEY], _unspaced(report.title)
    return ()


def _leads_to_one_report(address: str) -> bool:
    """Return whether an address may be a report's own: archives also give that of a whole site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _content(report: Report) -> tuple[str, ...]:
    dates = (str(report.published or ""), str(report.written or ""))
    files = (f"{file.name}\n{file.url}" for file in report.attachments)
    # Where lines end differs between the formats of one document, and between versions of the program.
    return "content", _unspaced(report.title), report.issuer, *dates, _unspaced(own_text(report)), *files


def _unspaced(text: str) -> str:
    for space in _SPACES:  # faster than to split and join
        text = text.replace(space, "")
    return text


def _encoded(text: str) -> bytes:
    # File names that are not UTF-8 reach Python as lone surrogates.
    return text.encode("utf-8", "surrogatepass")


def _digest(texts: Iterable[str]) -> str:
    sized: list[bytes] = []
    for text in texts:
        data = _encoded(text)
        sized += (len(data).to_bytes(8), data)
    return hashlib.blake2b(b"".join(sized), digest_size=8).hexdigest()
