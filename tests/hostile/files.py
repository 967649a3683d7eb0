"""Every kind of hostile file: each call writes one file, link, pipe, socket or folder below the given folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.entries import ENTRIES
from tests.hostile.hostile_file import HostileFile
from tests.hostile.lines import JSON, PACKED
from tests.hostile.ofd import OFD
from tests.hostile.office import OFFICE
from tests.hostile.pages import PAGES
from tests.hostile.pdfs import PDFS
from tests.hostile.texts import TEXTS

SCALE = 0.001
"""Share of the full number of repetitions; `1.0`, set before a call, writes files of the size an attacker would send."""


def _writer(name: str, file: HostileFile) -> Callable[[Path], None]:
    return lambda folder: file.write(folder, name, scale=SCALE)


CONTENTS: Mapping[str, HostileFile] = {**PAGES, **JSON, **PACKED, **TEXTS, **OFD, **PDFS, **OFFICE}
"""The files that are hostile by what is in them."""

KINDS: Mapping[str, Callable[[Path], None]] = {
    **{name: _writer(name, file) for name, file in CONTENTS.items()},
    **ENTRIES,
}
"""Name of a kind to what writes it. Files that are hostile by their content are called after their kind."""
