"""What stands before the year of a document number (文号): the agency, and before it perhaps a label, a word or a title that is no part of it."""

from __future__ import annotations

import re

from corpus.characters import HAN

_LABELS = "发文字号|发文号|文件编号|文件字号|发布文号|文件号|文号"
_OF_INDEX_NUMBER = "索引号"
_WORDS = "根据|依据|按照|依照|遵照|参照|参见|关于|执行|落实|贯彻|印发|转发|废止"
_LEADING = re.compile(rf"(?:[\[【(]?(?:{_LABELS}|{_OF_INDEX_NUMBER})[\])】]?:?|(?:{_WORDS}))(?=.)")

_TITLE_ENDINGS = "通知|意见|办法|条例|规定|细则|决定|批复|复函|通报|请示|文件"
_OTHER_ENDINGS = "报告|公告|通告|方案|规划|计划|纪要|答复|议案|措施|要点|指南|标准|制度|预案|目录|清单|名单|公示|规则|规程|规范|说明|函|令"
"""These stand in names of agencies too (规划局, 计划生育委员会), so that only what has other signs of a title ends with them."""


def _ending_title(endings: str) -> re.Pattern[str]:
    return re.compile(rf".*(?:{endings})(?:[(（〔\[【][{HAN}]{{1,6}}[)）〕\]】])?[》>\"”]?(?=[^》>]{{2,20}}$)")


_TITLE = _ending_title(_TITLE_ENDINGS)
_PLAIN_TITLE = _ending_title(f"{_TITLE_ENDINGS}|{_OTHER_ENDINGS}")
_IN_TITLES_ONLY = re.compile(r"关于|的")
"""No agency's name or abbreviation has these."""


def agency_start(before: str) -> int | None:
    """Return the index in what stands before a year, without spaces, where the agency begins: behind a label, words or a title; None
    where that can't be told.

    >>> [agency_start(text) for text in ("青政发", "文号:青政发", "根据青政发", "关于供水的批复青水复", "供水的青水复")]
    [0, 3, 2, 7, None]
    """
    at = leading_words(before)
    ending = _PLAIN_TITLE if _IN_TITLES_ONLY.search(before, at) else _TITLE
    title = ending.match(before, at)
    at = title.end() if title else at
    return None if _IN_TITLES_ONLY.search(before, at) else at


def leading_words(text: str) -> int:
    """Return the length of the label and of the words that lead to a number at the start of a text without spaces.

    >>> leading_words("文号:根据青政发〔2022〕15号")
    5
    """
    at = 0
    while found := _LEADING.match(text, at):
        at = found.end()
    return at


def is_of_index_number(text: str) -> bool:
    """Return whether a text begins with the label of index numbers.

    >>> is_of_index_number("索引号2022-00567"), is_of_index_number("文号")
    (True, False)
    """
    return text.startswith(_OF_INDEX_NUMBER)
