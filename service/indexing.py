"""Bringing the index in step with an archive: which files are its own, how they are named, and what may be forgotten."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.isolation import ReadingLimits, read_isolated
from corpus.problem import Problem
from corpus.readers import PassedOver, Root, SourceFile, discover, is_page
from corpus.readers.ocr import Ocr
from indexer.build import BuildOptions, Progress, build
from indexer.build_report import BuildReport
from indexer.engine import Engine
from indexer.publications import NoPublications, Publications
from indexer.removals import RemovalLimit
from service.roots import Roots, is_below
from service.settings import ArchiveSettings, Settings

_NONE = NoPublications()
MOST_READERS = 8
"""Processes that read at a time unless more are asked for: each may take a gigabyte, and one index keeps up with no more."""


@dataclass(frozen=True, slots=True)
class IndexRequest:
    """What is to be indexed: files below `paths` and `streams` of JSON lines, each with the source of its reports.

    With neither, the configured paths are read. `allow_removals`: however many reports that removes.
    """

    paths: Sequence[Path] = ()
    streams: Sequence[tuple[str, BinaryIO]] = ()
    rebuild: bool = False
    allow_removals: bool = False


def index(
    engine: Engine,
    settings: Settings,
    request: IndexRequest,
    progress: Progress | None,
    publications: Publications = _NONE,
) -> BuildReport:
    """Return the report of a build that updates the index with files and publications.

    Files below a path that have gone are forgotten. A path or folder that is missing, can't be listed or holds nothing
    readable forgets nothing, since a disk may just not be mounted.
    """
    names = Roots.of(settings)
    configured = settings.archive.paths if not request.paths and not request.streams else request.paths
    roots = names.named(configured)
    found = list(discover(roots, ignored=settings.archive.ignore))
    problems = [each for each in found if isinstance(each, Problem)]
    options = _options(settings.archive, request, publications)
    with contextlib.ExitStack() as stack:
        done = build(
            engine,
            [each for each in found if isinstance(each, SourceFile)],
            in_scope=_scope(names, roots, problems),
            options=options,
            streams=[
                (source, stack.enter_context(read_isolated(stream, source, options.limits)))
                for source, stream in request.streams
            ],
            beside=list(files_beside(names, roots)),
            progress=progress,
        )
    unusable = [root.name for root in roots if any(each.source == (root.name or ".") for each in problems)]
    return done.with_found(problems, [each for each in found if isinstance(each, PassedOver)], unusable)


def files_beside(names: Roots, roots: Sequence[Root]) -> Iterator[SourceFile]:
    """Yield what lies beside and below pages that are roots themselves: such a page is still read with its attachments."""
    folders = {root.path.absolute().parent for root in roots if is_page(root.path.name) and root.path.is_file()}
    yield from (each for each in discover(names.named(sorted(folders))) if isinstance(each, SourceFile))


def limits_of(archive: ArchiveSettings) -> ReadingLimits:
    """Return what reading one file of an archive may cost."""
    ocr = Ocr(archive.ocr, archive.ocr_seconds)
    return ReadingLimits(archive.file_seconds, archive.file_memory, ocr, archive.report_characters)


def _options(archive: ArchiveSettings, request: IndexRequest, publications: Publications) -> BuildOptions:
    return BuildOptions(
        publications=publications,
        rebuild=request.rebuild,
        limits=limits_of(archive),
        readers=archive.readers or min(os.cpu_count() or 1, MOST_READERS),
        removals=None if request.allow_removals else RemovalLimit(archive.removal_percent),
    )


def _scope(names: Roots, roots: Sequence[Root], problems: Sequence[Problem]) -> Callable[[str], bool]:
    """Return whether a source belongs to one of the roots and to nothing in them that couldn't be looked at."""
    unseen = [problem.source for problem in problems]

    def in_scope(source: str) -> bool:
        if any(each == "." or is_below(source, each) for each in unseen):
            return False
        return any(names.holds(root, source) for root in roots)

    return in_scope
