"""Options: fields of a dataclass that say, beside their default, what their values must be and which of them are secret.

Nothing here reads a configuration; what it finds wrong is said in words that whoever does can pass on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, field
from typing import Any

Check = Callable[[Any], str]
"""A function that returns what is wrong with a value, in Chinese; "" when nothing is."""

MOST_PROCESSES = 256
"""The largest number of processes or threads; more than any machine has cores must be a typing error."""

_CHECK, _SECRET = "check", "secret"


class InvalidOption(ValueError):
    """An option that doesn't go with another one.

    `name` is the option's name. In `reason` the names of other options stand in braces, for `str.format`: a person
    may know them by another name.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


def option(default: Any, check: Check) -> Any:
    """Return a field of a dataclass whose values must pass a check."""
    return field(default=default, metadata={_CHECK: check})


def secret() -> Any:
    """Return a field of a dataclass that holds a secret: "" means none, and no text of the dataclass shows it."""
    return field(default="", repr=False, metadata={_SECRET: True})


def is_secret(declared: Field[Any]) -> bool:
    """Return whether a field holds a secret."""
    return _SECRET in declared.metadata


def fault(declared: Field[Any], value: Any) -> str:
    """Return what is wrong with a value of a field; "" when nothing is."""
    check: Check | None = declared.metadata.get(_CHECK)
    return check(value) if check else ""


def at_least(least: int) -> Check:
    """Return the check for numbers from `least` on."""
    return lambda value: f"不能小于 {least}，现为 {value}" if value < least else ""


def between(low: int, high: int, *, what: str = "") -> Check:
    """Return the check for numbers from `low` to `high`, which `what` names."""
    return lambda value: "" if low <= value <= high else f"{what}应在 {low} 到 {high} 之间，现为 {value}"
