"""The terminal: streams that never fail on a character, highlights in bold, text that can't steer it, JSON."""

from __future__ import annotations

import codecs
import html
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

STDIN = Path("-")
"""What stands for the standard input where a file is named."""

_BOLD, _PLAIN = "\x1b[1;31m", "\x1b[0m"
# Control characters but tab and line feed (terminals obey them), and those that turn the direction of writing around.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def prepare_streams() -> None:
    """Let nothing that a report or an argument holds make printing fail, whatever encoding the terminal has."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  # a stream for the whole run
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell: `>&-`
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # a stream for the whole run
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def give_up_output() -> None:
    """Write out what is waiting or, where that fails, send it nowhere: Python would fail on it once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def clean_argument(text: str) -> str:
    r"""Return an argument as valid text; bytes that were none (Python passes them on as surrogates) become U+FFFD.

    >>> clean_argument("停水\udcff")
    '停水\ufffd'
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def say(text: str) -> None:
    """Print a line for people to stderr."""
    click.echo(printable(text), err=True)


def print_lines(lines: Iterable[str]) -> None:
    """Print results, already fit for the terminal, to stdout."""
    click.echo("\n".join(lines))


def print_json(value: Mapping[str, object]) -> None:
    """Print a JSON object, in ASCII where the terminal's encoding isn't UTF-8."""
    # File names that aren't UTF-8 hold lone surrogates, which no JSON reader takes.
    text = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
    is_utf8 = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    click.echo(text if is_utf8 else json.dumps(json.loads(text), indent=2))


def uses_colour() -> bool:
    """Return whether highlights are in colour: on a terminal that can show it and when nobody set NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def from_html(text: str, *, colour: bool) -> str:
    r"""Return our HTML as terminal text, highlights in bold or as everything else.

    >>> from_html("<mark>停水</mark>&lt;通知&gt;", colour=False)
    '停水<通知>'
    """
    codes = {"<mark>": _BOLD if colour else "", "</mark>": _PLAIN if colour else ""}
    pieces = re.split("(</?mark>)", text)
    return "".join(codes[piece] if piece in codes else printable(html.unescape(piece)) for piece in pieces)


def printable(text: str) -> str:
    r"""Return text without the characters that steer a terminal: a report must not.

    >>> printable("标题\x1b[2J\r\n")
    '标题[2J\n'
    """
    return _STEERING.sub("", text)
