"""Whose index it is: its table of contents is a pickle, and whoever may write that runs code in whoever reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from indexer.errors import IndexUntrusted

_ROOT = 0


def check_owner(paths: Iterable[Path]) -> None:
    """Refuse paths that belong to neither this process's user nor root; what isn't there belongs to nobody.

    Raises IndexUntrusted.
    """
    if not hasattr(os, "geteuid"):
        return  # Windows has no such owners
    trusted = {os.geteuid(), _ROOT}
    for path in paths:
        try:
            owner = path.stat().st_uid
        except FileNotFoundError:
            continue
        if owner not in trusted:
            raise IndexUntrusted(path, owner)
