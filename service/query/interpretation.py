"""How a query was understood, for its writer to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the query its writer should know, about the characters from `start` to `end` of it."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a query was understood: `summary` in Chinese, the words that must occur, those that must not, and notes."""

    summary: str
    words: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
