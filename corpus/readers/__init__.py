"""Readers of the files an archive is kept in: published text, web pages, and JSON lines."""

from corpus.readers.json_lines import dump_lines, read_lines
from corpus.readers.registry import SUFFIXES, read_file, read_stream
from corpus.readers.source import discover, ignored_files

__all__ = ["SUFFIXES", "discover", "dump_lines", "ignored_files", "read_file", "read_lines", "read_stream"]
