"""The settings and the archive, as commands open them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from service.cli.compiling import advise_where_to_compile
from service.settings import Settings, load_settings

if TYPE_CHECKING:
    from service.archive import Archive


def settings_of(context: click.Context) -> Settings:
    """Return the settings that the options before a command name. Raises a `ServiceError`."""
    options = context.find_root().params
    return load_settings(options["config"], index=options["index"], environ=os.environ)


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
