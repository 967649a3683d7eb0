"""Readers of the files an archive is kept in: published text, web pages, and JSON lines."""

from corpus.readers.json_lines import dump_lines, read_lines
from corpus.readers.registry import SUFFIXES, read_file
from corpus.readers.source import PASSED_OVER, UNWANTED, PassedOver, Root, SourceFile, discover, short_digest

__all__ = [
    "PASSED_OVER",
    "SUFFIXES",
    "UNWANTED",
    "PassedOver",
    "Root",
    "SourceFile",
    "discover",
    "dump_lines",
    "read_file",
    "read_lines",
    "short_digest",
]
