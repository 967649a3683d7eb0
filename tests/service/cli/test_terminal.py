"""What reaches a terminal, a file and a JSON parser."""

from __future__ import annotations

import io
import json
import sys

import pytest

from service.cli.terminal import clean_argument, from_html, prepare_streams, print_json, printable, uses_colour


class _Stream(io.TextIOWrapper):
    """A stream of some encoding that may be a terminal."""

    def __init__(self, encoding: str, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._terminal = terminal

    def isatty(self) -> bool:
        """Return whether this plays a terminal."""
        return self._terminal

    def written(self) -> bytes:
        """Return everything printed so far."""
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a[2Jb"),
        ("a\x9b2Jb\x07\x00\x7f", "a2Jb"),
        ("a\rb", "ab"),
        ("甲\n\t乙", "甲\n\t乙"),
        ("付款\u202e元001", "付款元001"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    """Control characters and changes of writing direction are dropped; line ends and tabs stay."""
    assert printable(text) == shown


def test_highlights_are_bold_only_in_colour() -> None:
    """Our highlights become terminal codes or nothing, and what a report holds stays text."""
    html = "<mark>停</mark>水&amp;&lt;b&gt;&lt;mark&gt;\x1b[2J"
    assert from_html(html, colour=False) == "停水&<b><mark>[2J"
    assert from_html(html, colour=True) == "\x1b[1;31m停\x1b[0m水&<b><mark>[2J"


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    """Colour needs a terminal that knows it, and NO_COLOR (when not empty) switches it off."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", _Stream("utf-8", terminal=terminal))
    assert uses_colour() is coloured


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "gbk", "ascii", "latin-1"])
def test_json_survives_every_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """JSON is UTF-8 or pure ASCII, so that no encoding of a terminal makes it wrong."""
    stream = _Stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    print_json({"title": "防汛 𠮷"})
    assert json.loads(stream.written().decode("utf-8")) == {"title": "防汛 𠮷"}


def test_json_holds_no_lone_surrogates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name that is not UTF-8 makes no JSON that parsers refuse."""
    for encoding in ("utf-8", "ascii"):
        stream = _Stream(encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        print_json({"source": "a\udcff.txt"})
        assert json.loads(stream.written()) == {"source": "a?.txt"}


def test_unprintable_characters_do_not_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an encoding can't show becomes a question mark."""
    stream = _Stream("gbk")
    monkeypatch.setattr(sys, "stdout", stream)
    prepare_streams()
    print("水𠮷\udcff")
    assert stream.written().decode("gbk") == "水??\n"


def test_closed_streams_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams that the shell closed (`>&-`) take and return nothing."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    prepare_streams()
    print("x")
    print("x", file=sys.stderr)
    assert sys.stdin.buffer.read() == b""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


def test_arguments_become_valid_text() -> None:
    """Bytes that are no UTF-8 are replaced, valid text stays as it is."""
    assert clean_argument("停\udcff水\udce5𠮷") == "停\ufffd水\ufffd𠮷"
