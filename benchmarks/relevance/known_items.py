"""Questions whose answer is known because they are made from it: a report asked for by its title, its number, its year.

Drawn from any archive by a seed. Reports that can't be told apart by what was asked are all right answers.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.relevance.evaluation import Ask
from benchmarks.relevance.questions import Question
from corpus.report import Report
from corpus.values.document_number import DocumentNumber
from corpus.values.partial_date import YEAR
from indexer.analysis import is_alphanumeric, split_words, tokenize
from indexer.own_year import own_year

PER_SET = 200
"""Questions of a set; one of them is half a percent."""

_LAW = re.compile(r"中华人民共和国(?P<short>[^（(《]+法)")
_YEAR = re.compile(rf"{YEAR}年")
_KIND_WORDS = 3
"""Words at the end of a title that say what kind of report it is: 政府|工作|报告."""
_KIND_REPORTS = 20
"""Reports that a kind has at least."""


@dataclass(frozen=True, slots=True)
class Success:
    """Of `questions` questions, the share answered by the first hit and by one of the first three."""

    questions: int
    at_1: float
    at_3: float


def success(ask: Ask, questions: Sequence[Question]) -> Success:
    """Return how many questions are answered at once; `questions` must not be empty."""
    ranked = [tuple(ask(question.text)) for question in questions]

    def share(depth: int) -> float:
        found = [not question.relevant.isdisjoint(ids[:depth]) for question, ids in zip(questions, ranked, strict=True)]
        return round(sum(found) / len(found), 4)

    return Success(len(questions), share(1), share(3))


def known_items(reports: Iterable[Report], *, seed: int, per_set: int = PER_SET) -> dict[str, tuple[Question, ...]]:
    """Return the question sets that an archive gives, by name; a set that it gives nothing for is left out."""
    archive = tuple(reports)
    made = {name: make(archive) for name, make in _SETS.items()}
    return {
        name: tuple(random.Random(seed).sample(sorted(found), min(per_set, len(found))))
        for name, questions in made.items()
        if (found := _Sortable.of(questions))
    }


class _Sortable(Question):
    """A question that sorts by its text, so that a seed always draws the same."""

    def __lt__(self, other: Question) -> bool:
        return self.text < other.text

    @classmethod
    def of(cls, answers: Mapping[str, Iterable[str]]) -> list[_Sortable]:
        return [cls(text, frozenset(ids)) for text, ids in answers.items() if text.strip()]


_Answers = Mapping[str, Iterable[str]]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text, report_id in pairs:
        found[text].add(report_id)
    return dict(found)


def _by_title(reports: Sequence[Report], asked: Callable[[Report], str]) -> _Answers:
    """Return the questions that `asked` makes of titles, answered by every report of the same title."""
    twins = _grouped((_plain(report.title), report.id) for report in reports)
    return {text: twins[_plain(report.title)] for report in reports if (text := asked(report))}


def _plain(title: str) -> str:
    return "".join(token for token in tokenize(title) if is_alphanumeric(token))


def _full_titles(reports: Sequence[Report]) -> _Answers:
    return _by_title(reports, lambda report: report.title)


def _law_titles(reports: Sequence[Report]) -> _Answers:
    return _by_title(reports, lambda report: report.title if _LAW.fullmatch(report.title) else "")


def _short_law_titles(reports: Sequence[Report]) -> _Answers:
    def short(report: Report) -> str:
        match = _LAW.fullmatch(report.title)
        return match["short"] if match else ""

    return _by_title(reports, short)


def _titles_without_issuer(reports: Sequence[Report]) -> _Answers:
    def rest(report: Report) -> str:
        begins = bool(report.issuer) and report.title.startswith(report.issuer)
        return report.title.removeprefix(report.issuer).removeprefix("关于") if begins else ""

    return _grouped((text, report.id) for report in reports if (text := rest(report)))


def _titles_with_words_left_out(reports: Sequence[Report]) -> _Answers:
    def shortened(report: Report) -> str:
        words = split_words(tokenize(report.title))
        left_out = random.Random(report.title).sample(range(len(words)), 2) if len(words) >= _KIND_WORDS * 2 else []
        return " ".join(word for rank, word in enumerate(words) if rank not in left_out) if left_out else ""

    return _by_title(reports, shortened)


def _kinds_with_year(reports: Sequence[Report]) -> _Answers:
    kinds = _grouped((kind, report.id) for report in reports if (kind := _kind(report.title)))
    frequent = {kind for kind, ids in kinds.items() if len(ids) >= _KIND_REPORTS}
    dated = [(report, own_year(report)) for report in reports if _YEAR.search(report.title)]
    return _grouped(
        (text, report.id)
        for report, year in dated
        if (kind := _kind(report.title)) in frequent
        for text in (f"{year}年{kind}", f"{kind} {year}")
    )


def _kind(title: str) -> str:
    words = split_words(tokenize(title))
    return "".join(words[-_KIND_WORDS:]) if len(words) > _KIND_WORDS and words[-1] == "报告" else ""


def _document_numbers(reports: Sequence[Report]) -> _Answers:
    return _grouped(
        (text, report.id) for report in reports if report.document_number for text in _spellings(report.document_number)
    )


def _spellings(number: DocumentNumber) -> Iterator[str]:
    if number.year is None or number.serial is None or not number.agency or number.part is not None:
        return
    agency, year, serial = number.agency, number.year, number.serial
    yield f"{agency}〔{year}〕{serial}号"
    yield f"{agency}({year}){serial}"
    yield f"{agency}{year}{serial}号"
    yield f"{agency} {year} {serial}"
    yield f"{agency} {serial}号 {year}"
    yield f"{agency}{year}年第{serial}号"


def _index_numbers(reports: Sequence[Report]) -> _Answers:
    return _grouped(
        (text, report.id) for report in reports if report.index_number for text in _foldings(report.index_number.raw)
    )


def _foldings(raw: str) -> Iterator[str]:
    wide = str.maketrans("0123456789/-", "０１２３４５６７８９／－")
    yield from (raw, raw.lower(), raw.translate(wide), f" {raw} ", f"“{raw}”", f"索引号:{raw}", f"索引号：{raw}")
    yield from (raw.replace("/", " / "), raw.replace("-", " - "), raw.replace("-", "—"))


_SETS: Mapping[str, Callable[[Sequence[Report]], _Answers]] = {
    "full title": _full_titles,
    "full title of a law": _law_titles,
    "short title of a law": _short_law_titles,
    "title without issuer": _titles_without_issuer,
    "title without two words": _titles_with_words_left_out,
    "kind and year": _kinds_with_year,
    "document number": _document_numbers,
    "index number": _index_numbers,
}
