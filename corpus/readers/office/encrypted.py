"""Office files with a password, which nothing can be read of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.problem import Problem

ENCRYPTED = "文件已加密，需要密码才能打开，请换成没有密码的文件"


def read_encrypted(path: Path, *, source: str) -> Iterator[Problem]:
    """Yield the problem with a file that needs a password."""
    yield Problem(source, ENCRYPTED)
