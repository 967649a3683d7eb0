"""The sentences with which a document ends others: `《…办法》（…〔2015〕3号）同时废止`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.characters import clean_line
from corpus.named_documents import named_documents, plain_title
from corpus.report import Report

_ENDS = re.compile(r"(?<![未不])(?:废止|失效|停止执行|停止施行)|不再执行")
_SENTENCE = re.compile(r"[^。！？!?\n]{1,1000}[。！？!?]?")
_ISSUED = re.compile(r"(?:印发|发布|公布|颁布|转发)[《〈]?(.+?)[》〉]?(?:[（(].*[）)])?的(?:通知|公告|决定|通告)$")

_MOST_SENTENCES = 50

_MOST_MENTIONS = 500
"""Words of ending that are looked at in a text, each with its sentence."""

_MOST_BEFORE = 400
"""Characters of a sentence before such a word."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A sentence that ends other documents: their titles, each with its document number or "", and further numbers."""

    sentence: str
    named: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]

    def ends(self, report: Report) -> bool:
        """Return whether a report is one of the documents: by the number where both have one, else by the exact title."""
        own = report.document_number.key if report.document_number else ""
        if own and own in (*self.numbers, *(number for _, number in self.named)):
            return True
        titles = {plain_title(title) for title in titles_of(report)}
        return any(plain_title(title) in titles and not (own and number) for title, number in self.named)


def titles_of(report: Report) -> tuple[str, ...]:
    """Return what a report is called by others: its title, and that of the document which it issues.

    >>> titles_of(Report(id="1", source="a", title="青禾市人民政府关于印发《水库管理办法》的通知"))[1]
    '水库管理办法'
    """
    issued = _ISSUED.search(report.title)
    return tuple(filter(None, (report.title, issued[1] if issued else "")))


def endings_in(body: str) -> Iterator[Ending]:
    """Yield the sentences of a text that end other documents.

    >>> [each.named for each in endings_in("本办法自公布之日起施行。《旧办法》（青政发〔2015〕3号）同时废止。")]
    [(('旧办法', '青政发〔2015〕3号'),)]
    """
    found = 0
    for match in islice(_ENDS.finditer(body), _MOST_MENTIONS):
        least = max(match.start() - _MOST_BEFORE, 0)
        start = max(body.rfind(sign, least, match.start()) for sign in "。！？\n") + 1
        sentence = _SENTENCE.match(body, start or least)
        if sentence is None or sentence.end() < match.end():
            continue
        named = named_documents(sentence[0])
        if named.titled or named.numbers:
            yield Ending(clean_line(sentence[0]), named.titled, named.numbers)
            found += 1
        if found == _MOST_SENTENCES:
            return
