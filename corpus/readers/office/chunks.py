"""Files that a DOCX file embeds as a part of its text (`w:altChunk`): web systems put the whole document into one, as a page."""

from __future__ import annotations

from corpus.errors import UndecodableBytes
from corpus.readers import content
from corpus.readers.encoding import declared_charset, decode
from corpus.readers.page.mhtml import page_in_message
from corpus.readers.page.text import text_of
from corpus.readers.page.tree import has_too_many_tags, page_tree


def chunk_lines(data: bytes) -> list[str] | None:
    """Return the lines of a page, a saved page or a plain text, None for what is none of these."""
    kind = content.content_of_head(data[: content.HEAD_BYTES])
    page = page_in_message(data) if kind == content.MHTML else data
    if page is None or kind not in (content.HTML, content.MHTML, ""):
        return None
    try:
        text = decode(page, declared=declared_charset(page)).text
    except UndecodableBytes:
        return None
    if kind:
        root = None if has_too_many_tags(text) else page_tree(text)
        if root is None:
            return None
        text = text_of(root)
    return [line for line in text.splitlines() if line.strip()]
