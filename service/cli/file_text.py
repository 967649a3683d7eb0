"""The text of a file that somebody names on the command line."""

from __future__ import annotations

from pathlib import Path

_PLAIN = (".txt", ".text", ".md")
"""What the names of files end with that are texts as they are: of a line or two no report could be made."""


def text_of(path: Path) -> str | None:
    """Return the text of a file in any format that is indexed, None where none can be read. Raises OSError."""
    from corpus.errors import UndecodableBytes
    from corpus.readers import read_file
    from corpus.readers.encoding import decode
    from corpus.report import Report

    with path.open("rb") as file:  # what isn't there, or may not be read, is said by the system
        if path.suffix.lower() in _PLAIN:
            try:
                return decode(file.read()).text.strip() or None
            except UndecodableBytes:
                return None
    texts = [f"{each.title}\n{each.body}" for each in read_file(path, source=path.name) if isinstance(each, Report)]
    return "\n".join(texts) or None
