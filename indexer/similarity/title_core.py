"""What reprints and versions have in common of a report's title: without its number, who issued it, and which version it is."""

from __future__ import annotations

import re

from corpus.values.partial_date import YEAR
from indexer.analysis import normalize

_NUMBER = re.compile(rf"^[^〔\[(《]{{0,14}}[〔\[(]{YEAR}[〕\])][^号]{{0,6}}号")
_VERSION = re.compile(r"\([^()]*(?:修正|修订|修改)[^()]*\)$")

_SIGNS = re.compile(r"[\W_]+")


def title_core(title: str) -> str:
    """Return what a title is about, as letters, digits and characters.

    >>> title_core("法释〔2021〕12号最高人民法院关于审理《民法典》案件的解释（2022年修正）")
    '审理民法典案件的解释'
    >>> title_core("转发市应急局关于做好防汛工作的通知"), title_core("停水公告")
    ('做好防汛工作的通知', '停水公告')
    """
    text = _VERSION.sub("", _NUMBER.sub("", normalize(title).strip()))
    issuer, _, about = text.partition("关于")
    return _SIGNS.sub("", about or issuer)
