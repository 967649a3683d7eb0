"""The wordings that the left side of a line stands for: characters one for one, alternatives, and groups that a list names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from indexer.analysis import normalize

MOST_WORDINGS = 1_000
"""Wordings of a line; more are a slip rather than what anybody meant to say."""

GROUP = re.compile(r"[{｛]([^{}｛｝|]+)[}｝]")
_ALONE = re.compile(rf"(?<=[(|]){GROUP.pattern}(?=[|)])")
_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")


class UnreadableWordingError(Exception):
    """A line has wordings that can't be read; the message says why, in Chinese."""


def one_for_one(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the texts once for each character in their brackets.

    >>> list(one_for_one(("人社〔局厅〕", "人力资源和社会保障〔局厅〕")))
    [('人社局', '人力资源和社会保障局'), ('人社厅', '人力资源和社会保障厅')]
    """
    _, opened, rest = texts[0].partition("〔")
    choices = rest.partition("〕")[0]
    if not opened or not choices:
        yield tuple(texts)
        return
    for choice in choices:
        yield tuple(each.replace(f"〔{choices}〕", choice) for each in texts)


def worded_parts(text: str, groups: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the wordings of each part of a text that blanks divide. Raises `UnreadableWordingError`.

    >>> worded_parts("{孩子}(上户口|落户)", {"孩子": "小孩|娃"})
    (('小孩上户口', '小孩落户', '娃上户口', '娃落户'),)
    >>> worded_parts("({孩子}|学生) 近视", {"孩子": "小孩|娃"})
    (('小孩', '娃', '学生'), ('近视',))
    """
    parts = tuple(map(_wordings, normalize(_without_groups(text, groups)).split()))
    if len(parts) > 1 and any("" in part for part in parts):
        raise UnreadableWordingError("空格隔开的词不能省略")
    return parts


def shown(part: Sequence[str]) -> str:
    """Return a part with its wordings as a list has it."""
    return part[0] if len(part) == 1 else f"({'|'.join(part)})"


def _wordings(part: str) -> tuple[str, ...]:
    """Return what a part with alternatives stands for, each once."""
    pieces = _ALTERNATIVES.split(part)
    if any("|" in piece for piece in pieces[::2]):
        raise UnreadableWordingError("“(甲|乙)”或“{组名}”没有写全")
    choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    if prod(map(len, choices)) > MOST_WORDINGS:
        raise UnreadableWordingError(f"一行的写法超过 {MOST_WORDINGS} 种")
    return tuple(dict.fromkeys(map("".join, product(*choices))))


def _without_groups(text: str, groups: Mapping[str, str]) -> str:
    unknown = [name for name in GROUP.findall(text) if name not in groups]
    if unknown:
        raise UnreadableWordingError(f"前面没有写明“{{{unknown[0]}}}”是哪些词")
    within_alternatives = _ALONE.sub(lambda found: groups[found[1]], text)
    return GROUP.sub(lambda found: f"({groups[found[1]]})", within_alternatives)
