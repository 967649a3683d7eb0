"""Document numbers as people shorten them: 国办发 2019 6, 法释202119号, 国发 5号 2019, 财税2018年32, 〔2019〕6号."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.characters import HAN
from corpus.values.before_number import agency_start, is_of_index_number, leading_words
from corpus.values.partial_date import YEAR
from indexer.analysis import normalize

_AGENCY = rf"(?P<agency>[{HAN}·、]{{2,20}}?)"
_YEAR = rf"(?P<year>{YEAR})"
_SERIAL = rf"第?0*(?!{YEAR}(?!\d| ?号))(?P<serial>[1-9]\d{{0,4}}) ?"
"""Two years in a row, as in 预算 2019 2020, are no year with its serial."""
_END = r"号(?:文件?)?"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<agency>|[{HAN}·、]{{2,20}}) ?\( ?{_YEAR} ?年? ?\) ?{_SERIAL}(?:{_END})?",
        rf"{_AGENCY} ?{_YEAR}[- /年]+{_SERIAL}(?:{_END})?",
        rf"{_AGENCY} ?{_YEAR}{_SERIAL}{_END}",
        rf"{_AGENCY} ?{_SERIAL}(?:{_END}| ) ?\(?{_YEAR}年?\)?",
        rf"{_YEAR}年? ?{_AGENCY} ?{_SERIAL}{_END}",
    )
)


@dataclass(frozen=True, slots=True)
class ShortDocumentNumber:
    """A document number as typed; `agency` is empty where none was."""

    agency: str
    year: int
    serial: int

    @property
    def key(self) -> str:
        """The number in full, or as much of it as was typed."""
        return f"{self.agency}〔{self.year}〕{self.serial}号"


def short_document_number(text: str) -> ShortDocumentNumber | None:
    """Return the document number that a whole query may shorten; None for what can't be one.

    >>> [each.key for text in ("国办发 2019 6", "法释202119号", "国发 5号 2019", "〔2019〕6号")
    ...  if (each := short_document_number(text))]
    ['国办发〔2019〕6号', '法释〔2021〕19号', '国发〔2019〕5号', '〔2019〕6号']
    >>> short_document_number("文号 国发 2016 63").key
    '国发〔2016〕63号'
    >>> short_document_number("政府工作报告 2019")
    """
    plain = " ".join(normalize(text).split())
    if is_of_index_number(plain):
        return None
    plain = plain[leading_words(plain) :].strip()
    match = next((found for form in _FORMS if (found := form.fullmatch(plain))), None)
    if match is None or agency_start(match["agency"]) != 0:
        return None
    return ShortDocumentNumber(match["agency"], int(match["year"]), int(match["serial"]))
