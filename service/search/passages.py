"""Highlights and passages, cut from a report's original text, as safe HTML: text escaped, matches in `<mark>`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.ranking import PASSAGE
from service.search.cuts import AS_IT_IS, CLOSERS, CUT_AFTER, CUT_BEFORE, WHOLE, cut
from service.search.markup import ELLIPSIS, passage, whole
from service.search.occurrences import Found, Marks, find

_FULL_STOP = re.compile(rf"[。！？；!?][{re.escape(CLOSERS)}\s]*")

_MARGIN = 300
"""Characters by which a passage's place may be misjudged: it is told in grams, and lines and long words are not even."""

_WORTHWHILE = 0.7
"""Sentences that make up more of a text than this are not looked at apart from it."""


def mark(text: str, marks: Marks) -> str:
    """Give the whole text, composed (NFC), as HTML with every occurrence of a mark highlighted.

    >>> mark("《政府信息公开條例》<2019>", [("信", "息", "公", "开"), ("条", "例")])
    '《政府<mark>信息公开條例</mark>》&lt;2019&gt;'
    """
    return _shown(find([text], marks), [WHOLE])[0][0]


def passages(text: str, marks: Marks, limit: int = 3) -> tuple[str, ...]:
    """Give up to `limit` passages as HTML, in reading order, that hold as many different marks as can be.

    Where no mark occurs, the opening of the text is the only passage; a text of nothing visible has none.

    >>> passages("总则。应当依法公开政府信息。附则。", [("公", "开")])
    ('总则。应当依法<mark>公开</mark>政府信息。附则。',)
    """
    return _shown(find([text], marks), [max(limit, 0)])[0]


def marked_and_cut(
    titles: Sequence[str], bodies: Sequence[str], marks: Marks, *, limit: int = 3
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Give what `mark` gives of each title and `passages` of each body, in much less time than one by one."""
    shown = _shown(find([*titles, *bodies], marks), [*[WHOLE] * len(titles), *[limit] * len(bodies)])
    return [title[0] for title in shown[: len(titles)]], shown[len(titles) :]


def around(text: str, begin: float, marks: Marks) -> str:
    """Give the sentences of a text among which its best passage is, which begins after about the share `begin` of it.

    Looking for marks in a law of 50,000 characters takes longer than finding it among 100,000 reports. Where the rest of
    the text plainly holds a mark that those sentences lack, or none can be told apart, this is the whole text.
    """
    place = int(begin * len(text))
    start, end = place - _MARGIN, place + PASSAGE + _MARGIN
    first = _FULL_STOP.search(text, start, start + _MARGIN) if start > 0 else None
    last = _FULL_STOP.search(text, end, end + _MARGIN) if end < len(text) else None
    if (start > 0 and not first) or (end < len(text) and not last):
        return text
    stretch = text[first.end() if first else 0 : last.end() if last else len(text)]
    if len(stretch) > _WORTHWHILE * len(text):
        return text
    spelled = ("".join(each) for each in marks)
    return text if any(each not in stretch and each in text for each in spelled) else stretch


def _shown(found: Found, limits: Sequence[int]) -> list[tuple[str, ...]]:
    """Give the passages of each text as HTML."""
    shown: list[list[str]] = [[] for _ in limits]
    for each in cut(found, limits):
        if each.look & AS_IT_IS:
            piece = whole(found.text[each.left : each.right], each.marked)
        else:
            piece = passage(found.text, each.left, each.right, each.marked, start=each.start)
        if each.look & CUT_BEFORE:
            piece = ELLIPSIS + piece
        shown[each.text].append(piece + ELLIPSIS if each.look & CUT_AFTER else piece)
    return list(map(tuple, shown))
