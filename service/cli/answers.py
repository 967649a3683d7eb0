"""How commands answer: as JSON or as lines, whichever is asked for, as a file, or that there is no such report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from service.cli.terminal import print_json, print_lines, say

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Answer = TypeVar("_Answer")


def json_option(explained: str = "以 JSON 输出。") -> Callable[[_Command], _Command]:
    """Return the option of a command that can answer as JSON."""
    return click.option("--json", "as_json", is_flag=True, help=explained)


def print_answer(
    answer: _Answer,
    to_plain: Callable[[_Answer], Mapping[str, object]],
    to_lines: Callable[[_Answer], Iterable[str]],
    *,
    as_json: bool,
) -> None:
    """Print an answer as a JSON object for programs or as lines for people."""
    if as_json:
        print_json(to_plain(answer))
    else:
        print_lines(to_lines(answer))


def print_file(pieces: Iterable[bytes]) -> None:
    """Print a file for other programs, as it is, whatever encoding the terminal has."""
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def say_no_report(report_id: str) -> None:
    """Say that no report has an id."""
    say(f"没有编号为 {report_id} 的信息。")
