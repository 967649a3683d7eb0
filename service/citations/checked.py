"""What became of each citation of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.characters import without_spaces
from corpus.report import Report, without_body
from corpus.validity import Status, status_on
from corpus.values.document_number import looks_like_document_number, parse_document_number
from corpus.values.index_number import parse_index_number
from service.browse.citation_check import is_titled, letters
from service.citations.spans import Span, spans

MOST_CITATIONS = 500
"""Citations of a draft that are looked up."""

LONGEST_DRAFT = 300_000
LISTED = 5


@dataclass(frozen=True, slots=True)
class State:
    """What became of a citation, with its Chinese name."""

    value: str
    label: str


FOUND, OTHER_FORM = State("found", "已找到"), State("other_form", "写法不同")
MISMATCH, ENDED = State("mismatch", "标题与号不符"), State("ended", "已不再有效")
WITHDRAWN, ABSENT = State("withdrawn", "已撤回"), State("absent", "没有找到")
STATES = (FOUND, OTHER_FORM, MISMATCH, ENDED, WITHDRAWN, ABSENT)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where citations are looked up: reports under a number as written, under the first key that any has, and under a title; those
    withdrawn, by the keys of `keys_of`."""

    under_number: Callable[[str], Sequence[Report]]
    under_first_key: Callable[[Sequence[str]], tuple[str, Sequence[Report]]]
    under_title: Callable[[str], Sequence[Report]]
    ended: Callable[[Report], bool]
    withdrawn: Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation, what became of it and why, in Chinese; `suggested` is how it should be written, "" where it need not change."""

    span: Span
    text: str
    state: State
    message: str
    suggested: str = ""
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All citations of a draft, in its order; the last `left_out` were too many to be looked up."""

    citations: tuple[Checked, ...] = ()
    left_out: int = 0

    @property
    def counts(self) -> Mapping[State, int]:
        """How many citations became what."""
        found = Counter(each.state for each in self.citations)
        return {state: found[state] for state in STATES}


def checked_draft(draft: str, sources: Sources) -> CheckedDraft:
    """Return what became of each citation of a draft."""
    found = spans(draft[:LONGEST_DRAFT])
    known: dict[tuple[str, str], Checked] = {}
    checked = []
    for span in found[:MOST_CITATIONS]:
        before = known.get((span.title, span.number))
        text = draft[span.start : span.end]
        each = Checked(span, text, before.state, before.message, before.suggested, before.reports) if before else None
        checked.append(each or _checked(span, text, sources))
        known[span.title, span.number] = checked[-1]
    return CheckedDraft(tuple(checked), max(len(found) - MOST_CITATIONS, 0))


def status_of(today: date) -> Callable[[Report], bool]:
    """Return what says whether a report is no longer in force on a day, as far as it says itself."""
    return lambda report: status_on(report, today) is Status.ENDED


def keys_of(report: Report) -> tuple[str, ...]:
    """Return what a withdrawn report is looked up by: the keys of its numbers, and the letters of its title."""
    number, document_number = report.index_number, report.document_number
    keys = (number.key if number else "", document_number.key if document_number else "", letters(report.title))
    return tuple(filter(None, keys))


def _checked(span: Span, text: str, sources: Sources) -> Checked:
    number = ""
    numbered: tuple[Report, ...] = ()
    if span.number:
        number, numbered = _numbered(span.number, sources)
    same = tuple(each for each in numbered if not span.title or is_titled(each, span.title))
    if same:
        return _present(span, text, number, same, sources)
    if numbered:
        titles = "、".join(f"《{each.title}》" for each in numbered[:LISTED])
        return Checked(span, text, MISMATCH, f"{number}是{titles}", reports=_shown(numbered))
    titled = (
        tuple(each for each in sources.under_title(span.title) if is_titled(each, span.title)) if span.title else ()
    )
    if titled and span.number:
        numbers = "、".join(
            each.document_number.raw if each.document_number else "没有文号" for each in titled[:LISTED]
        )
        return Checked(span, text, MISMATCH, f"有这个标题，但号不同：{numbers}", reports=_shown(titled))
    if titled:
        return _present(span, text, "", titled, sources)
    return _not_there(span, text, sources)


def _numbered(number: str, sources: Sources) -> tuple[str, tuple[Report, ...]]:
    """Return a number with what of the words before it belongs to it, and the reports under it.

    Words run into the number, as in 依据青水发〔2023〕8号: the longest end of it that a report has is meant.
    """
    if found := tuple(sources.under_number(number)):
        return number, found
    ends = [number[at:] for at in range(1, len(number)) if looks_like_document_number(number[at:])]
    keys = {parsed.key: end for end in ends if (parsed := parse_document_number(end))}
    key, reports = sources.under_first_key(list(keys))
    return keys.get(key, number), tuple(reports)


def _present(span: Span, text: str, number: str, reports: tuple[Report, ...], sources: Sources) -> Checked:
    if all(sources.ended(each) for each in reports):
        return Checked(span, text, ENDED, "档案里有，但已不再有效", reports=_shown(reports))
    if number and (usual := _usual(number)) != without_spaces(number):
        return Checked(span, text, OTHER_FORM, f"建议写作 {usual}", usual, _shown(reports))
    if span.title and (title := _title(span.title, reports)):
        return Checked(span, text, OTHER_FORM, f"标题应为《{title}》", f"《{title}》", _shown(reports))
    return Checked(
        span, text, FOUND, "档案里有" if len(reports) == 1 else f"档案里有 {len(reports)} 份", "", _shown(reports)
    )


def _usual(number: str) -> str:
    """Return how a number is usually written: the year in 〔〕, no 第 and no zeros before its serial."""
    document_number = parse_document_number(number)
    if document_number and document_number.serial is not None:
        return document_number.key if document_number.year else without_spaces(number)
    index_number = parse_index_number(number)
    return index_number.key if index_number else number


def _title(title: str, reports: tuple[Report, ...]) -> str:
    """Return the title as published where signs of it are written otherwise, "" where one report has it as it is."""
    plain = without_spaces(title)
    if any(without_spaces(each.title).endswith(plain) for each in reports):
        return ""
    return next((each.title for each in reports if len(letters(each.title)) == len(letters(title))), "")


def _not_there(span: Span, text: str, sources: Sources) -> Checked:
    document_number, index_number = parse_document_number(span.number), parse_index_number(span.number)
    keys = (
        document_number.key if document_number else "",
        index_number.key if index_number else "",
        letters(span.title),
    )
    for key in filter(None, keys):
        if report := sources.withdrawn.get(key):
            return Checked(span, text, WITHDRAWN, f"《{report.title}》已撤回")
    return Checked(span, text, ABSENT, "档案里没有；可能有误，也可能没有收录")


def _shown(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    return tuple(map(without_body, reports[:LISTED]))
