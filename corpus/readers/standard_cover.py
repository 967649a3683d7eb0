"""The cover of a standard (GB/T 1.1): the days of its publication and implementation, and who published it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.characters import fold_dashes, fold_width, without_spaces
from corpus.readers.document import DocumentLine
from corpus.signature import is_agency
from corpus.values.partial_date import YEAR

_COVER_LINES = 30
_LONGEST_LINE = 60
_CONTENTS = re.compile(r"目[次录]|前言|\d?范围")
_KIND = re.compile(
    r"(?:国家|行业|地方|团体|企业)标准|^[A-Z]{1,4}\d{0,6}(?:/[A-Z]{1,8})?/?\d[\d.]{0,9}-\d{4}", re.MULTILINE
)
"""The kind of a standard, or its number: the words for the kind are often spread so far that they are read as others."""

_DAY = rf"{YEAR}-\d\d-\d\d"
_PUBLISHED = re.compile(rf"(?P<published>{_DAY})发布")
_IN_FORCE = re.compile(rf"(?P<in_force>{_DAY})实施")
_PUBLISHER = "发布"


@dataclass(frozen=True, slots=True)
class StandardCover:
    """What a cover tells; "" for what it does not."""

    published: str = ""
    in_force_from: str = ""
    issuer: str = ""


def find_cover(lines: Sequence[DocumentLine]) -> StandardCover:
    """Return what the cover of a standard tells, nothing for any other document."""
    cover = _cover(lines)
    text = "\n".join(cover)
    published, in_force = _PUBLISHED.search(text), _IN_FORCE.search(text)
    if not (published and in_force and _KIND.search(text)):
        return StandardCover()
    agencies = (line.removesuffix(_PUBLISHER) for line in cover)
    issuer = "、".join(dict.fromkeys(agency for agency in agencies if is_agency(agency)))
    return StandardCover(published["published"], in_force["in_force"], issuer if _PUBLISHER in text else "")


def _cover(lines: Sequence[DocumentLine]) -> list[str]:
    """Return the lines before the contents, without spaces: words are spread over the width of a cover."""
    cover: list[str] = []
    for line in lines[:_COVER_LINES]:
        text = fold_dashes(without_spaces(fold_width(line.text)))
        if _CONTENTS.match(text):
            break
        if len(text) <= _LONGEST_LINE:
            cover.append(text)
    return cover
