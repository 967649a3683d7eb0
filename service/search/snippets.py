"""Highlights and passages, cut from a report's original text, as safe HTML: text escaped, matches in `<mark>`.

Works on atoms and their spans, so a match is found as the index found it: full-width or plain, traditional or
simplified, with a line break inside.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.analysis import compose, spell, spell_atoms
from indexer.ranking import PASSAGE

Marks = Sequence[tuple[str, ...]]

PASSAGE_LENGTH = 120
"""Visible characters of a passage: three lines of a results page, two sentences of an official text."""

_LEAD = 40
"""Of these, how many may stand before the first match where enough text follows: it must be seen at a glance."""

_SENTENCE_ENDS = "。！？；!?;"
_CLAUSE_ENDS = "。！？；!?;，、："
_CLOSERS = "”’」』）)》〉】〕\"'"
_NEVER_FIRST = _CLOSERS + _CLAUSE_ENDS
_SENTENCE_END = re.compile(rf"[{_SENTENCE_ENDS}][{re.escape(_CLOSERS)}\s]*|\n\s*")
_CLAUSE_END = re.compile(rf"[{_CLAUSE_ENDS}][{re.escape(_CLOSERS)}\s]*|\n\s*")
_FULL_STOP = re.compile(rf"[。！？；!?][{re.escape(_CLOSERS)}\s]*")
_INDENTED = re.compile(r"\n\s")

_MARGIN = 300
"""Characters by which a passage's place may be misjudged: it is told in grams, and lines and long words are not even."""

_WORTHWHILE = 0.7
"""Sentences that make up more of a text than this are not looked at apart from it."""

_WRAPPED_LINE = 20
"""Lines wrapped to a page hold more characters (28 by GB/T 9704); a shorter one is a heading or a table's cell."""
_ELLIPSIS = "…"


def mark(text: str, marks: Marks) -> str:
    """Give the whole text, composed (NFC), as HTML with every occurrence of a mark highlighted.

    >>> mark("《政府信息公开條例》<2019>", [("信", "息", "公", "开"), ("条", "例")])
    '《政府<mark>信息公开條例</mark>》&lt;2019&gt;'
    """
    return marked(find([text], marks)[0])


def passages(text: str, marks: Marks, limit: int = 3) -> tuple[str, ...]:
    """Give up to `limit` passages as HTML, in reading order, that hold as many different marks as can be.

    Where no mark occurs, the opening of the text is the only passage; a text of nothing visible has none.

    >>> passages("总则。应当依法公开政府信息。附则。", [("公", "开")])
    ('总则。应当依法<mark>公开</mark>政府信息。附则。',)
    """
    return cut_passages(find([text], marks)[0], limit=limit)


def marked(found: Found) -> str:
    """Give what `mark` gives of a text in which the marks are found already."""
    return _tagged(_with_marks(_printable(found.text), _covered(found, found.hits)))


def cut_passages(found: Found, *, limit: int = 3) -> tuple[str, ...]:
    """Give what `passages` gives of a text in which the marks are found already."""
    if limit < 1 or not found.size:
        return ()
    ruler = _Ruler(found.before, _inside(found))
    chosen = _chosen(found, ruler, limit) or [_widened(found, ruler, 0, 0, taken=[])]
    return tuple(_passage(found, left, right) for left, right in sorted(chosen))


def around(text: str, begin: float, marks: Marks) -> str:
    """Give the sentences of a text among which its best passage is, which begins after about the share `begin` of it.

    Looking for marks in a law of 50,000 characters takes longer than finding it among 100,000 reports. Where the rest of
    the text plainly holds a mark that those sentences lack, or none can be told apart, this is the whole text.
    """
    place = int(begin * len(text))
    start, end = place - _MARGIN, place + PASSAGE + _MARGIN
    first = _FULL_STOP.search(text, start, start + _MARGIN) if start > 0 else None
    last = _FULL_STOP.search(text, end, end + _MARGIN) if end < len(text) else None
    if (start > 0 and not first) or (end < len(text) and not last):
        return text
    stretch = text[first.end() if first else 0 : last.end() if last else len(text)]
    if len(stretch) > _WORTHWHILE * len(text):
        return text
    spelled = ("".join(each) for each in marks)
    return text if any(each not in stretch and each in text for each in spelled) else stretch


# Occurrences ---------------------------------------------------------------------------------------------------------


class _Hit(NamedTuple):
    """Atoms from `start` to `end` are an occurrence of the mark with this number."""

    start: int
    end: int
    mark: int


@dataclass(frozen=True, slots=True)
class Found:
    """A composed text with where the marks stand in it.

    `starts` and `ends` give where its atoms do, `before` how many visible characters precede each, `hits` are in order.
    """

    text: str
    before: memoryview[int]
    starts: memoryview[int]
    ends: memoryview[int]
    hits: list[_Hit]

    @property
    def size(self) -> int:
        """The number of atoms."""
        return len(self.starts)


def find(texts: Sequence[str], marks: Marks) -> list[Found]:
    """Look for the marks in several texts at once, which takes much less time than one by one."""
    composed = [compose(text) for text in texts]
    spelled = spell(composed)
    firsts = spelled.firsts.tolist()
    before = np.concatenate(([0], np.cumsum(spelled.lengths)))
    hits: list[list[_Hit]] = [[] for _ in texts]
    for number, each in enumerate(dict.fromkeys(marks)):
        at = np.searchsorted(spelled.places, _occurrences(spelled.spelled, spell_atoms(each)))
        owners = np.searchsorted(spelled.firsts, at, side="right") - 1
        for owner, start in zip(owners.tolist(), (at - spelled.firsts[owners]).tolist(), strict=True):
            hits[owner].append(_Hit(start, start + len(each), number))
    return [
        Found(
            text=text,
            before=_numbers(before[first : last + 1] - before[first]),
            starts=_numbers(spelled.starts[first:last]),
            ends=_numbers(spelled.ends[first:last]),
            hits=sorted(found),
        )
        for text, (first, last), found in zip(composed, pairwise(firsts), hits, strict=True)
    ]


def _numbers(array: npt.NDArray[np.int64]) -> memoryview[int]:
    """Give a view that single numbers are read from faster than from an array."""
    return array.astype(np.int64, copy=False).data.cast("B").cast("q")


def _occurrences(spelled: str, pattern: str) -> list[int]:
    places = []
    place = spelled.find(pattern) if pattern else -1
    while place >= 0:
        places.append(place)
        place = spelled.find(pattern, place + 1)
    return places


def _covered(found: Found, hits: Iterable[_Hit]) -> list[tuple[int, int]]:
    """Give the spans of the text that hits cover; hits with nothing but white space between are one."""
    joined: list[tuple[int, int]] = []
    reach = -1
    for hit in hits:
        if hit.end <= reach:
            continue
        start, end = found.starts[hit.start], _cluster_end(found.text, found.ends[hit.end - 1])
        if hit.start > reach:
            start = _cluster_start(found.text, start)
        if joined and (hit.start <= reach or start < joined[-1][1]):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
        reach = hit.end
    return joined


# Choosing passages ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Where a text may be cut: `before[i]` visible characters precede atom i; `inside[i]`: a cut there splits a hit."""

    before: memoryview[int]
    inside: bytearray

    def length(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]


def _chosen(found: Found, ruler: _Ruler, limit: int) -> list[tuple[int, int]]:
    """Choose passages one by one, each holding the most marks that none before it holds."""
    chosen: list[tuple[int, int]] = []
    hits = found.hits
    while hits and len(chosen) < limit:
        start, end = _widened(found, ruler, *_tightest(ruler, hits), taken=chosen)
        chosen.append((start, end))
        shown = {hit.mark for hit in hits if start <= hit.start and hit.end <= end}
        hits = [hit for hit in hits if hit.mark not in shown and (hit.end <= start or end <= hit.start)]
    return chosen


def _tightest(ruler: _Ruler, hits: Sequence[_Hit]) -> tuple[int, int]:
    """Give the stretch of atoms, no longer than a passage, with the most different marks; of several the shortest."""
    before = ruler.before
    counts: Counter[int] = Counter()
    best, stretch = (0, 0), (hits[0].start, hits[0].end)
    left = reach = different = 0
    for right, hit in enumerate(hits):
        counts[hit.mark] += 1
        different += counts[hit.mark] == 1
        reach = max(reach, hit.end)
        while counts[hits[left].mark] > 1 or (
            left < right and before[reach] - before[hits[left].start] > PASSAGE_LENGTH
        ):
            gone = hits[left]
            left += 1
            counts[gone.mark] -= 1
            different -= not counts[gone.mark]
            if gone.end == reach:
                reach = max(each.end for each in hits[left : right + 1])
        worth = (different, before[hits[left].start] - before[reach])
        if worth > best:
            best, stretch = worth, (hits[left].start, reach)
    return stretch


def _inside(found: Found) -> bytearray:
    inside = bytearray(found.size + 1)
    for hit in found.hits:
        inside[hit.start + 1 : hit.end] = b"\1" * (hit.end - hit.start - 1)
    return inside


def _widened(found: Found, ruler: _Ruler, start: int, end: int, *, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Widen a stretch of atoms to about `PASSAGE_LENGTH`, from and to the end of a sentence or else of a clause.

    Keeps clear of stretches already `taken`.
    """
    floor = max((right for _, right in taken if right <= start), default=0)
    ceiling = min((left for left, _ in taken if left >= end), default=found.size)
    spare = max(PASSAGE_LENGTH - ruler.length(start, end), 0)
    lead = max(min(_LEAD, spare), spare - ruler.length(end, ceiling))
    earliest = max(bisect_left(ruler.before, ruler.before[start] - lead), floor)
    left = _first_cut(found, ruler, range(earliest, start + 1))
    rest = spare - ruler.length(left, start)
    latest = min(bisect_right(ruler.before, ruler.before[end] + rest) - 1, ceiling)
    return left, _first_cut(found, ruler, range(latest, end - 1, -1))


def _first_cut(found: Found, ruler: _Ruler, places: range) -> int:
    """Give the first of `places` where a sentence may be cut off, or else a clause, or else anything but a hit."""
    if not places or places[0] in (0, found.size):
        return places[0] if places else places.start
    for sign, ends in ((_SENTENCE_END, _ends_sentence), (_CLAUSE_END, _ends_clause)):
        for place in _after_signs(found, places, sign):
            if not ruler.inside[place] and ends(found, place):
                return place
    return next((place for place in places if not ruler.inside[place]), places[0])


def _after_signs(found: Found, places: range, sign: re.Pattern[str]) -> list[int]:
    """Give those of `places`, in their order, before which a sign stands; looking at each place takes ten times as long."""
    low, high = min(places[0], places[-1]), max(places[0], places[-1])
    start = found.starts[max(low - 1, 0)]
    text = found.text[start : found.starts[high] if high < found.size else found.ends[high - 1]]
    after = (bisect_left(found.starts, start + match.end(), low, high + 1) for match in sign.finditer(text))
    return sorted((place for place in after if place in places), reverse=places.step < 0)


def _ends_sentence(found: Found, place: int) -> bool:
    return _ends(found, place, _SENTENCE_ENDS) or _is_paragraph_end(found.text, *_gap(found, place))


def _ends_clause(found: Found, place: int) -> bool:
    return _ends(found, place, _CLAUSE_ENDS) or "\n" in found.text[slice(*_gap(found, place))]


def _ends(found: Found, place: int, signs: str) -> bool:
    """Tell whether one of `signs`, and what closes quotations after it, stands just before the atom at `place`."""
    if found.text[found.starts[place]] in _NEVER_FIRST:
        return False
    last = place - 1
    while last and found.text[found.starts[last]] in _CLOSERS:
        last -= 1
    return found.text[found.starts[last]] in signs


def _gap(found: Found, place: int) -> tuple[int, int]:
    """Give the span of the white space before the atom at `place`."""
    return found.ends[place - 1], found.starts[place]


def _is_paragraph_end(text: str, start: int, end: int) -> bool:
    """Tell whether the white space from `start` to `end` ends a paragraph or heading rather than a wrapped line."""
    gap = text[start:end]
    if "\n" not in gap:
        return False
    return _INDENTED.search(gap) is not None or start - text.rfind("\n", 0, start) <= _WRAPPED_LINE


# HTML ----------------------------------------------------------------------------------------------------------------


def _passage(found: Found, start: int, end: int) -> str:
    text = found.text
    left = _cluster_start(text, found.starts[start])
    if start == end:
        # One run longer than a passage, as encoded files are: the only thing cut inside an atom.
        return _tagged(_printable(text[left : _cluster_end(text, left + PASSAGE_LENGTH)])) + _ELLIPSIS
    right = _cluster_end(text, found.ends[end - 1])
    # The marks in it, counted from its start.
    covered = _covered(found, (hit for hit in found.hits if start < hit.end and hit.start < end))
    inner = [
        (max(begin, left) - left, min(stop, right) - left) for begin, stop in covered if begin < right and left < stop
    ]
    shown = _tagged(_collapsed(_with_marks(_unwrapped(text, left, right, inner), inner)))
    before = "" if start == 0 or _ends_sentence(found, start) else _ELLIPSIS
    after = "" if end == found.size or _ends_sentence(found, end) else _ELLIPSIS
    return f"{before}{shown}{after}"


_REMOVED, _OPENED, _CLOSED = "\x01\x02\x03"
"""Stand for nothing, `<mark>` and `</mark>` until everything else is escaped; `_printable` leaves none in the text."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"\s+")


def _printable(text: str) -> str:
    """Put U+FFFD for what HTML forbids and UTF-8 cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _with_marks(text: str, covered: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in covered:
        pieces += text[position:start], _OPENED, text[start:end], _CLOSED
        position = end
    return "".join((*pieces, text[position:]))


def _tagged(text: str) -> str:
    return html.escape(text).replace(_OPENED, "<mark>").replace(_CLOSED, "</mark>")


def _unwrapped(text: str, left: int, right: int, covered: Sequence[tuple[int, int]]) -> str:
    """Give `text` from `left` to `right` with `_REMOVED` for each character of line breaks that only wrap Chinese."""
    shown = _printable(text[left:right])
    for gap in reversed(list(_WHITE_SPACE.finditer(shown))):
        start, end = gap.span()
        if "\n" not in gap[0] or not (_is_wide(shown, start - 1) and _is_wide(shown, end)):
            continue
        in_match = any(begin < start and end < stop for begin, stop in covered)
        if in_match or not _is_paragraph_end(text, left + start, left + end):
            shown = f"{shown[:start]}{_REMOVED * (end - start)}{shown[end:]}"
    return shown


def _is_wide(text: str, position: int) -> bool:
    """Tell Chinese characters and punctuation, quotation marks and dashes included, from what spaces keep apart."""
    return 0 <= position < len(text) and unicodedata.east_asian_width(text[position]) in "WFA"


def _collapsed(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text.replace(_REMOVED, "")).strip()


# Characters as readers see them --------------------------------------------------------------------------------------

_JOINER = "\u200d"
_MAX_CLUSTER = 64
"""Characters of one written sign, far above any real one: a text of nothing but accents must not take for ever."""


def _continues(text: str, position: int) -> bool:
    """Tell whether the character at `position` belongs to the one before it: accents, selectors, emoji parts."""
    if not 0 < position < len(text):
        return False
    character = text[position]
    if character < "\u0300":
        return False
    if character == _JOINER or unicodedata.category(character)[0] == "M" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return text[position - 1] == _JOINER


def _cluster_start(text: str, position: int) -> int:
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, position):
            break
        position -= 1
    return position


def _cluster_end(text: str, position: int) -> int:
    for _ in range(_MAX_CLUSTER):
        if not _continues(text, position):
            break
        position += 1
    return min(position, len(text))
