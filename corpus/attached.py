"""A report's body and the texts of its attachments in it: put together when they are read, taken apart when they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.report import Attachment, Report


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a body: what the report says itself, or what its `attachment` does. `start` is its offset in the body."""

    attachment: Attachment | None
    text: str
    start: int


def with_texts(report: Report, texts: Mapping[int, str]) -> Report:
    """Return `report` with the texts of some attachments, by their number, behind its own; empty texts are none.

    >>> page = Report(id="1", source="a.html", body="见附件。", attachments=(Attachment("表.docx", "b.docx"),))
    >>> with_texts(page, {0: "名单"}).attachments[0].start
    5
    """
    body, attachments = report.body, list(report.attachments)
    for number, text in sorted(texts.items()):
        if text:
            body += "\n" if body else ""
            attachments[number] = replace(attachments[number], start=len(body))
            body += text
    return replace(report, body=body, attachments=tuple(attachments))


def own_text(report: Report) -> str:
    """Return what a report says itself, without its attachments.

    >>> file = Attachment("表.docx", "b.docx", start=5)
    >>> own_text(Report(id="1", source="a.html", body="见附件。\\n名单", attachments=(file,)))
    '见附件。'
    """
    return text_parts(report.body, report.attachments)[0].text


def text_parts(body: str, attachments: Sequence[Attachment]) -> list[TextPart]:
    """Return the pieces of a body in their order: the report's own text, however short, then that of each attachment.

    >>> [part.text for part in text_parts("见附件。\\n名单", [Attachment("表.docx", "b.docx", start=5)])]
    ['见附件。', '名单']
    """
    inside = [(each.start, each) for each in attachments if each.start is not None and each.start <= len(body)]
    if not inside:
        return [TextPart(None, body, 0)]
    begins = [(0, None), *sorted(inside, key=lambda pair: pair[0])]
    ends = [start for start, _ in begins[1:]]
    return [
        TextPart(attachment, body[start:end].removesuffix("\n") if end < len(body) else body[start:end], start)
        for (start, attachment), end in zip(begins, [*ends, len(body)], strict=True)
    ]
