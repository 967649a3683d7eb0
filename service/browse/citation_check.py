"""Whether what a text cites is in the archive under that number and title: 《关于…的通知》（青水发〔2023〕8号）."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from indexer.analysis import tokenize

LONGEST_CITATION = 300
"""Characters of a citation; the longest titles have about 200."""

_TITLE = re.compile(r"《(.+)》")
_NUMBER = re.compile(r"[（(]?([^（(《》]*[〔\[（(【][0-9]{4}[〕\])）】][^）)]*号|第[^）)]*号)[）)]?")

Find = Callable[[str], Sequence[Report]]
"""Returns the reports that a number, or a title, names."""


class Verdict(Enum):
    """What became of a citation."""

    CONFIRMED = "confirmed"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """A citation with the title and the number that were read in it, what became of it, and the reports it may mean."""

    title: str
    number: str
    verdict: Verdict
    message: str
    reports: tuple[Report, ...] = ()


def check_citation(text: str, under_number: Find, under_title: Find) -> CheckedCitation:
    """Return whether a report is what a text cites: has its number, and the title where both are cited."""
    title, number = _cited_title(text), _cited_number(text)
    if not title and not number:
        return CheckedCitation("", "", Verdict.UNREADABLE, "没有读出标题（写在《》里）或文号、索引号")
    numbered = tuple(under_number(number)) if number else ()
    if numbered and title:
        return _compared(title, number, numbered)
    if numbered:
        return CheckedCitation("", number, Verdict.CONFIRMED, f"档案里有这个号：{_titles(numbered)}", numbered)
    titled = tuple(report for report in under_title(title) if is_titled(report, title)) if title else ()
    if titled and number:
        message = f"档案里有这个标题，但号不是“{number}”：{_numbers(titled)}"
        return CheckedCitation(title, number, Verdict.MISMATCH, message, titled)
    if titled:
        return CheckedCitation(title, "", Verdict.CONFIRMED, f"档案里有 {len(titled)} 份报告是这个标题", titled)
    return CheckedCitation(title, number, Verdict.NOT_FOUND, "档案里没有；可能有误，也可能没有收录")


def _compared(title: str, number: str, found: tuple[Report, ...]) -> CheckedCitation:
    if same := tuple(report for report in found if is_titled(report, title)):
        return CheckedCitation(title, number, Verdict.CONFIRMED, "标题和号都与档案一致", same)
    message = f"档案里这个号是另一份：{_titles(found)}"
    return CheckedCitation(title, number, Verdict.MISMATCH, message, found)


def _cited_title(text: str) -> str:
    found = _TITLE.search(text)
    return found[1].strip() if found else ""


def _cited_number(text: str) -> str:
    """Return the number that is cited beside a title, or that the whole text is."""
    beside = _TITLE.sub(" ", text).strip(" \u3000,，。;；、（）()")
    if not beside:
        return ""
    number = parse_document_number(beside)
    if number and number.serial is not None:
        return number.key
    found = _NUMBER.search(beside)
    return found[1].strip() if found else beside if re.search(r"\d", beside) else ""


def is_titled(report: Report, title: str) -> bool:
    """Return whether a report has a title, signs and issuers before it left out."""
    cited, own = letters(title), letters(report.title)
    return bool(cited) and own.endswith(cited)


def letters(text: str) -> str:
    """Return the letters, digits and characters of a text, folded, without signs: by them titles are compared."""
    return "".join(token for token in tokenize(text) if token[0].isalnum())


def _titles(reports: Sequence[Report]) -> str:
    return "、".join(f"《{report.title}》" for report in reports)


def _numbers(reports: Sequence[Report]) -> str:
    return "、".join(report.document_number.raw if report.document_number else "没有文号" for report in reports)
