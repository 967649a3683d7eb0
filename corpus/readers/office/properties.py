"""The properties of office files that name people: author, last modified by, manager, as word processors write them unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.package import Package, local_name, own_text

SUFFIXES = frozenset((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".docm", ".xlsm"))

_MEMBERS = ("docprops/core.xml", "docprops/app.xml", "meta.xml")
_LABELS = {
    "creator": "作者",
    "initial-creator": "作者",
    "lastmodifiedby": "最后修改者",
    "manager": "经理",
    "printed-by": "打印者",
    "title": "标题",
    "subject": "主题",
    "description": "备注",
    "keywords": "关键词",
}


def office_properties(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the properties of a packed office file, each with its Chinese name. Raises OSError and UnreadableFile."""
    package = Package(path)
    try:
        if package.is_encrypted:
            raise UnreadableFile("文件有密码")
        for member in _MEMBERS:
            root = package.xml(name) if (name := package.find(member)) else None
            for element in () if root is None else root.iter():
                label = _LABELS.get(local_name(element).lower())
                value = own_text(element).strip()
                if label and value:
                    yield label, value
    finally:
        package.close()
