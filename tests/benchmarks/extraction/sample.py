"""A file with one trait, and what of it is seen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A file by its suffix and content; `shown` is all Chinese text that is seen in it, `unseen` what must not be read."""

    trait: str
    suffix: str
    content: bytes
    shown: str
    unseen: str = ""
