"""How the paths of an archive are named in sources: never by where they are on the server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.readers import Root, short_digest, source_name
from service.settings import Settings

STREAM = "stdin"
"""The source of reports that come from no file."""

_DIGEST = re.compile(r"[^/]*~[0-9a-f]{6}(/|$)")


@dataclass(frozen=True, slots=True)
class Roots:
    """Names paths: relative to the configuration's folder when inside it, else after the configured path they are below.

    A path elsewhere is named after itself with a digest of where it is, because another of its name may be indexed some day;
    so is a configured one that shares its name with an earlier one.
    """

    base: Path
    outside: tuple[Root, ...]

    @classmethod
    def of(cls, settings: Settings) -> Roots:
        """Return what names the paths of a configuration and others."""
        roots = cls(settings.base, ())
        for path in settings.archive.paths:
            if roots._inside(path) is None:
                taken = {root.name for root in roots.outside} | {roots._first(each) for each in settings.archive.paths}
                real = Path(os.path.realpath(path))
                name = source_name("", real.name) or "root"
                roots = cls(settings.base, (*roots.outside, Root(_told_apart(real) if name in taken else name, real)))
        return roots

    def named(self, paths: Iterable[Path]) -> list[Root]:
        """Return the paths with their names."""
        return [Root(self.name(path), path) for path in paths]

    def name(self, path: Path) -> str:
        """Return what begins the sources of files below a path, "" for the configuration's folder itself."""
        inside = self._inside(path)
        if inside is not None:
            return inside
        real = Path(os.path.realpath(path))
        for root in self.outside:
            if real.is_relative_to(root.path):
                return _below(root.name, real.relative_to(root.path))
        return _told_apart(real)

    def holds(self, root: Root, source: str) -> bool:
        """Return whether a source is one of the files below a root."""
        if root.name:
            return is_below(source, root.name)
        return (
            source != STREAM
            and not _DIGEST.match(source)
            and not any(is_below(source, each.name) for each in self.outside)
        )

    def _inside(self, path: Path) -> str | None:
        """Return the name of a path below the configuration's folder, as it is written or as it really is; None for another."""
        base = Path(os.path.abspath(self.base))  # noqa: PTH100  # links are looked through only in the second try
        for each, folder in ((os.path.abspath(path), base), (os.path.realpath(path), self.base.resolve())):  # noqa: PTH100  # the second try looks through links
            if Path(each).is_relative_to(folder):
                return _below("", Path(each).relative_to(folder))
        return None

    def _first(self, path: Path) -> str:
        return (self._inside(path) or "").partition("/")[0]


def is_below(source: str, name: str) -> bool:
    """Return whether a source is `name` or stands below it."""
    return source == name or source.startswith(f"{name}/")


def _below(name: str, relative: Path) -> str:
    for each in relative.parts:
        name = source_name(name, each)
    return name


def _told_apart(real: Path) -> str:
    return f"{source_name('', real.name) or 'root'}~{short_digest(os.fsencode(real))}"
