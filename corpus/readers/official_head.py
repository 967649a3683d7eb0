"""The head and title of an official document by where and how they stand there (GB/T 9704): issuer, document number, title."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.characters import HAN, has_han, one_line, without_spaces
from corpus.readers.document import DocumentLine
from corpus.readers.labelled_values import plausible_title
from corpus.signature import is_agency
from corpus.values.document_number import looks_like_document_number

_HEAD_LINES = 25
"""Lines among which number and title begin; copy number, secrecy and urgency stand before them."""

_LONGEST_HEAD_LINE = 60
"""A line with more characters is of the text, whose numbers are those of other documents."""

_TITLE_LINES = 6
_MAX_TITLE = 150

_LARGER = 1.15
"""Times the usual size from which on a line is a heading."""

_LONGEST_NAME = 12
"""Characters of the names of those who sign, which stand below the number where there are several."""

_SIGNER = re.compile(r"\s*签\s*发\s*人.*$")
_ORDER = re.compile(rf"(?P<agency>[{HAN}、]{{2,40}}?)(?P<kind>令|公告|通告|决定)")
_HEAD = re.compile(rf"(?P<agency>[{HAN}、（）()]{{2,40}}?)(?:文件|令|公告|通告|决定)")
_MINUTES = re.compile(rf"(?P<agency>[{HAN}]{{2,40}}[府局委会厅院部])[{HAN}]{{0,6}}会议纪要")
_OTHERS = re.compile(r"根据|依据|按照|参照|参见|见|依照|执行|代替|替代|引用|废止|发布|转发|印发|贯彻|原")
"""What a number that is another document's begins with, behind these words."""

_SHORT_ORDER = re.compile(rf"[{HAN}]{{1,6}}令")
_HEAD_WORDS = ("文件", "令", "公告", "通告")
_ORDER_NUMBER = re.compile(r"[（(【\[〔]?第[\d一二三四五六七八九十百零〇]{1,7}号[）)】\]〕]?")
_NO_TITLE = re.compile(
    r"(?:附[件表录]?|大纲)[\d一二三四五六七八九十]{0,3}[：:]?|[目前]录?言?|.{0,12}(?:地方|国家|行业|团体)标准|.{2,40}文件|ICS[\s\d.]*|[（(].{1,12}[）)]|.{0,6}[绝机]密.{0,8}|特?[特加平]?急件?"
)
_KIND = re.compile(r"通知|公告|通告|通报|决定|意见|办法|报告|函|复函|批复|请示|方案|规定|细则|纪要|公示|命令")
"""What the last line of a title may be by itself, its characters often far apart."""

_TITLE_END = re.compile(r"[。！？；：，、!?;:,]$")


@dataclass(frozen=True, slots=True)
class OfficialHead:
    """What the first lines of a document tell; "" for what they don't."""

    issuer: str = ""
    document_number: str = ""
    title: str = ""


def find_head(lines: Sequence[DocumentLine]) -> OfficialHead:
    """Return issuer, number and title of an official document; for any other its title, where it is set apart from the text."""
    filled = [line for line in lines if line.text.strip()]
    usual = _usual_size(filled)
    first = filled[:_HEAD_LINES]
    at, number = _number(first)
    if at is None:
        red_head = next((index for index, line in enumerate(first[:6]) if _is_red_head(line, usual)), None)
        issuer = _issuer(first[: red_head + 1]) if red_head is not None else ""
        return OfficialHead(issuer, "", _title_by_size(first if red_head is None else first[red_head + 1 :], usual))
    issuer = _issuer(first[:at])
    above = "" if issuer else _title_by_size(first[:at], usual)  # as websites print it, without a red head
    return OfficialHead(issuer, number, above or _title_after(filled[at + 1 : at + 1 + _HEAD_LINES], usual))


def _usual_size(lines: Sequence[DocumentLine]) -> float:
    sizes = [line.size for line in lines for _ in range(1 + min(len(line.text), 400) // 20)]
    return statistics.median_low(sizes) if sizes else 0.0


def _number(lines: Sequence[DocumentLine]) -> tuple[int | None, str]:
    """Return where the number stands and the number; an order has it in two lines."""
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_HEAD_LINE or "。" in line.text:
            break
        if _TITLE_END.search(line.text):
            continue
        for cell in line.text.split("\t"):
            text = one_line(_SIGNER.sub("", cell))
            squeezed = without_spaces(text)
            if _ORDER_NUMBER.fullmatch(squeezed):
                if order := _order_above(lines[:index]):
                    return index, order[0] + squeezed
                continue
            text = _without_brackets_around(text)
            if _is_own_number(text):
                return index, text
    return None, ""


def _without_brackets_around(text: str) -> str:
    """Return a text without brackets that stand around all of it, or close nothing."""
    bare = text.strip("（）() ")
    return bare if len(re.findall("[（(]", bare)) == len(re.findall("[)）]", bare)) else text.strip()


def _is_own_number(text: str) -> bool:
    squeezed = without_spaces(text)
    if not looks_like_document_number(text) or not has_han(squeezed) or _OTHERS.match(squeezed):
        return False
    agency, prefix, _ = squeezed.partition("第")
    return not prefix or bool(re.search(r"\d{4}", agency) or _HEAD.fullmatch(agency) or _SHORT_ORDER.fullmatch(agency))


def _order_above(lines: Sequence[DocumentLine]) -> re.Match[str] | None:
    """Return the head of an order that ends these lines; the word for order may stand on a line of its own."""
    if not lines:
        return None
    last = without_spaces(lines[-1].text)
    if len(last) <= 2 and len(lines) > 1:
        last = without_spaces(lines[-2].text) + last
    return _ORDER.fullmatch(last)


def _is_red_head(line: DocumentLine, usual: float) -> bool:
    text = without_spaces(line.text)
    if len(text) > _LONGEST_HEAD_LINE or not (line.red or line.size > 1.5 * usual):
        return False
    return (text.endswith("文件") and is_agency(text[:-2])) or _MINUTES.fullmatch(text) is not None


def _issuer(before: Sequence[DocumentLine]) -> str:
    """Return the agencies above the number, joined by 、, each on a line of its own where there are several.

    The word for document stands behind the last one, behind each, or on a line or in a cell beside them.
    """
    names: list[str] = []
    has_head_word = False
    for line in reversed(before):
        name = without_spaces(line.text)
        if name in _HEAD_WORDS:
            has_head_word = True
            continue
        if head := _HEAD.fullmatch(name) or _MINUTES.fullmatch(name):
            name, has_head_word = head["agency"], True
        if not is_agency(name) or not (has_head_word or line.red):
            break
        names.insert(0, name)
    return "、".join(names)


def _title_after(lines: Sequence[DocumentLine], usual: float) -> str:
    """Return the title that follows the number: lines set apart from the text, up to whom it is addressed to."""
    set_apart = any(line.centred or line.size > _LARGER * usual for line in lines[:_TITLE_LINES])
    taken: list[DocumentLine] = []
    for line in lines[: _TITLE_LINES + 2]:
        text = without_spaces(line.text)
        apart = line.centred or line.size > _LARGER * usual or not set_apart
        is_signer = not apart and len(text) <= _LONGEST_NAME
        if not taken and (_SIGNER.fullmatch(line.text) or not has_han(text) or is_signer):
            continue
        if not apart or _TITLE_END.search(text) or len(taken) == _TITLE_LINES:
            break
        if taken and abs(line.size - taken[0].size) > 0.12 * max(line.size, taken[0].size):
            break
        taken.append(line)
        if not set_apart:
            break
    return _joined(taken)


def _title_by_size(lines: Sequence[DocumentLine], usual: float) -> str:
    """Return the largest heading among the first lines: of several lines of one size those that follow each other."""
    able = [line for line in lines if _may_be_title(line, usual)]
    if not able:
        return ""
    largest = max(line.size for line in able)
    start = next(index for index, line in enumerate(lines) if line in able and line.size > 0.97 * largest)
    taken: list[DocumentLine] = []
    for line in lines[start : start + _TITLE_LINES]:
        is_kind = taken and _KIND.fullmatch(without_spaces(line.text)) is not None
        if not (is_kind or _may_be_title(line, usual)) or abs(line.size - largest) > 0.08 * largest:
            break
        taken.append(line)
    above = lines[start - 1] if start else None
    if above and is_agency(without_spaces(above.text)) and above.centred and abs(above.size - largest) < 0.08 * largest:
        taken.insert(0, above)
    return _joined(taken)


def _may_be_title(line: DocumentLine, usual: float) -> bool:
    text = without_spaces(line.text)
    apart = line.size > _LARGER * usual or (line.centred and (line.bold or line.size >= usual > 0))
    return (
        bool(
            apart and has_han(text) and len(text) > 3 and not _TITLE_END.search(text) and not _NO_TITLE.fullmatch(text)
        )
        and "\t" not in line.text
        and not is_agency(text)
    )


def _joined(lines: Sequence[DocumentLine]) -> str:
    title = "".join(one_line(line.text) for line in lines)
    return title if len(title) <= _MAX_TITLE and (len(lines) > 1 or plausible_title(title)) else ""
