"""The attachments of a report, in the many ways in which JSON names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from corpus.labels import plain_label
from corpus.readers.json_markup import shown_with_files
from corpus.readers.json_values import text_of_value
from corpus.report import Attachment

_NAMES = (
    *("name", "title", "名称", "附件名称", "文件名", "filename", "attname"),
    *("attachname", "attachmentname", "文件名称", "originalname"),
)
_URLS = (
    *("url", "href", "link", "链接", "地址", "path", "filepath", "fileurl", "下载地址", "downloadurl"),
    *("attachurl", "attachmenturl", "附件地址", "附件链接", "文件地址", "src"),
)
_SEVERAL_FILES = re.compile(r"\s*[;；\n]\s*|(?<=\.\w{3})\s*[,，、]\s*(?=\S)|(?<=\.\w{4})\s*[,，、]\s*(?=\S)")
"""Signs between files; a comma where the ending of a name stands before it."""


def attachments_of_value(value: object) -> tuple[Attachment, ...]:
    """Return the attachments that a value of JSON names: a list, a text with several, or names that lead to addresses.

    >>> [(each.name, each.url) for each in attachments_of_value("https://a.cn/a.pdf；岗位表.xlsx")]
    [('a.pdf', 'https://a.cn/a.pdf'), ('岗位表.xlsx', '')]
    """
    if isinstance(value, str) and "<" in value and (linked := shown_with_files(value).files):
        return linked
    found = []
    for item in _files(value):
        if isinstance(item, str) and item.strip():
            url = item if "/" in item else ""
            found.append(Attachment(name=item.rsplit("/", 1)[-1] or item, url=url))
        elif isinstance(item, dict):
            start = item.get("start")
            attachment = Attachment(
                _first(item, _NAMES),
                _first(item, _URLS),
                start if type(start) is int and start >= 0 else None,
            )
            if attachment.name or attachment.url:
                found.append(attachment)
    return tuple(found)


def _files(value: object) -> Iterator[object]:
    """Yield the files of a list, of a text with several or of an object that leads from names to addresses."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, str):
        yield from _SEVERAL_FILES.split(value)
    elif isinstance(value, dict) and value and all("." in key for key in value):
        yield from ({"name": name, "url": url} for name, url in value.items())
    else:
        yield value


def _first(item: Mapping[str, object], keys: Iterable[str]) -> str:
    named = {plain_label(key): value for key, value in item.items()}
    return next((text for key in keys if (text := text_of_value(named.get(key)))), "")
