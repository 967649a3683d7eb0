"""What the audit goes by: the table `[audit]` of the configuration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.metadata import METADATA
from indexer.options import option

REQUIRED = ("title", "body", "index_number", "issuer", "published")
"""What every report is expected to have: of 《政府信息公开条例》 title, index number and date are what a catalogue holds."""

_FIELDS = ("title", "body", *(field.name for field in METADATA))


def _fault_of_fields(names: tuple[str, ...]) -> str:
    wrong = [name for name in names if name not in _FIELDS]
    return f"没有字段 {'、'.join(wrong)}；可用的有 {'、'.join(_FIELDS)}" if wrong else ""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """`[audit]`: the fields that every report is to have, a file of working days for years that the program lacks, and the list of
    dismissed findings."""

    required: tuple[str, ...] = option(REQUIRED, _fault_of_fields)
    calendar: Path | None = None
    dismissed: Path | None = None
