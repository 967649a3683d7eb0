"""Attachments that nobody can open: without an address, with one that leads nowhere from outside, or to a file that isn't there.

Addresses of the web are judged by what they are: nothing is fetched, which would take days for a large archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from corpus.readers.page.beside import candidates
from corpus.report import Attachment, Report
from service.audit import kinds
from service.audit.finding import Fault

FileOf = Callable[[str], Path | None]
"""Returns the path of a source, None where it is not there."""

_WEB = ("http", "https", "ftp")
_INSIDE = (".local", ".lan", ".internal", ".localdomain")


def dead_links(report: Report, file_of: FileOf) -> Iterator[Fault]:
    """Yield the attachments of a report that can't be opened; those whose text was read along could be."""
    for each in report.attachments:
        reason = "" if each.start is not None else _fault_of(each, report, file_of)
        if reason:
            yield Fault(kinds.DEAD_LINK, f"{each.name}\0{each.url}", f"附件“{each.name or each.url}”{reason}")


def _fault_of(attachment: Attachment, report: Report, file_of: FileOf) -> str:
    url = attachment.url.strip()
    if not url or url.startswith("#"):
        return "没有地址"
    try:
        split = urlsplit(url)
        host = split.hostname or ""
    except ValueError:
        return f"的地址不成网址：{url[:80]}"
    if split.scheme in _WEB or (not split.scheme and split.netloc):
        return "" if _is_public(host) else f"的地址在外面打不开：{url[:80]}"
    if split.scheme:
        return f"的地址不是网址：{url[:80]}"
    return "" if report.original_url or _is_beside(attachment, report.source, file_of) else f"的文件不在：{url[:80]}"


def _is_public(host: str) -> bool:
    """Return whether a host can be reached from outside: a name with a domain, or a public address."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and " " not in host and not host.endswith(_INSIDE)


def _is_beside(attachment: Attachment, source: str, file_of: FileOf) -> bool:
    """Return whether a file lies where an archive may have it for a page; of what stands in no file of its own nobody can tell."""
    page = file_of(source)
    if page is None:
        return True
    paths = candidates(attachment.url, page=PurePosixPath(source).name, name=attachment.name)
    return any((page.parent / path).is_file() for path in paths)
