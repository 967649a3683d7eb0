"""The options of the Whoosh engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WhooshOptions:
    """Everything that can be chosen.

    `path` is the folder of the index. `allow_foreign_owner` lets one be read that belongs to another user, who can thereby
    run code in this process.
    """

    path: Path = Path("index")
    allow_foreign_owner: bool = False
