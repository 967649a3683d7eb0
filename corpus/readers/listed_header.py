"""Headers written as a numbered list, as a list or a table of Markdown: their lines without what such lists put around labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.label_lines import has_unknown_label, is_strong, labels_of

_MOST_BEFORE = 6
"""Lines among which such a header begins; a title may stand before it."""

_MOST_LINES = 60
_FEWEST_LABELS = 2
_LONGEST_LINE = 1_000
_BEGINNINGS = frozenset("0123456789０１２３４５６７８９（(-+*•_|")
"""What a line of such a header begins with."""

_COUNTER = re.compile(
    r"\s{0,8}(?:[（(]?\d{1,2}[）)、．]|\d{1,2}\.(?!\d)|[（(][一二三四五六七八九十]{1,3}[）)]|[-+*•](?=\s))\s{0,8}(?=\S)"
)
_STARRED = re.compile(r"(?P<stars>\*\*|__)(?P<label>[^*_:：]{1,24})(?:(?P=stars)\s?[:：]|[:：]\s?(?P=stars))\s?")
_BEHIND_LABEL = re.compile(r"[:：\t]")
_ROW = re.compile(r"\s{0,8}\|(?P<cells>.{1,990})\|\s*")
_RULE = re.compile(r"\s{0,8}\|[\s|:-]{2,200}")


def plain_header(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of a text, those of a header that is a list or a table as plain label lines; any other text as it is.

    >>> plain_header(["1. 索引号：QH20/2024-7", "2. 发布机构：柳川县农业局", "", "1. 请照办。"])
    ['索引号：QH20/2024-7', '发布机构：柳川县农业局', '', '1. 请照办。']
    >>> plain_header(["| 索引号 | QH20/2024-7 |", "|---|---|", "| **文号** | 柳农〔2024〕7号 |"])
    ['索引号\\tQH20/2024-7', '', '文号\\t柳农〔2024〕7号']
    """
    plain_lines = ((at, line, _plain(line)) for at, line in enumerate(lines[:_MOST_BEFORE]))
    begin = next(
        (at for at, line, plain in plain_lines if plain != line and _BEHIND_LABEL.search(plain) and labels_of(plain)),
        None,
    )
    if begin is None or any(map(labels_of, lines[:begin])):
        return lines
    end, is_header, labelled = begin, False, 0
    for at, line in enumerate(lines[begin : begin + _MOST_LINES], begin):
        plain = _plain(line)
        labels = labels_of(plain) if plain != line else []
        if plain.strip() and not labels and not (plain != line and has_unknown_label(plain)):
            break
        labelled += len(labels)
        is_header = is_header or is_strong(labels)
        end = at + 1 if labels else end
    if not is_header or labelled < _FEWEST_LABELS:
        return lines
    return [*lines[:begin], *map(_plain, lines[begin:end]), *lines[end:]]


def _plain(line: str) -> str:
    """Return a line without the counter, the stars and the bars around its label; "" for the rule of a table."""
    if line.lstrip()[:1] not in _BEGINNINGS or len(line) > _LONGEST_LINE:
        return line
    if _RULE.fullmatch(line):
        return ""
    if row := _ROW.fullmatch(line):
        return "\t".join(cell.strip().strip("*_") for cell in row["cells"].split("|"))
    return _STARRED.sub(r"\g<label>：", _COUNTER.sub("", line, count=1) if _COUNTER.match(line) else line)
