"""The sentences with which a document ends others: `《…办法》（…〔2015〕3号）同时废止`, `废止《…》`, and lists below such words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from corpus.characters import clean_line
from corpus.named_documents import Mention, mentions, plain_title
from corpus.report import Report

_DENIABLE = ("废止", "失效", "停止执行", "停止施行")
_VERB = rf"(?:(?<![未不])(?:{'|'.join(_DENIABLE)})|不再执行)"
_WORDS = re.compile("|".join((*(rf"{word}(?<![未不]{word})" for word in _DENIABLE), "不再执行")))
"""`_VERB`, told by the first character of each word: found in a text in a sixth of the time."""

_SENTENCE = re.compile(r"[^。！？!?\n]{1,1000}[。！？!?]?")
_ISSUED = re.compile(r"(?:印发|发布|公布|颁布|转发)[《〈]?(.+?)[》〉]?(?:[（(].*[）)])?的(?:通知|公告|决定|通告)$")

_DOCUMENT = "\ue000"
"""Stands for a document that a sentence names, where the words around it are looked at: no text has it."""

_ISSUING = "通过|公布|发布|印发|颁布|批准|下发|制定|施行|实施|修订|修正|签发|转发"
_NAMES = rf"{_DOCUMENT}(?:等?[、，,；;]?(?:以及|和|及|与|或|并)?原?(?:(?<=[、，,；;和及与或并])(?!依照|按照|遵照|依据|根据|违反)[^{_DOCUMENT}；;]{{2,150}}(?:{_ISSUING})的)?{_DOCUMENT})*"
_ADVERBS = "同时|即行|相应|一并|予以|均|也|已经|已|现|将|即|自行|自动|全部|全文|一律|随之|届时|应当|应|正式|宣布"
_COUNTED = r"(?:等?[\d一二三四五六七八九十百]{0,4}(?:[件个部项]|)(?:行政规范性文件|规范性文件|地方性法规|行政法规|规章|法规|文件|规定|办法|通知)?)?"
_ENDED = re.compile(
    rf"(?P<names>{_NAMES}){_COUNTED}(?:[自从][^，,。；;{_DOCUMENT}]{{1,40}}[起日后])?[，,]?(?:{_ADVERBS}){{0,4}}{_VERB}"
)
_ENDS = re.compile(
    rf"(?:(?<![未不拟、和或及请案])|(?<=[一二三四五六七八九十]、))(?:废止|停止执行|宣布失效)(?:(?![前后和、或与及时])[^{_DOCUMENT}，,。；;：:]{{0,150}}的)?(?P<names>{_NAMES})"
)
_BY_ANOTHER = re.compile(r"(?:由|被|经|依照|按照|遵照|依据|根据|参照|违反|与|同|修订前的|修改前的)$")
"""What before a title says that the document is not the one that is ended."""

_IN_BRACKETS = re.compile(r"[（(][^（）()]{0,400}[）)]")
_NUMBERING = re.compile(
    r"^(?:第?[\d一二三四五六七八九十百]{1,5}[、.．条]\s*|[（(][\d一二三四五六七八九十]{1,4}[）)]\s*)"
)

_LIST_FOLLOWS = re.compile(rf"(?:下列|以下|如下).*{_VERB}.{{0,40}}[:：]?$|{_VERB}.{{0,30}}(?:如下|[:：])$")
_NOT_ALL_ENDED = re.compile(r"修改|修订|继续有效|保留")
_LONGEST_INTRODUCTION = 200
_LATEST_NAME = 80
"""Characters of a line of a list before the document that it names, an agency and 关于印发 at most."""

_MOST_LISTED = 300

_MOST_SENTENCES = 50

_MOST_MENTIONS = 500
"""Words of ending that are looked at in a text, each with its sentence."""

_MOST_BEFORE = 400
"""Characters of a sentence before such a word."""

_FEWEST_OF_A_TITLE = 4
"""Characters of a title that tells one document from others: 《通知》 does not."""


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


def names_of(report: Report) -> tuple[str, ...]:
    """Return the exact values by which others name a report: digests of its titles, and its document number.

    >>> names_of(Report(id="1", source="a", title="《水库管理办法》")) == names_of(Report(id="2", source="a", title="水库管理办法"))
    True
    """
    number = report.document_number.key if report.document_number else ""
    return tuple(dict.fromkeys(filter(None, (*map(title_name, titles_of(report)), number))))


def title_name(title: str) -> str:
    """Return the exact value that stands for a title, however its signs are written; "" for none."""
    plain = plain_title(title)
    return blake2b(plain.encode(), digest_size=8).hexdigest() if plain else ""


def ended_names(report: Report) -> tuple[str, ...]:
    """Return the exact values of the documents that a report ends, as `names_of` has them."""
    found: dict[str, None] = {}
    for ending in endings_in(report.body):
        telling = (title for title, _ in ending.named if len(plain_title(title)) >= _FEWEST_OF_A_TITLE)
        numbers = (*(number for _, number in ending.named), *ending.numbers)
        found |= dict.fromkeys((*map(title_name, telling), *filter(None, numbers)))
    return tuple(found)


def endings_in(body: str) -> Iterator[Ending]:
    """Yield the sentences of a text that end other documents, at most 50, and lines of lists.

    >>> [each.named for each in endings_in("本办法自公布之日起施行。《旧办法》（青政发〔2015〕3号）同时废止。")]
    [(('旧办法', '青政发〔2015〕3号'),)]
    """
    found, seen = 0, -1
    for match in islice(_WORDS.finditer(body), _MOST_MENTIONS):
        least = max(match.start() - _MOST_BEFORE, 0)
        start = max(body.rfind(sign, least, match.start()) for sign in "。！？\n") + 1 or least
        sentence = _SENTENCE.match(body, start)
        if sentence is None or sentence.end() < match.end() or start == seen:
            continue
        seen = start
        named = _ended_in(sentence[0])
        if named:
            yield _ending(sentence[0], named)
            found += 1
        elif _LIST_FOLLOWS.search(sentence[0][-_LONGEST_INTRODUCTION:].rstrip("。")) and not _NOT_ALL_ENDED.search(
            sentence[0]
        ):
            yield from _listed(body, sentence)
            found += 1
        if found == _MOST_SENTENCES:
            return


def _ended_in(sentence: str) -> list[Mention]:
    """Return the documents named in a sentence that it ends, in their order."""
    named = sorted(mentions(sentence), key=lambda each: each.start)
    if not named:
        return []
    plain = _with_placeholders(sentence, named)
    found = []
    for match in (*_ENDED.finditer(plain), *_ENDS.finditer(plain)):
        if not _BY_ANOTHER.search(plain, 0, match.start("names")):
            first = plain.count(_DOCUMENT, 0, match.start("names"))
            found += named[first : first + match["names"].count(_DOCUMENT)]
    return sorted(dict.fromkeys(found), key=lambda each: each.start)


def _with_placeholders(sentence: str, named: Iterable[Mention]) -> str:
    """Return a sentence with a placeholder for each document, without spaces, what stands in brackets, and its numbering."""
    pieces, at = [], 0
    for each in named:
        pieces += [sentence[at : each.start].replace(_DOCUMENT, ""), _DOCUMENT]
        at = each.end
    whole = "".join((*pieces, sentence[at:].replace(_DOCUMENT, "")))
    return _NUMBERING.sub("", "".join(_without_brackets(whole).split()))


def _without_brackets(sentence: str) -> str:
    """Return a sentence without what stands in brackets, but for documents: they belong to the one before."""
    return _IN_BRACKETS.sub(lambda match: _DOCUMENT * match[0].count(_DOCUMENT), sentence)


def _listed(body: str, introduction: re.Match[str]) -> Iterator[Ending]:
    """Yield what the lines below an introduction name, up to the first that names nothing at its beginning."""
    lines = body[introduction.end() :].lstrip("。\n").split("\n", _MOST_LISTED)[:_MOST_LISTED]
    for line in filter(str.strip, lines):
        first = min(mentions(line[:1_000]), key=lambda each: each.start, default=None)
        if first is None or first.start > _LATEST_NAME or _BY_ANOTHER.search(line, 0, first.start):
            return
        yield _ending(f"{introduction[0].strip()}{line.strip()}", [first])


def _ending(sentence: str, named: Iterable[Mention]) -> Ending:
    named = tuple(named)
    titled = tuple((each.title, each.number) for each in named if each.title)
    return Ending(clean_line(sentence), titled, tuple(each.number for each in named if not each.title and each.number))
