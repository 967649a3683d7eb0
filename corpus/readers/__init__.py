"""Readers of the files an archive is kept in: published text, web pages, and JSON lines."""

from corpus.readers.json_lines import dump_lines, read_lines
from corpus.readers.passed_over import HARMLESS, PASSED_OVER, PassedOver
from corpus.readers.problem_limit import kind_of
from corpus.readers.registry import (
    SUFFIXES,
    Item,
    format_name,
    is_attachable,
    is_page,
    name_of_format,
    read_file,
    read_stream,
)
from corpus.readers.source import Root, SourceFile, discover, short_digest, source_name

__all__ = [
    "HARMLESS",
    "PASSED_OVER",
    "SUFFIXES",
    "Item",
    "PassedOver",
    "Root",
    "SourceFile",
    "discover",
    "dump_lines",
    "format_name",
    "is_attachable",
    "is_page",
    "kind_of",
    "name_of_format",
    "read_file",
    "read_lines",
    "read_stream",
    "short_digest",
    "source_name",
]
