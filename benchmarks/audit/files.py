"""Files of word processors that hold little but their properties."""

from __future__ import annotations

import zipfile
from pathlib import Path

_CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{author}</dc:creator>'
    "<cp:lastModifiedBy>Administrator</cp:lastModifiedBy></cp:coreProperties>"
)


def write_office_file(path: Path, author: str) -> None:
    """Write a file in the form of Word whose properties name an author."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("docProps/core.xml", _CORE.format(author=author))
