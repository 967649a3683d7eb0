"""The archive as commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.cli.compiling import advise_where_to_compile
from service.settings import Settings

if TYPE_CHECKING:
    from service.archive import Archive


@contextmanager
def opened_archive(settings: Settings) -> Iterator[Archive]:
    """Yield the archive that the settings describe, and close it afterwards."""
    # Imported here: half a second that `--help` and a mistyped option need not wait for.
    from service.archive import open_archive

    advise_where_to_compile()
    archive = open_archive(settings)
    try:
        yield archive
    finally:
        archive.close()
