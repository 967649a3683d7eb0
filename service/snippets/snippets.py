"""Highlighted texts and snippets of a report's original text, as safe HTML: text escaped, highlights in `<mark>`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from indexer.analysis.array_types import Codes, Int64s, Kinds
from indexer.compiled import compiled
from indexer.ranking import PASSAGE
from service.snippets.characters import CLOSERS, FULL_STOPS, traits
from service.snippets.fragments import WHOLE, Found, choose_fragments
from service.snippets.markup import render
from service.snippets.occurrences import Highlights, Occurrences, find_occurrences
from service.snippets.text import Texts

_FULL_STOP = re.compile(rf"[{FULL_STOPS}][{re.escape(CLOSERS)}\s]*")

_MARGIN = 300
"""Characters by which a passage's offset may be misjudged: it is told in grams, and lines and long words are not even."""

_EDGE = 100
"""Characters at each end of an excerpt, and no more than a sixth of it, that may be left out for whole sentences."""

_LOOKED_THROUGH = 4
"""Of a text too long to be looked at whole, how much more than an excerpt is looked through for where one may begin."""

_WORTHWHILE = 0.7
"""Sentences that make up more of a text than this are not looked at apart from it."""


def highlight(text: str, highlights: Highlights) -> str:
    """Return the whole text, composed (NFC), as HTML with every occurrence of `highlights` in `<mark>`.

    >>> highlight("《政府信息公开條例》<2019>", [("信", "息", "公", "开"), ("条", "例")])
    '《政府<mark>信息公开條例</mark>》&lt;2019&gt;'
    """
    return _shown(find_occurrences([text], highlights), [WHOLE])[0][0]


def snippets(text: str, highlights: Highlights, limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` snippets, in the order of the text, that hold as many different highlights as can be.

    Where no highlight occurs, the opening of the text is the only snippet; a text of nothing visible has none.

    >>> snippets("总则。应当依法公开政府信息。附则。", [("公", "开")])
    ('总则。应当依法<mark>公开</mark>政府信息。附则。',)
    """
    return _shown(find_occurrences([text], highlights), [max(limit, 0)])[0]


def titles_and_snippets(
    titles: Sequence[str], bodies: Sequence[str], highlights: Highlights, *, limit: int = 3
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return what `highlight` makes of each title and `snippets` of each body, in much less time than one by one."""
    shown = _shown(find_occurrences([*titles, *bodies], highlights), [*[WHOLE] * len(titles), *[limit] * len(bodies)])
    return [title[0] for title in shown[: len(titles)]], shown[len(titles) :]


def best_stretch(text: str, begin: float, highlights: Highlights) -> str:
    """Return the sentences of a text among which its best passage is, which begins after about the share `begin` of it.

    Looking for highlights in a law of 50,000 characters takes longer than finding it among 100,000 reports. Where the
    rest of the text plainly holds a highlight that those sentences lack, or no sentence ends, this is the whole text.
    """
    offset = int(begin * len(text))
    start, end = offset - _MARGIN, offset + PASSAGE + _MARGIN
    if min(end, len(text)) - max(start, 0) - _MARGIN > _WORTHWHILE * len(text):
        return text  # wherever sentences end
    first = _FULL_STOP.search(text, start, start + _MARGIN) if start > 0 else None
    last = _FULL_STOP.search(text, end, end + _MARGIN) if end < len(text) else None
    if (start > 0 and not first) or (end < len(text) and not last):
        return text
    stretch = text[first.end() if first else 0 : last.end() if last else len(text)]
    if len(stretch) > _WORTHWHILE * len(text):
        return text
    joined = ("".join(each) for each in highlights)
    return text if any(each not in stretch and each in text for each in joined) else stretch


def excerpt(text: str, begin: float | None, highlights: Highlights, *, size: int) -> str:
    """Return at most `size` characters of a text, of whole sentences where these end near its bounds: those around the share `begin` of it
    or, for None, from a little before a highlight that plainly stands near its beginning.

    >>> excerpt("甲乙丙丁戊己庚辛", 0.5, (), size=4)
    '丙丁戊己'
    """
    if len(text) <= size:
        return text
    if begin is None:
        found = (text.find("".join(each), 0, _LOOKED_THROUGH * size) for each in highlights)
        start = min((each for each in found if each >= 0), default=0) - _MARGIN
    else:
        start = int(begin * len(text)) - size // 2
    start = max(min(start, len(text) - size), 0)
    return _whole_sentences(text, start, start + size)


def _whole_sentences(text: str, start: int, end: int) -> str:
    """Return a stretch of a text without the rest of a sentence at its beginning and the first of one at its end, where these are short."""
    near = min(_EDGE, (end - start) // 6)
    ends = [each.end() for each in _FULL_STOP.finditer(text, start, end)]
    first = ends[0] if start > 0 and ends and ends[0] <= start + near else start
    last = ends[-1] if end < len(text) and ends and ends[-1] >= end - near else end
    return text[first:last]


def _shown(occurrences: Occurrences, limits: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the whole text or the snippets of each text as HTML."""
    tokens = occurrences.tokens
    codes, ends, fragment_counts = _render(
        (tokens.raw, traits(), tokens.text_starts, tokens.firsts, tokens.raw_starts, tokens.raw_ends, tokens.before),
        (occurrences.occurrences, occurrences.first_occurrences, occurrences.highlight_count),
        np.array(limits, np.int64),
    )
    rendered = codes.tobytes().decode("utf-32-le")
    fragments = [rendered[start:end] for start, end in pairwise((0, *ends.tolist()))]
    own_ends = accumulate(fragment_counts.tolist(), initial=0)
    return [tuple(fragments[start:end]) for start, end in pairwise(own_ends)]


@compiled
def _render(
    texts: tuple[Codes, Kinds, Int64s, Int64s, Int64s, Int64s, Int64s],
    found: tuple[Int64s, Int64s, int],
    limits: Int64s,
) -> tuple[Codes, Int64s, Int64s]:
    """Return what `render` does, and how many fragments each text has, int64[texts].

    Takes the fields of `Texts` and `Found` as plain tuples, which cross into compiled code in a fifth of the time.
    """
    all_texts = Texts(*texts)
    fragments = choose_fragments(all_texts, Found(*found), limits)
    codes, ends = render(all_texts, fragments)
    counts = np.zeros(limits.size, np.int64)
    for number in fragments.texts:
        counts[number] += 1
    return codes, ends, counts
