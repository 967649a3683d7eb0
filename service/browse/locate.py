"""Search for a report by its index number as staff type it: exactly, in part, or with a slip of the finger."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.characters import clean_text, fold_number, one_line
from corpus.report import Report
from corpus.values.index_number import IndexNumber, parts_with_zeros
from corpus.values.partial_index_number import NumberPattern, parse_partial_index_number
from corpus.values.pasted_numbers import pasted_numbers
from corpus.values.typed_index_number import typed_index_numbers
from indexer.engine import Engine
from service.browse import document_numbers
from service.browse.exact_numbers import Holders, holders, possible_numbers
from service.browse.series import document_neighbours, first_under, neighbours, reports_without_bodies
from service.numbering.series import DOCUMENT_NUMBER, INDEX_NUMBER

MAX_CANDIDATES = 20

MAX_EXACT = 100
"""Reports under a number that are read: a placeholder (无) may be the number of half an archive."""

MAX_VARIANTS = 500
"""Spellings that are tried of one kind of slip; a credit code with year and serial has about 450. Of longer numbers only
slips of digits, and of as many letters as fit, are tried."""


_AFTER_SIGN = re.compile(r"-0+(?=[0-9A-Z])")
"""Zeros that `parts_of_number` leaves out, and that a slip may have brought to the front."""

_SHORTEST_BEGINNING = 3
"""Fewer characters begin the numbers of nearly every agency."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may be the one whose number was meant, with the reason why, in Chinese, and how near it is.

    `distance` is 0 for the exact number and grows with unlikeliness.
    """

    report: Report
    reason: str
    distance: int


@dataclass(frozen=True, slots=True)
class LocateResult:
    """What an index number as typed leads to.

    `exact`: the reports under that number (several, when they share it), without those that are `exact_left_out`. `candidates`: likely ones, best first,
    when there is no exact one. `before` and `after`: the nearest numbers in the same series when nothing has it.
    `understood` is the number as it was understood, empty when it can't be one; `message` says the outcome in Chinese.
    `is_document_number` says that it was understood as a document number (文号).
    """

    number: str
    understood: str
    message: str
    exact: tuple[Report, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    before: Report | None = None
    after: Report | None = None
    is_document_number: bool = False
    exact_left_out: int = 0

    @property
    def is_near(self) -> bool:
        """Whether it leads to reports that have another number, which may be meant."""
        return bool(self.candidates or self.before or self.after)


def locate(engine: Engine, typed: str) -> LocateResult:
    """Return what an index number, a piece of one, or a document number leads to. Never fails on what was typed."""
    shown = one_line(clean_text(typed))
    numbers = list(typed_index_numbers(shown))
    if not numbers:
        return LocateResult(shown, "", "请输入索引号，例如 000014348/2023-00827，也可以只输入其中一段，例如 2023-827。")
    several = pasted_numbers(shown)
    if len(several) > 1:
        return _each(engine, shown, several)
    return _exactly(engine, shown) or _likely(engine, shown, numbers[0])


def _exactly(engine: Engine, shown: str) -> LocateResult | None:
    """Return what has just the number that was typed; None where nothing has."""
    held = holders(engine, {shown: possible_numbers(shown)}).get(shown)
    exact = reports_without_bodies(engine, held.ids[:MAX_EXACT]) if held else ()
    if not held or not exact:
        return None
    return LocateResult(shown, held.number.shown, message_of(held), exact, exact_left_out=_left_out(held.ids))


def message_of(held: Holders) -> str:
    """Return in Chinese that a number was found, as what, and how many reports have it."""
    if held.number.is_document_number:
        return f"这是文号，找到 {len(held.ids)} 份报告。"
    return f"共有 {len(held.ids)} 份报告使用这个索引号。" if len(held.ids) > 1 else "已找到这个索引号。"


def _each(engine: Engine, shown: str, several: Sequence[str]) -> LocateResult:
    """Return the reports under any of several numbers that were pasted together."""
    found = holders(engine, {number: possible_numbers(number) for number in several})
    missing = [number for number in several if number not in found]
    message = f"这里有 {len(several)} 个号，{len(found)} 个已找到"
    message += f"；没有：{'、'.join(missing)}。" if missing else "。"
    ids = list(dict.fromkeys(each for number in several if number in found for each in found[number].ids))
    exact = reports_without_bodies(engine, ids[:MAX_EXACT])
    return LocateResult(shown, "、".join(several), message, exact, exact_left_out=_left_out(ids))


def _likely(engine: Engine, shown: str, whole: IndexNumber) -> LocateResult:
    """Return the reports whose number may be meant, and those beside the number, which none has."""
    asked = document_numbers.asked(shown)
    patterns = parse_partial_index_number(whole.raw).patterns
    candidates = _candidates(engine, shown, whole, patterns)
    kind = DOCUMENT_NUMBER if asked else INDEX_NUMBER
    around = document_neighbours(engine, asked) if asked else neighbours(engine, whole)
    before, after = (first_under(engine, key, kind) for key in (around.before, around.after))
    message = _message(candidates, before or after, patterns, asked)
    return LocateResult(
        shown,
        asked or whole.key,
        message,
        candidates=candidates,
        before=before,
        after=after,
        is_document_number=bool(asked),
    )


def _left_out(ids: Sequence[str]) -> int:
    return max(len(ids) - MAX_EXACT, 0)


def _message(
    candidates: tuple[Candidate, ...], near: Report | None, patterns: tuple[NumberPattern, ...], document_number: str
) -> str:
    if candidates:
        return f"没有完全相同的{'文号' if document_number else '索引号'}，以下是最接近的。"
    if document_number and near:
        return f"没有报告的文号是“{document_number}”。以下是同一机关同一年前后最近的文号。"
    if document_number:
        return f"没有报告的文号是“{document_number}”。请核对，或用全文检索查找提到它的报告。"
    if near:
        return "没有这个索引号，也没有相近的写法。以下是同一序列中前后最近的索引号。"
    if not patterns:
        return "这不像索引号。请核对，或改用全文检索。"
    return "没有这个索引号，也没有相近的。请核对，或改用全文检索。"


def _candidates(
    engine: Engine, shown: str, whole: IndexNumber, patterns: tuple[NumberPattern, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates, each report once with its best reason, the likeliest first."""
    found: dict[str, tuple[int, str]] = {}
    of_index_number = _reasons(engine, fold_number(whole.raw), whole, patterns)
    for distance, reason, ids in (*document_numbers.likely(engine, shown), *of_index_number):
        for each in ids:
            if each not in found or distance < found[each][0]:
                found[each] = (distance, reason)
    best = sorted(found.items(), key=lambda item: item[1][0])[:MAX_CANDIDATES]
    reports = engine.get(each for each, _ in best)
    return tuple(Candidate(reports[each], reason, distance) for each, (distance, reason) in best if each in reports)


def _reasons(
    engine: Engine, folded: str, whole: IndexNumber, patterns: tuple[NumberPattern, ...]
) -> Iterator[tuple[int, str, Iterable[str]]]:
    for pattern in patterns:
        if tail := pattern.tail:
            reason = "年份和序号相同" if pattern.issuer is None else "年份和序号相同，机构代码不同"
            yield 1 if pattern.issuer is None else 3, reason, _ids(engine, "index_number_tail", [tail])
    for reason, variants in _slips(parts_with_zeros(folded)):
        spelled = {_AFTER_SIGN.sub("-", each) if "-0" in each else each for each in variants}
        yield 2, reason, _ids(engine, "index_number_parts", spelled)
    for pattern in patterns:
        if pattern.issuer is None and pattern.tail:
            for reason, variants in _slips(folded):
                yield 3, f"年份和序号：{reason}", _ids(engine, "index_number_tail", _tails(variants))
        if pattern.serial and pattern.year is None:
            yield 2, "序号相同", _ids(engine, "index_number_serial", [str(int(pattern.serial))])
        if pattern.issuer and pattern.serial is None:
            prefix = pattern.issuer if pattern.year is None else f"{pattern.issuer}/{pattern.year}"
            yield 3, "机构代码相同" if pattern.year is None else "机构代码和年份相同", _prefixed(engine, prefix)
        if pattern.year and pattern.issuer is None and pattern.serial is None:
            yield 4, "年份相同", _prefixed_tail(engine, pattern)
    if len(folded) >= _SHORTEST_BEGINNING:
        yield 4, "以此开头", _prefixed(engine, whole.key if whole.serial is None else folded)


def _slips(folded: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every string one slip away from what was typed, by kind of slip, likeliest first.

    The four slips of Damerau, "A technique for computer detection and correction of spelling errors" (1964).
    """
    offsets = range(min(len(folded), MAX_VARIANTS // len(string.digits)))
    letters = string.digits + "".join(sorted(set(folded) & set(string.ascii_uppercase)) or "X")
    letters = letters[: max(MAX_VARIANTS // (len(offsets) + 1), 1)]
    yield (
        "相邻两位颠倒",
        [
            folded[:offset] + folded[offset + 1] + folded[offset] + folded[offset + 2 :]
            for offset in offsets[:-1]
            if folded[offset] != folded[offset + 1]
        ],
    )
    yield (
        "少一位",
        [folded[:offset] + each + folded[offset:] for offset in (*offsets, len(offsets)) for each in letters],
    )
    yield "多一位", [folded[:offset] + folded[offset + 1 :] for offset in offsets]
    yield (
        "有一位不同",
        [
            folded[:offset] + each + folded[offset + 1 :]
            for offset in offsets
            if folded[offset] in letters
            for each in letters
            if each != folded[offset]
        ],
    )


def _tails(variants: list[str]) -> set[str]:
    patterns = (pattern for variant in variants for pattern in parse_partial_index_number(variant).patterns)
    return {pattern.tail for pattern in patterns if pattern.tail}


def _ids(engine: Engine, field: str, values: Iterable[str]) -> list[str]:
    found = engine.lookup(field, values)
    return [each for value in sorted(found) for each in found[value]]


def _prefixed(engine: Engine, prefix: str) -> list[str]:
    keys = [key for key, _ in islice(engine.vocabulary("index_number", prefix), MAX_CANDIDATES)]
    return _ids(engine, "index_number", keys)


def _prefixed_tail(engine: Engine, pattern: NumberPattern) -> list[str]:
    month = "" if pattern.month is None else f"{pattern.month:02d}-"
    tails = [
        tail for tail, _ in islice(engine.vocabulary("index_number_tail", f"{pattern.year}{month}"), MAX_CANDIDATES)
    ]
    return _ids(engine, "index_number_tail", tails)
