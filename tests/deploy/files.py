"""The files of `deploy/`, and commands of the program that stand in them."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

from service.cli.commands import suoyin

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def unit(name: str) -> ConfigParser:
    """Return a unit of systemd."""
    parser = ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # options keep their case
    parser.read_string((DEPLOY / "systemd" / name).read_text("utf-8"))
    return parser


def options(arguments: list[str]) -> dict[str, object]:
    """Return the global options of a call of the program; fails on a command or an option that it hasn't."""
    at = next(number for number, word in enumerate(arguments) if word in suoyin.commands)
    suoyin.commands[arguments[at]].make_context(arguments[at], arguments[at + 1 :])
    return suoyin.make_context("suoyin", [*arguments[:at], arguments[at]]).params
