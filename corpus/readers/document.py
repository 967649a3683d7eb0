"""What every reader of office documents makes of a file: its lines in reading order, with what their looks tell."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.report import Attachment


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A paragraph, or a row of a table, in one piece of text.

    `size` is the height of most of its characters in points, 0 where it is unknown.
    """

    text: str
    size: float = 0.0
    centred: bool = False
    red: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The visible text of a document, and the title that its properties state, which is often another one's.

    `margins` are texts at the edges of its pages, as running heads: they are kept once, behind the text, and tell nothing of it.
    """

    lines: tuple[DocumentLine, ...]
    title: str = ""
    attachments: tuple[Attachment, ...] = ()
    margins: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)
