"""Stored reports: each compressed by itself, so that one can be read without others, with a dictionary of its neighbours.
Each has a checksum of its own, so that damage costs the reports it is in and no others.

A report's record is all but its body as JSON, a line feed, and its body in UTF-16: Chinese is read from that in half the
time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

import numpy as np
import zstandard

from corpus.plain_json import decoded, encode
from corpus.record import from_stored, to_stored
from corpus.report import Report
from indexer.engines.whoosh.store.arrays import Array, ArrayFile, ArrayWriter
from indexer.engines.whoosh.store.checksums import short_checksum

DICTIONARY_BYTES = 64_000
"""Text that others are compressed against: texts of one archive resemble one another, and none is as long."""

DICTIONARY_SHARE = 32
"""Text is compressed against one part in this many of itself, at most, since a dictionary takes room too."""

_LEAST_DICTIONARY = 4_000
"""Bytes; in less there is nothing to be found."""

LEVEL = 3
"""Of zstd. 10,000 reports of 7 kB take 0.39 of the text so, 0.43 in blocks of 24 kB, 0.51 one by one without a dictionary;
a report is unpacked in 9, 29 and 10 µs. Level 6 saves another tenth at a third of the speed."""

_NO_DICTIONARY = 0
_BODY = "utf-16-le"


def encode_record(report: Report) -> bytes:
    """Return a report as it is stored: JSON and text, which unlike a pickle can hold nothing but data."""
    return encode(to_stored(report)) + b"\n" + report.body.encode(_BODY)


def decode_record(stored: bytes) -> Report:
    """Return a stored report."""
    properties, _, body = stored.partition(b"\n")
    return from_stored(decoded(properties), body.decode(_BODY))


def decode_apart(stored: bytes) -> tuple[Report, str]:
    """Return a stored report without its body, and its body."""
    properties, _, body = stored.partition(b"\n")
    return from_stored(decoded(properties)), body.decode(_BODY)


class StoredWriter:
    """Collects records in order of document number and writes them, each as a compressed frame."""

    def __init__(self) -> None:
        self._frames: list[bytes] = []
        self._dictionary_of: list[int] = []
        self._dictionaries: list[bytes] = []
        self._compress: Callable[[bytes], bytes] | None = None
        self._own_dictionary = _NO_DICTIONARY
        self._waiting: list[tuple[int, bytes]] = []
        self._waiting_bytes = 0

    def append(self, record: bytes) -> None:
        """Add the next report's record."""
        if self._compress is not None:
            self._frames.append(self._compress(record))
            self._dictionary_of.append(self._own_dictionary)
            return
        self._waiting.append((len(self._frames), record))
        self._waiting_bytes += len(record)
        self._frames.append(b"")
        self._dictionary_of.append(_NO_DICTIONARY)
        if self._waiting_bytes >= DICTIONARY_SHARE * DICTIONARY_BYTES:
            self._compress_waiting()

    def append_stored(self, stored: StoredReader, docs: Array) -> None:
        """Add some of a segment's records, as they are where they have a dictionary."""
        base = len(self._dictionaries)
        self._dictionaries += stored.dictionaries
        for doc, dictionary in zip(docs.tolist(), stored.dictionary_of[docs].tolist(), strict=True):
            if dictionary == _NO_DICTIONARY:
                self.append(stored.record(doc))
            else:
                self._frames.append(stored.frame(doc))
                self._dictionary_of.append(base + dictionary)

    def write(self, writer: ArrayWriter) -> None:
        """Write everything."""
        self._compress_waiting()
        _write_pieces(writer, "stored", self._frames, checksums=False)
        writer.add("stored.checksums", np.array([short_checksum(frame) for frame in self._frames], dtype=np.uint32))
        _write_pieces(writer, "stored.dictionary", self._dictionaries)
        writer.add("stored.dictionary_of", np.array(self._dictionary_of, dtype=np.uint16))

    def _compress_waiting(self) -> None:
        """Compress what waits for a dictionary, against one in `DICTIONARY_SHARE` of them, and later records at once."""
        size = min(DICTIONARY_BYTES, self._waiting_bytes // DICTIONARY_SHARE)
        compressor = zstandard.ZstdCompressor(level=LEVEL)
        if size >= _LEAST_DICTIONARY:
            sample = b"".join(record for _, record in self._waiting[::DICTIONARY_SHARE])[:size]
            self._dictionaries.append(sample)
            self._own_dictionary = len(self._dictionaries)
            compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=_dictionary(sample))
            self._compress = compressor.compress
        for index, record in self._waiting:
            self._frames[index] = compressor.compress(record)
            self._dictionary_of[index] = self._own_dictionary
        self._waiting, self._waiting_bytes = [], 0


def _write_pieces(writer: ArrayWriter, name: str, pieces: list[bytes], *, checksums: bool = True) -> None:
    starts = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
    data = writer.reserve(f"{name}.data", np.uint8, int(starts[-1]), checksums=checksums)
    for piece in pieces:
        data.append(np.frombuffer(piece, dtype=np.uint8))
    writer.add(f"{name}.starts", starts)


class DamagedFrame(ValueError):
    """An error: a stored report is not as it was written."""


class StoredReader:
    """Reads the stored reports of an open segment. Safe to use from several threads.

    `dictionary_of` uint16[reports]: the number in `dictionaries`, counted from 1, of what each is compressed against.
    """

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._base = file.unchecked_offset("stored.data")
        self._starts = file.numbers("stored.starts")
        self._checksums = file.numbers("stored.checksums")
        self.dictionary_of: Array = file.array("stored.dictionary_of")
        self._dictionary_of = file.numbers("stored.dictionary_of")
        self._unpackers: dict[int, _Unpacker] = {}

    def record(self, doc: int) -> bytes:
        """Return the stored record of a report. Raises DamagedFrame."""
        dictionary = self._dictionary_of[doc]
        unpacker = self._unpackers.get(dictionary)
        if unpacker is None:
            text = self.dictionaries[dictionary - 1] if dictionary != _NO_DICTIONARY else b""
            unpacker = self._unpackers.setdefault(dictionary, _Unpacker(text))
        return unpacker.unpack(self.frame(doc))

    def frame(self, doc: int) -> bytes:
        """Return a report as it is stored. Raises DamagedFrame."""
        frame = self._file.read(self._base + self._starts[doc], self._base + self._starts[doc + 1])
        if short_checksum(frame) != self._checksums[doc]:
            raise DamagedFrame(doc)
        return frame

    @cached_property
    def dictionaries(self) -> list[bytes]:
        """What reports are compressed against."""
        base, starts = (
            self._file.offset("stored.dictionary.data"),
            self._file.array("stored.dictionary.starts").tolist(),
        )
        return [self._file.mapping[base + start : base + end] for start, end in pairwise(starts)]


class _Unpacker:
    """Unpacks what was compressed against one dictionary. There is one for all threads: each takes 150 kB, and 10 µs a text."""

    def __init__(self, text: bytes) -> None:
        self._unpacker = zstandard.ZstdDecompressor(dict_data=_dictionary(text) if text else None)
        self._lock = threading.Lock()

    def unpack(self, frame: bytes) -> bytes:
        with self._lock:
            return self._unpacker.decompress(frame)


def _dictionary(text: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(text, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
