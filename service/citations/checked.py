"""What became of each citation of a draft, or of one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.characters import without_spaces
from corpus.report import Report
from corpus.validity import Status, status_on
from corpus.values.document_number import DocumentNumber, parse_document_number
from corpus.values.index_number import IndexNumber, parse_index_number
from indexer.analysis import tokenize
from service.citations.spans import Span, cited_by, spans
from service.outcomes import LISTED, Outcome, counted, listed

MOST_CITATIONS = 500
"""Citations of a draft that are looked up."""

LONGEST_DRAFT = 100_000
"""Characters of a draft that the web takes: five reports on the work of a government."""

FOUND, OTHER_FORM = Outcome("found", "已找到"), Outcome("other_form", "写法不同")
MISMATCH, ENDED = Outcome("mismatch", "标题与号不符"), Outcome("ended", "已不再有效")
WITHDRAWN, ABSENT = Outcome("withdrawn", "已撤回"), Outcome("absent", "没有找到")
OUTCOMES = (FOUND, OTHER_FORM, MISMATCH, ENDED, WITHDRAWN, ABSENT)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The reports under a number that is cited, and the number without the words before it that are no part of it."""

    number: str
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where citations are looked up: all numbers, as they are written, together; titles one by one; those withdrawn, by the keys of
    `keys_of`. Reports come without their bodies."""

    under_numbers: Callable[[Iterable[str]], Mapping[str, Numbered]]
    under_title: Callable[[str], Sequence[Report]]
    ended: Callable[[Report], bool]
    withdrawn: Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation, what became of it and why, in Chinese; `suggested` is how it should be written, "" where it need not change."""

    span: Span
    text: str
    outcome: Outcome
    reason: str
    suggested: str = ""
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All citations of a draft, in its order; the last `left_out` were too many to be looked up."""

    citations: tuple[Checked, ...] = ()
    left_out: int = 0

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many citations became what."""
        return counted(OUTCOMES, (each.outcome for each in self.citations))


def checked_draft(draft: str, sources: Sources) -> CheckedDraft:
    """Return what became of each citation of a draft; of one that stands there again, the same."""
    found = spans(draft)
    taken = found[:MOST_CITATIONS]
    numbered = sources.under_numbers({span.number for span in taken if span.number})
    known: dict[tuple[str, str], Checked] = {}
    for span in taken:
        if (span.title, span.number) not in known:
            of_number = numbered.get(span.number, Numbered(span.number))
            known[span.title, span.number] = _checked(span, draft[span.start : span.end], of_number, sources)
    checked = (replace(known[span.title, span.number], span=span, text=draft[span.start : span.end]) for span in taken)
    return CheckedDraft(tuple(checked), len(found) - len(taken))


def checked_citation(text: str, sources: Sources) -> Checked | None:
    """Return what became of the citation that a text is; None where neither a title nor a number was read in it."""
    span = cited_by(text)
    if not span.title and not span.number:
        return None
    numbered = sources.under_numbers((span.number,)) if span.number else {}
    return _checked(span, text, numbered.get(span.number, Numbered(span.number)), sources)


def status_of(today: date) -> Callable[[Report], bool]:
    """Return what says whether a report is no longer in force on a day, as far as it says itself."""
    return lambda report: status_on(report, today) is Status.ENDED


def keys_of(report: Report) -> tuple[str, ...]:
    """Return what a withdrawn report is looked up by: the keys of its numbers, and the letters of its title."""
    return _keys(report.index_number, report.document_number, report.title)


def _keys(number: IndexNumber | None, document_number: DocumentNumber | None, title: str) -> tuple[str, ...]:
    keys = (number.key if number else "", *(document_number.keys if document_number else ()), _letters(title))
    return tuple(filter(None, keys))


def _is_titled(report: Report, title: str) -> bool:
    """Return whether a report has a title, signs and issuers before it left out."""
    cited = _letters(title)
    return bool(cited) and _letters(report.title).endswith(cited)


def _letters(text: str) -> str:
    """Return the letters, digits and characters of a text, folded, without signs: by them titles are compared."""
    return "".join(token for token in tokenize(text) if token[0].isalnum())


def _checked(span: Span, text: str, numbered: Numbered, sources: Sources) -> Checked:
    same = tuple(each for each in numbered.reports if not span.title or _is_titled(each, span.title))
    if same:
        return _present(span, text, Numbered(numbered.number, same), sources)
    if numbered.reports:
        titles = "、".join(f"《{each.title}》" for each in numbered.reports[:LISTED])
        return Checked(span, text, MISMATCH, f"{numbered.number}是{titles}", reports=listed(numbered.reports))
    titled = (
        tuple(each for each in sources.under_title(span.title) if _is_titled(each, span.title)) if span.title else ()
    )
    if titled and span.number:
        numbers = "、".join(
            each.document_number.raw if each.document_number else "没有文号" for each in titled[:LISTED]
        )
        has_number = any(each.document_number for each in titled)
        reason = f"有这个标题，但号不同：{numbers}" if has_number else "有这个标题，但档案里的没有文号，无法核对"
        return Checked(span, text, MISMATCH, reason, reports=listed(titled))
    if titled:
        return _present(span, text, Numbered("", titled), sources)
    return _not_there(span, text, sources)


def _present(span: Span, text: str, found: Numbered, sources: Sources) -> Checked:
    number, reports = found.number, found.reports
    if all(sources.ended(each) for each in reports):
        return Checked(span, text, ENDED, "档案里有，但已不再有效", reports=listed(reports))
    if number and (usual := _usual(number)) != without_spaces(number):
        return Checked(span, text, OTHER_FORM, f"建议写作“{usual}”", usual, listed(reports))
    if span.title and (title := _title(span.title, reports)):
        return Checked(span, text, OTHER_FORM, f"标题应为《{title}》", f"《{title}》", listed(reports))
    return Checked(
        span, text, FOUND, "档案里有" if len(reports) == 1 else f"档案里有 {len(reports)} 份", "", listed(reports)
    )


def _usual(number: str) -> str:
    """Return how a number is usually written: the year in 〔〕, no 第 and no zeros before its serial."""
    document_number = parse_document_number(number)
    if document_number and document_number.serial is not None:
        return _with_usual_signs(without_spaces(number), document_number)
    index_number = parse_index_number(number)
    return index_number.key if index_number else number


def _with_usual_signs(plain: str, number: DocumentNumber) -> str:
    """Return a number whose agency stays as it is; where its key has that otherwise, or other signs than are usual, nothing is changed."""
    start = plain.find(number.agency)
    is_usual = number.year and number.branch is None and not number.agency.endswith("-")
    return plain[:start] + number.key if is_usual and start >= 0 else plain


def _title(title: str, reports: tuple[Report, ...]) -> str:
    """Return the title as published where signs of it are written otherwise, "" where one report has it as it is."""
    plain = without_spaces(title)
    if any(without_spaces(each.title).endswith(plain) for each in reports):
        return ""
    return next((each.title for each in reports if len(_letters(each.title)) == len(_letters(title))), "")


def _not_there(span: Span, text: str, sources: Sources) -> Checked:
    for key in _keys(parse_index_number(span.number), parse_document_number(span.number), span.title):
        if report := sources.withdrawn.get(key):
            return Checked(span, text, WITHDRAWN, f"《{report.title}》已撤回")
    return Checked(span, text, ABSENT, "档案里没有；可能有误，也可能没有收录")
