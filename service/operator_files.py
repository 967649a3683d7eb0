"""Files that an operator names in the configuration: small, and refused with the reason where they can't be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.errors import reason_of
from service.errors import ServiceError

Refusal = Callable[[Path, str], ServiceError]
"""Returns the error for a file, made of its path and the reason in Chinese."""


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
