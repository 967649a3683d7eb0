"""The stamp of a generation: what made it, its identity, and the checksum of its table of contents.

It is read before the table of contents, because that is a pickle of classes which other code may not have, and which damage
could turn into anything.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.whoosh.store.checksums import checksum
from indexer.engines.whoosh.store.file_state import created
from indexer.errors import IndexDamaged, IndexMismatch
from indexer.fingerprint import described, fingerprint

STAMP = re.compile(r"suoyin-(\d+)\.json")

_IDENTITY_BYTES = 8


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a generation before its table of contents is read: its identity, and that file's checksum.

    The identity is random and made with each commit, so that no two states have the same name: not those of an index that
    was made anew, and not those that follow when an old state is restored.
    """

    identity: str
    contents: str


def stamp_path(folder: Path, generation: int) -> Path:
    """Return the path of a generation's stamp."""
    return folder / f"suoyin-{generation}.json"


def checksum_of(contents: bytes) -> str:
    """Return the checksum of a table of contents as a stamp has it."""
    return f"{checksum(contents):016x}"


def write_stamp(folder: Path, generation: int, contents: bytes) -> None:
    """Write the stamp of a generation that is about to be committed with such a table of contents, durably."""
    stamp = {
        "fingerprint": fingerprint(),
        "described": described(),
        "identity": secrets.token_hex(_IDENTITY_BYTES),
        "contents": checksum_of(contents),
    }
    with created(stamp_path(folder, generation)) as file:
        file.write(json.dumps({**stamp, "checksum": _own_checksum(stamp)}, ensure_ascii=False).encode())
        file.flush()
        os.fsync(file.fileno())


def read_stamp(folder: Path, generation: int) -> Stamp:
    """Return a generation's stamp. Raises FileNotFoundError, IndexDamaged, and IndexMismatch when other code made it."""
    try:
        stamp = json.loads(stamp_path(folder, generation).read_bytes())
        made_by, expected = stamp["fingerprint"], stamp.pop("checksum", None)
        if expected is not None and expected != _own_checksum(stamp):
            raise ValueError("校验和不符")
    except FileNotFoundError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise IndexDamaged(folder, f"版本标记读不出来：{exc}") from exc
    if made_by != fingerprint():
        raise IndexMismatch(folder, f"索引版本 {made_by}，程序版本 {fingerprint()}")
    return Stamp(stamp["identity"], stamp["contents"])


def _own_checksum(stamp: Mapping[str, object]) -> str:
    return f"{checksum(json.dumps(stamp, sort_keys=True).encode()):016x}"
