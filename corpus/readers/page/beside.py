"""Where a file that a page links to may lie in an archive: the paths to try, from the folder of the page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

_MAX_URL = 2_000
"""Longer addresses are pictures in themselves (`data:`) or attacks."""

_LONGEST_NAME = 255
"""Bytes of a file's name that file systems take."""

_DEEPEST = 6
"""Folders of an address that an archive may have kept below the page."""

_SCHEMES = frozenset(("", "http", "https"))
_NAME_PARAMETERS = ("name", "filename", "file_name", "realname", "title", "file", "fileurl", "url", "path", "src")
"""Parameters of a download's address that tell the file (`down.jsp?id=7&name=a.pdf`)."""

_FOLDERS = ("_files", ".files", "_file", ".assets")
"""What browsers and editors put behind a page's name for the folder of what it shows."""


def candidates(url: str, *, page: str = "", name: str = "") -> Iterator[str]:
    """Yield the paths at which the file of `url` may lie, from the page's folder, the likeliest first, each once.

    None of them leads above the folder, whatever the address says; whether there is such a file, and no link to elsewhere,
    is for the caller to see. `page` is the name of the page's file, for the folder that a browser saves beside it; `name`
    is the attachment's, under which crawlers save it.

    >>> list(candidates("./a.files/%E9%99%84%E4%BB%B6.pdf"))
    ['a.files/附件.pdf', 'a.files/%E9%99%84%E4%BB%B6.pdf', '附件.pdf', '%E9%99%84%E4%BB%B6.pdf']
    >>> list(candidates("http://a.gov.cn/2020/b.pdf?v=1", page="c.html"))
    ['2020/b.pdf', 'b.pdf', 'b.pdf?v=1', 'c_files/b.pdf', 'c.files/b.pdf', 'c_file/b.pdf', 'c.assets/b.pdf']
    """
    seen: set[str] = set()
    for path in _possible(url[: _MAX_URL + 1].strip(), page, name.strip()):
        if _is_safe(path) and path not in seen:
            seen.add(path)
            yield path


def _possible(url: str, page: str, name: str) -> Iterator[str]:
    try:
        split = urlsplit(url.replace("\\", "/"))
        asked = parse_qsl(split.query)
    except ValueError:
        return
    if len(url) > _MAX_URL or split.scheme.lower() not in _SCHEMES:
        return
    below = "" if split.scheme or split.netloc else split.path
    files: list[str] = []
    for written in (split.path, *(value for key, value in asked if key.lower() in _NAME_PARAMETERS)):
        yield from _paths(written.replace("\\", "/"), is_relative=written == below, files=files)
    if split.query and files:
        yield f"{files[0]}?{split.query}"
    yield from _in_folder_of(page, files)
    if "." in name:
        yield name


def _paths(written: str, *, is_relative: bool, files: list[str]) -> Iterator[str]:
    """Yield the path that an address tells, then its ends, decoded and as written; add its last part to `files`."""
    spellings = [path for path in dict.fromkeys((_decoded(written), written)) if not path.endswith("/")]
    split = [names for path in spellings if (names := _names(path))]
    files += [names[-1] for names in split]
    if is_relative and not any(map(_climbs, spellings)):
        yield from map("/".join, split)
    for names in split:
        yield from ("/".join(names[at:]) for at in range(max(0, len(names) - _DEEPEST), len(names)))


def _names(path: str) -> list[str]:
    return [each for each in posixpath.normpath(path).split("/") if each not in ("", ".", "..")]


def _climbs(path: str) -> bool:
    return path.startswith("/") or posixpath.normpath(path).startswith("..")


def _in_folder_of(page: str, files: Iterable[str]) -> Iterator[str]:
    stem = posixpath.splitext(page)[0]
    if stem:
        yield from (f"{stem}{folder}/{file}" for file in files for folder in _FOLDERS)


def _decoded(path: str) -> str:
    """Return a path without its %-escapes, which old systems make of GBK."""
    data = unquote_to_bytes(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return path


def _is_safe(path: str) -> bool:
    names = path.split("/")
    return path.isprintable() and all(
        each not in ("", ".", "..")
        and not each.startswith(".")
        and len(each.encode("utf-8", "replace")) <= _LONGEST_NAME
        for each in names
    )
