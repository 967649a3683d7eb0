"""Eighty kinds of hostile files beside a hundred good ones, indexed by the command: nothing good is lost, and each bad one is named."""

from __future__ import annotations

from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.files import KINDS
from tests.hostile.folder import GOOD, indexed, make_folder

FILES = 80
MOST_SECONDS = 60.0
MOST_MEGABYTES = 600.0
"""Of all processes together."""

NAMED = (
    "link-to-passwords",
    "link-inside",
    "link-beside",
    "pipe",
    "socket",
    "page-attributes-on-one-tag",
    "page-h1-open",
    "page-b-open",
    "xz-empty-lines",
    "gz-bad-lines",
    "lines-arrays-900-deep",
    "text-lines-of-blanks",
    "name-of-another-type",
)
"""Kinds that an attack found once: each folder has them. The others are drawn."""


def run(attack: Attack) -> Figures:
    """Index such a folder; kinds are drawn by the seed, as large as the scale says."""
    others = sorted(KINDS.keys() - set(NAMED))
    kinds = [*NAMED, *attack.chance().sample(others, FILES - len(NAMED))]
    make_folder(attack.folder, kinds, scale=attack.scale)
    found, failures = indexed(attack.folder), Failures()
    for fails, said in (
        (found.code != 0, f"exit code {found.code}"),
        (found.good != GOOD, f"{found.good} good files of {GOOD}"),
        (found.unnamed, f"not named: {found.unnamed}"),
        (found.followed, f"links were followed: {found.followed}"),
        (found.leaks, "a text from outside the archive is shown"),
        (attack.scale >= 1 and found.seconds > MOST_SECONDS, f"took {found.seconds:.0f} s"),
        (found.megabytes > MOST_MEGABYTES, f"took {found.megabytes:.0f} MB"),
    ):
        if fails:
            failures.add(said)
    return {
        "kinds": len(kinds),
        "good_indexed": found.good,
        "seconds": round(found.seconds, 1),
        "processor_seconds": round(found.processor_seconds, 1),
        "megabytes_together": round(found.megabytes),
        **failures.figures(),
    }
