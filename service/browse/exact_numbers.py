"""Who has just the numbers that were typed, in whatever way: looked up for one number, or for a whole list together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from corpus.characters import clean_text, one_line
from corpus.report import Report, without_body
from corpus.values.index_number import parts_of_number, run_of_number
from corpus.values.typed_index_number import typed_index_numbers, words_of_row
from indexer.engine import Engine
from service.browse import document_numbers

_BY_CHARACTERS = (("index_number_parts", parts_of_number), ("index_number_run", run_of_number))

_READ_TOGETHER = 200
"""Reports that are read at a time, with the bodies that nobody asked for."""

Asked = TypeVar("Asked", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PossibleNumber:
    """A number as which something typed can be read: the value of a keyword field, and as what people are shown it."""

    field: str
    value: str
    shown: str

    @property
    def is_document_number(self) -> bool:
        """Whether it was read as a document number."""
        return self.field.startswith("document_number")


@dataclass(frozen=True, slots=True)
class Holders:
    """The first possible number that any report has, and the ids of all reports that have it."""

    number: PossibleNumber
    ids: tuple[str, ...]


def possible_numbers(typed: str) -> Iterator[Sequence[PossibleNumber]]:
    """Yield as what a typed text can be read, the likeliest first: an index number, a document number, one whose letters and digits it
    has, with whatever signs between them. Those that cost nothing more to know come together."""
    shown = one_line(clean_text(typed))
    for number in typed_index_numbers(shown):
        yield (PossibleNumber("index_number", number.key, number.key),)
    yield tuple(PossibleNumber(each.field, each.value, each.value) for each in document_numbers.possible_numbers(shown))
    words = words_of_row(shown)
    for field, spelled in _BY_CHARACTERS:
        yield tuple(PossibleNumber(field, value, word) for word in words if (value := spelled(word)))


def holders(engine: Engine, asked: Mapping[Asked, Iterator[Sequence[PossibleNumber]]]) -> dict[Asked, Holders]:
    """Return, for each of what is asked for, who has the first of its possible numbers that any report has; what no report has is absent.

    All are looked up together, number by number, so that a list of thousands asks the engine a few times.
    """
    found: dict[Asked, Holders] = {}
    left = dict(asked)
    while left:
        tried = {each: group for each, groups in left.items() if (group := next(groups, None)) is not None}
        held = _held(engine, [number for group in tried.values() for number in group])
        for each, group in tried.items():
            first = next((number for number in group if number.value in held[number.field]), None)
            if first:
                found[each] = Holders(first, held[first.field][first.value])
        left = {each: left[each] for each in tried if each not in found}
    return found


def reports_of(engine: Engine, found: Iterable[Holders], most: int) -> Mapping[str, Report]:
    """Return the first `most` reports of each of some holders, by id, each read once, without their bodies."""
    left = iter(dict.fromkeys(each for held in found for each in held.ids[:most]))
    batches = iter(lambda: list(islice(left, _READ_TOGETHER)), [])
    return {each: without_body(report) for batch in batches for each, report in engine.get(batch).items()}


def _held(engine: Engine, tried: Sequence[PossibleNumber]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the ids of the reports that have some values, by field and value."""
    values: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for number in tried:
        values[number.field][number.value] = None
    return {field: engine.lookup(field, each) for field, each in values.items()}
