"""Document numbers as people shorten them: 国办发 2019 6, 法释202119号, 国发 5号 2019, 〔2019〕6号."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis import normalize

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SERIAL = r"第?0*(?P<serial>[1-9]\d{0,4})"
_AGENCY = r"(?P<agency>[\u3400-\u9fff]{1,20}[发函字文办规通释])"
"""Letters that end an agency's abbreviation; without brackets only these tell a number from 环城路 2019 6."""

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<agency>[\u3400-\u9fff·、]{{2,20}}?)\s*\(\s*{_YEAR}\s*年?\s*\)\s*{_SERIAL}号?",
        rf"{_AGENCY}\s*\(?{_YEAR}(?:[-\s/]+|\)|年\s*){_SERIAL}\s*号?",
        rf"{_AGENCY}\s*{_YEAR}\s*{_SERIAL}\s*号",
        rf"{_AGENCY}\s*{_SERIAL}\s*号?\s+{_YEAR}年?",
        rf"(?P<agency>)\(\s*{_YEAR}\s*年?\s*\)\s*{_SERIAL}\s*号?",
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
    """Return the document number that a whole query shortens; None for anything else.

    >>> [each.key for text in ("国办发 2019 6", "法释202119号", "国发 5号 2019", "〔2019〕6号")
    ...  if (each := short_document_number(text))]
    ['国办发〔2019〕6号', '法释〔2021〕19号', '国发〔2019〕5号', '〔2019〕6号']
    >>> short_document_number("政府工作报告 2019")
    """
    plain = normalize(text).strip()
    match = next((found for form in _FORMS if (found := form.fullmatch(plain))), None)
    return ShortDocumentNumber(match["agency"], int(match["year"]), int(match["serial"])) if match else None
