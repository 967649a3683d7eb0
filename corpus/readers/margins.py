"""Texts at the edges of pages, as running heads and feet: said once, behind the text, where they stand nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.characters import one_line, without_spaces

MAX_MARGINS = 1_000
"""Different texts at the edges of the pages of one document; a book of laws names a chapter on each page."""

_NUMBER = r"(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"[-—–－·.\s]*{_NUMBER}[-—–－·.\s]*|第{_NUMBER}页(?:[，,/]?共{_NUMBER}页)?|{_NUMBER}/{_NUMBER}|共?{_NUMBER}页(?:第{_NUMBER}页)?"
    rf"|[Pp]age{_NUMBER}(?:of{_NUMBER})?"
)
_UNCOUNTED = re.compile(r"[第共页\W_]*")
"""What is left of one whose number the program counts."""


def is_page_number(text: str) -> bool:
    """Return whether a line without its spaces says which page it stands on, and nothing else.

    >>> [is_page_number(text) for text in ("—3—", "第3页共9页", "2023年")]
    [True, True, False]
    """
    return _PAGE_NUMBER.fullmatch(text) is not None


def with_margins(body: str, title: str, margins: Iterable[str]) -> str:
    """Return a body with those texts behind it that are neither in it nor in the title nor page numbers.

    >>> with_margins("各镇要做好防汛工作。", "防汛", ["防汛", "青禾年鉴", "— 3 —", "第 页", "青禾 年鉴"])
    '各镇要做好防汛工作。\\n青禾年鉴'
    """
    added: dict[str, str] = {}
    known = ""
    for text in margins:
        squeezed = without_spaces(text)
        if len(added) == MAX_MARGINS:
            break
        known = known or without_spaces(f"{title}\n{body}")
        says_something = not is_page_number(squeezed) and not _UNCOUNTED.fullmatch(squeezed)
        if says_something and squeezed not in known and squeezed not in added:
            added[squeezed] = one_line(text)
    return "\n".join(filter(None, (body, *added.values())))
