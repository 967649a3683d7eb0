"""The list of best bets: how it is written, and what can't be read in it.

`停水、停水公告 = 青水发〔2023〕8号` is for just these queries, `医保 报销 → 015530417/2023-00012` for every query that holds both
words. What is put first is a report, by its id, index number or document number, or a notice: `停水 → 今日停水安排 https://…`. A line
that begins with # is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.analysis import tokenize
from service.operator_files import Fault, listed_lines

EXACT, HOLDS = "=", "→"
_BETWEEN_QUERIES = "、"

_ADDRESSES = ("https://", "http://", "/")
"""What the address of a notice begins with: that of another site, or a path of this one."""


@dataclass(frozen=True, slots=True)
class BestBet:
    """What is put first for a query: the report that `report` names, or a notice with a title and an address.

    `words` are the tokens that a query must hold, one after another, or, where `is_exact`, consist of.
    """

    words: tuple[tuple[str, ...], ...]
    is_exact: bool
    line: int
    report: str = ""
    title: str = ""
    url: str = ""


def read_entries(text: str) -> Iterator[BestBet | Fault]:
    """Yield what each line of a list says, or what is wrong with it.

    >>> next(read_entries("水价 = 水价公示 /search?q=水价"))
    BestBet(words=(('水', '价'),), is_exact=True, line=1, report='', title='水价公示', url='/search?q=水价')
    """
    for number, line in listed_lines(text):
        yield from _read(line, number)


def _read(line: str, number: int) -> Iterator[BestBet | Fault]:
    sign = min((each for each in (EXACT, HOLDS) if each in line), key=line.index, default="")
    queries, _, destination = line.partition(sign) if sign else (line, "", "")
    title, _, address = destination.strip().rpartition(" ")
    is_notice = address.startswith(_ADDRESSES)
    if not queries.strip() or not destination.strip():
        yield Fault(
            number, f"应写成“检索词 {EXACT} 目标”或“检索词 {HOLDS} 目标”，目标是报告的编号、索引号、文号，或“标题 网址”"
        )
    elif is_notice and (not title.strip() or address.startswith("//")):
        yield Fault(number, "网址前面应有标题和空格；网址以 https://、http:// 或一个 / 开头")
    else:
        named = {"title": title.strip(), "url": address} if is_notice else {"report": destination.strip()}
        yield from (_bet(query, sign, number, named) for query in queries.split(_BETWEEN_QUERIES))


def _bet(query: str, sign: str, number: int, named: dict[str, str]) -> BestBet | Fault:
    wholes = [query] if sign == EXACT else query.split()
    words = tuple(filter(None, map(tokenize, wholes)))
    if not words:
        return Fault(number, f"“{_BETWEEN_QUERIES}”之间没有检索词")
    return BestBet(words, sign == EXACT, number, **named)
