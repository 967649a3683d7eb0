"""What identifies a report, and the ids made of it: they follow the report, wherever its file goes (see decision 24)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from corpus.report import Report

_LONGEST_KEY = 500
"""Characters of a published number that identify: what is longer is no number."""


def derived_id(report: Report) -> str:
    """Return the id of a report that brings none: 16 hexadecimal characters, the same wherever the report is read.

    Different reports have the same one where the same identifies them (see `own_ids`).

    >>> derived_id(Report(id="", source="a.txt", title="通知")) == derived_id(Report(id="", source="b.txt", title="通 知"))
    True
    """
    return _digest(identity(report))


def own_ids(report: Report) -> tuple[str, str]:
    """Return the two ids that a report may have: by what identifies it, and by its content beside.

    >>> first, second = own_ids(Report(id="", source="a.txt", title="通知"))
    >>> first == derived_id(Report(id="", source="a.txt", title="通知")), first == second
    (True, False)
    """
    named = identity(report)
    return _digest(named), _digest((*named, "content", *_content(report)))


def numbered_id(second: str, number: int) -> str:
    """Return a further id of reports that are quite alike, by the second of their `own_ids`."""
    return _digest((second, str(number)))


def former_ids(report: Report) -> tuple[str, ...]:
    """Return the ids by which links may know a report beside its own: those it had, and those it could have had."""
    known = dict.fromkeys((*report.former_ids, *own_ids(report)))
    known.pop(report.id, None)
    return tuple(known)


def id_of_source(source: str, *further: str) -> str:
    """Return the id that versions before gave to the report of a source, or to a line of one with `further` texts.

    >>> id_of_source("2023/a.txt")
    '79a30675832da527'
    """
    # File names that are not UTF-8 reach Python as lone surrogates.
    seed = "\n".join((source, *further)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(seed, digest_size=8).hexdigest()


def identity(report: Report) -> tuple[str, ...]:
    """Return the texts that identify a report: its address, else a number with its title, else all that it says.

    >>> identity(Report(id="", source="a.txt", title="关于 防汛的通知", original_url="http://x.gov.cn/1.html"))
    ('url', 'http://x.gov.cn/1.html')
    """
    title = "".join(report.title.split())
    if report.original_url:
        return "url", report.original_url
    if report.index_number:
        return (
            "index_number",
            report.index_number.key[:_LONGEST_KEY],
            title,
            str(report.published or report.written or ""),
        )
    if report.document_number:
        return "document_number", report.document_number.key[:_LONGEST_KEY], title, report.issuer
    return "content", *_content(report)


def _content(report: Report) -> tuple[str, ...]:
    dates = (str(report.published or ""), str(report.written or ""))
    files = (f"{file.name}\n{file.url}" for file in report.attachments)
    return "".join(report.title.split()), report.issuer, *dates, report.body, *files


def _digest(texts: Sequence[str]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8))
        digest.update(data)
    return digest.hexdigest()
