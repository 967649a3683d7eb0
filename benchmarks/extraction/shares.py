"""Two texts compared by their Chinese characters, each counted as often as it stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.characters import HAN, unified, without_spaces
from corpus.report import Report

_CHINESE = re.compile(rf"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Shares:
    """`recall`: the share of the expected characters that was found; `precision`: the share of the found ones that was expected."""

    recall: float
    precision: float


def shares(found: str, expected: str) -> Shares:
    """Return how much two texts have in common.

    >>> shares("防汛通知，首页", "防汛通知通知")
    Shares(recall=0.6666666666666666, precision=0.6666666666666666)
    >>> shares("", "page 1")
    Shares(recall=1.0, precision=1.0)
    """
    got, wanted = _counted(found), _counted(expected)
    both = (got & wanted).total()
    return Shares(
        recall=both / wanted.total() if wanted else 1.0,
        precision=both / got.total() if got else 1.0,
    )


def text_of(reports: Iterable[Report]) -> str:
    """Return the text of the reports that a file holds; a title that stands in the body as well is not counted twice."""
    return "\n".join(_text(report) for report in reports)


def _text(report: Report) -> str:
    is_twice = without_spaces(report.title) in without_spaces(report.body)
    return report.body if is_twice else f"{report.title}\n{report.body}"


def _counted(text: str) -> Counter[str]:
    return Counter(_CHINESE.findall("".join(map(unified, text))))
