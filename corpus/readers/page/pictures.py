"""Pages whose article is a picture, as of a leaflet: what else they say is their title and when they were published."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.text import is_unseen

_DECORATION = re.compile(
    r"logo|icon|banner|share|wechat|weixin|erweima|qr_?code|ewm|beian|gongan|\bbg|spacer|blank", re.I
)
_DATE = re.compile(r"[\d年月日时分秒:：\-—./\s]*")


def says_nothing_beside(title: str, body: str) -> bool:
    """Return whether a body is no more than the title and a date.

    >>> says_nothing_beside("一图读懂", "一图读懂\\n2024-05-06"), says_nothing_beside("一图读懂", "见下图。")
    (True, False)
    """
    return all(one_line(line) == title or _DATE.fullmatch(line) for line in body.split("\n"))


def holds_picture(root: etree._Element, *, without: Collection[etree._Element]) -> bool:
    """Return whether a page shows a picture outside the elements `without` that is neither a sign of the site nor a code."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element.tag not in ("html", "body") and (
            element in without or (is_unseen(element) and element.tag != "img")
        ):
            walk.skip_subtree()
        elif element.tag == "img":
            told = " ".join(filter(None, (element.get(each) for each in ("src", "class", "id", "alt"))))
            if element.get("src") and not _DECORATION.search(told[:2_000]):
                return True
    return False
