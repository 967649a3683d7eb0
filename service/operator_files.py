"""Files that an operator names in the configuration: small, and refused with the reason where they can't be read; lists among them, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import reason_of
from service.errors import ServiceError

Refusal = Callable[[Path, str], ServiceError]
"""Returns the error for a file, made of its path and the reason in Chinese."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a list, in Chinese."""

    line: int
    message: str


def read_bytes(path: Path, most: int, refusal: Refusal) -> bytes:
    """Return what a file of at most so many bytes holds. Raises what `refusal` returns."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as exc:
        raise refusal(path, reason_of(exc)) from exc
    if len(content) > most:
        raise refusal(path, f"超过 {most // 1_000_000} MB")
    return content


def read_text(path: Path, most: int, refusal: Refusal) -> str:
    """Return the UTF-8 text of a file of at most so many bytes. Raises what `refusal` returns."""
    try:
        return read_bytes(path, most, refusal).decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise refusal(path, "不是 UTF-8 编码") from exc


def listed_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines of a list, each with its number, without blank ones and comments: those begin with #.

    >>> [*listed_lines("# 词\n\n水价 = /#水价")]
    [(3, '水价 = /#水价')]
    """
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1) if _without_remark(line))


def remarked_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines of a list in which # begins a remark wherever it stands, each with its number and without the remark.

    >>> [*remarked_lines("# 日历\n2028-01-03 休  # 元旦")]
    [(2, '2028-01-03 休')]
    """
    return ((number, _without_remark(line)) for number, line in listed_lines(text))


def _without_remark(line: str) -> str:
    return line.partition("#")[0].strip()
