"""What reading one file may cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.readers.long_reports import REPORT_CHARACTERS
from corpus.readers.ocr import Ocr


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """`seconds` without anything read, and `megabytes` of memory that the reading process may ask for; `ocr` has its own time.

    A report of more than `characters` is named and not handed on.
    """

    seconds: int = 60
    megabytes: int = 1024
    ocr: Ocr = field(default_factory=Ocr)
    characters: int = REPORT_CHARACTERS

    @property
    def longest_silence(self) -> int:
        """Seconds after which a process that sends nothing is stuck."""
        return self.seconds + (self.ocr.seconds if self.ocr.command else 0)
