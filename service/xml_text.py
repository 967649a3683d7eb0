"""Texts for XML."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Return a text without the characters that XML 1.0 can't hold in any way.

    >>> xml_text("停水\x00通知\ufffe")
    '停水通知'
    """
    return _NOT_IN_XML.sub("", text)
