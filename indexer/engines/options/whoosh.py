"""The options of the Whoosh engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WhooshOptions:
    """Everything that can be chosen: `path` is the folder of the index."""

    path: Path = Path("index")
