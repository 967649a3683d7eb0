"""Markup of web pages in the values of JSON records: tags, comments and entities become the text that is seen."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5
from itertools import islice

from corpus.readers.page.attachments import find_attachments
from corpus.readers.page.text import text_of
from corpus.readers.page.tree import has_too_many_tags, page_tree
from corpus.report import Attachment

_TAGS = (
    "p|br|div|span|b|i|u|em|strong|font|a|img|h[1-6]|table|tbody|thead|tfoot|caption|colgroup|col|tr|td|th|ul|ol|li|dl|dt|dd|sup|sub|center"
    "|section|article|aside|nav|main|header|footer|address|blockquote|hr|pre|code|nobr|wbr|s|strike|del|ins|tt|cite|ruby|rt|rp"
    "|style|script|iframe|o:p|mark|small|big|label|figure|figcaption|xml|w:[a-z]+|st1:[a-z]+"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s+(?:[a-z/:_][^<>]*)?)?/?>", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(rf"&lt;/?(?:{_TAGS})(?:\s(?:(?!&lt;)[^<>])*?)?/?&gt;", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z][a-z0-9]{1,24}|#\d{2,7}|#x[0-9a-f]{2,6});", re.IGNORECASE)
_ESCAPED_BLANK = re.compile(r"&(?:nbsp|ensp|emsp);", re.IGNORECASE)
"""A blank that was escaped once more than its markup."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT_END = "-->"
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


_LINKS = ("<a ", "<A ", "<iframe", "<embed", "<object")
_MOST_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What people see of a value: its text, and the files to which its links lead."""

    text: str
    files: tuple[Attachment, ...] = ()


def shown_with_files(text: str) -> Shown:
    """Return the visible text of what may be a piece of a web page, and the files that it links to or embeds.

    >>> shown_with_files("<p>见<a href='/a/1.docx'>报名表.docx</a>。</p>")
    Shown(text='见报名表.docx。', files=(Attachment(name='报名表.docx', url='/a/1.docx', start=None),))
    """
    return _shown(text, with_files=True)


def without_markup(text: str) -> str:
    """Return the visible text of what may be a piece of a web page; any other text as it is.

    >>> without_markup("<p>面积100m<sup>2</sup>。</p><p>a&nbsp;b</p>"), without_markup("a<b 且 b>c")
    ('面积100m2。\\na b', 'a<b 且 b>c')
    >>> without_markup("30&deg;C，2021&ndash;2025年"), without_markup("R&D; &copy=2")
    ('30°C，2021–2025年', 'R&D; &copy=2')
    """
    return _shown(text, with_files=False).text


def _shown(text: str, *, with_files: bool) -> Shown:
    if "<" not in text and "&" not in text:
        return Shown(text)
    if _CDATA in text:
        text = text.replace(_CDATA, "").replace(_CDATA_END, "")
    if not _MARKUP.search(text) and _ESCAPED_MARKUP.search(text):
        text = html.unescape(text)
    if not _MARKUP.search(text):
        return Shown(_ENTITY.sub(_meant, _without_comments(text)))
    root = None if has_too_many_tags(text) else page_tree(f"<body><div>{text}</div></body>")
    if root is None:
        return Shown(text)
    files = find_attachments(root, [root]) if with_files and any(link in text for link in _LINKS) else ()
    return Shown(_ESCAPED_BLANK.sub(" ", text_of(root)), tuple(islice(files, _MOST_FILES)))


def _without_comments(text: str) -> str:
    # What opens and never ends is looked at once, not again from each opening.
    last = text.rfind(_COMMENT_END) + len(_COMMENT_END) if _COMMENT_END in text else 0
    return _COMMENT.sub("", text[:last]) + text[last:]


def _meant(entity: re.Match[str]) -> str:
    """Return the character that an entity stands for; a hard space is a space, and a name that is none stays."""
    text = entity[0]
    if text[1] != "#" and text[1:] not in html5:
        text = text.lower() if text[1:].lower() in html5 else ""
    return html.unescape(text).replace("\xa0", " ") or entity[0]
