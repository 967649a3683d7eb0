"""The signature (落款) at the end of an official text: who signs it, and the day it was written."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.characters import one_line
from corpus.errors import InvalidDate
from corpus.values.partial_date import PartialDate, parse_partial_date

_LAST_LINES = 8
"""After the date come at most a remark in brackets, a list of attachments and a contact."""

_END = 100_000
"""Characters at the end of a text among which its last lines are."""

_NEAR = 2_000
"""Characters before a list of attachments among which the lines of a signature are."""

_MAX_ATTACHMENTS = 200
"""Lines that may begin the attachments; texts of a thousand such lines are lists of something else."""

_MAX_DATE_LINE = 24
_COMPACT_DATE = len("20230309")
_MAX_ISSUER_LINE = 40
"""Names of agencies have fewer than 40 characters; longer lines are sentences."""

_MAX_ISSUERS = 6
_SENTENCE = re.compile(r"[。！？；：:，,;!?《》]")
_AGENCY_END = re.compile(
    r"(?:局|委|委员会|政府|办公室|办公厅|厅|部|院|会|中心|公司|站|所|处|队|室|行|校|学校|大学|署|办|社|团|组|军委|馆|库|园|司|街道|镇|乡)"
    r"(?:[（(].{1,12}[）)])?$"
)
_MAX_INDENT = 100
"""Blanks before 附 at the beginning of a line."""

_DATE_AT_END = re.compile(r"^(?P<issuer>\S.*?)\s+(?P<date>\S{4}\s*年.{2,12}日)$")
_AFTER_SIGNATURE = re.compile(
    r"^[（(【\[].*|^附[件表].*|^.{0,4}(?:联系人|联系电话|抄送|主送|印发|校对|电话).*|^\d+[.、．].*"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Issuer of a text (several joined by 、) and the day it was signed; each may be missing."""

    issuer: str = ""
    written: PartialDate | None = None


def find_signature(body: str) -> Signature:
    """Return the signature at the end of `body`, or before its attachments; empty when there is none.

    >>> find_signature("特此通知。\\n  青禾市教育局\\n  2023年1月5日\\n（此件公开发布）")
    Signature(issuer='青禾市教育局', written=PartialDate(year=2023, month=1, day=5))
    """
    lines = _last_lines(body, _LAST_LINES + _MAX_ISSUERS)
    for index in reversed(range(max(0, len(lines) - _LAST_LINES), len(lines))):
        if found := _signature_at(lines, index):
            return found
        if not _AFTER_SIGNATURE.match(lines[index]) and len(lines[index]) > _MAX_ISSUER_LINE:
            break
    return _before_attachments(body)


def _before_attachments(body: str) -> Signature:
    for start in itertools.islice(_attachment_lines(body), _MAX_ATTACHMENTS):
        lines = _last_lines(body[max(0, start - _NEAR) : start], 1 + _MAX_ISSUERS)
        found = _signature_at(lines, len(lines) - 1) if lines else None
        if found and found.issuer:
            return found
    return Signature()


def _attachment_lines(body: str) -> Iterator[int]:
    """Yield where lines begin that name attachments. Looked for by the sign: to look at each line takes long where millions are blank."""
    at = body.find("附")
    while at >= 0:
        earliest = max(0, at - _MAX_INDENT - 1)
        start = body.rfind("\n", earliest, at) + 1
        if (start or not earliest) and not body[start:at].strip():
            yield start
        at = body.find("附", at + 1)


def _last_lines(text: str, count: int) -> list[str]:
    """Return the last lines that are not blank, at most `count`, of the end of a text."""
    lines: list[str] = []
    end = len(text)
    least = max(0, end - _END)
    while len(lines) < count and end > least:
        start = text.rfind("\n", least, end) + 1 or least
        if line := one_line(text[start:end]):
            lines.append(line)
        end = start - 1
    return lines[::-1]


def _signature_at(lines: list[str], index: int) -> Signature | None:
    line = lines[index]
    if len(line) > _MAX_DATE_LINE + _MAX_ISSUER_LINE:
        return None
    if match := _DATE_AT_END.match(line):
        written = _day(match["date"])
        if written and is_agency(match["issuer"]):
            return Signature(one_line(match["issuer"]), written)
    written = _day(line)
    if written is None:
        return None
    issuer = _issuers_above(lines, index)
    # `2023年5月` alone ends many a plan; under the name of an agency it is a signature.
    return Signature(issuer, written) if issuer or written.precision == "day" else None


def _issuers_above(lines: list[str], index: int) -> str:
    issuers: list[str] = []
    for line in reversed(lines[max(0, index - _MAX_ISSUERS) : index]):
        if not is_agency(line):
            break
        issuers.insert(0, line)
    return "、".join(issuers)


def is_agency(line: str) -> bool:
    """Return whether a line can be the name of an agency.

    >>> is_agency("青禾市水务局"), is_agency("一、财政局")
    (True, False)
    """
    if len(line) > _MAX_ISSUER_LINE or _SENTENCE.search(line):
        return False
    # `附件`-lists and numbered headings also end like agencies.
    return not re.match(r"[\d一二三四五六七八九十（(]+[、.．)）]|附", line) and _AGENCY_END.search(line) is not None


def _day(line: str) -> PartialDate | None:
    # Accounts and telephone numbers below a text could be seconds since 1970.
    if not 7 <= len(line) <= _MAX_DATE_LINE or (len(line) > _COMPACT_DATE and line.isdecimal()):
        return None
    try:
        date = parse_partial_date(line.strip("()（）"))
    except InvalidDate:
        return None
    return None if date.precision == "year" else date
