"""What reading one file may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """`seconds` without anything read, and `megabytes` of memory that the reading process may ask for."""

    seconds: int = 60
    megabytes: int = 1024
