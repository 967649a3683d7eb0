"""How long a title is when people ask for its report by it: signs and what everybody leaves out don't count."""

from __future__ import annotations

import re
from itertools import zip_longest

from indexer.analysis import is_alphanumeric, normalize, tokenize

_LEFT_OUT = re.compile(r"^中华人民共和国(?=.*[法典编]$)")
"""The name of the state before that of a law: 刑法 is the whole title of 中华人民共和国刑法."""


def title_size(title: str) -> int:
    """Return the number of tokens of a title that a query may hold.

    >>> title_size("中华人民共和国刑法"), title_size("刑法"), title_size("关于《刑法》的解释（2021年）")
    (2, 2, 9)
    """
    return len(title_tokens(_LEFT_OUT.sub("", normalize(title).strip())))


def title_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a text that are letters, digits or characters."""
    return tuple(filter(is_alphanumeric, tokenize(text)))


def is_called(title: str, tokens: tuple[str, ...]) -> bool:
    """Return whether these are the `title_tokens` of a title, or of it without what everybody leaves out.

    >>> is_called("中华人民共和国刑法", ("刑", "法")), is_called("中华人民共和国刑法修正案", ("刑", "法"))
    (True, False)
    """
    return is_title(title, tokens) or is_title(_LEFT_OUT.sub("", normalize(title).strip()), tokens)


def is_title(text: str, tokens: tuple[str, ...]) -> bool:
    """Return whether these are the `title_tokens` of a text; most texts differ in the first of them already.

    >>> is_title("《食品安全法》", ("食", "品", "安", "全", "法")), is_title("食品安全", ("食", "品"))
    (True, False)
    """
    if tokens and next(filter(is_alphanumeric, normalize(text)), "") != tokens[0][0]:
        return False
    found = filter(is_alphanumeric, tokenize(text))
    return all(own == sought for own, sought in zip_longest(found, tokens))
