"""Options: what is wrong with a value, and what must not be shown."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest

from indexer.options import Check, at_least, between, fault, is_secret, option, secret


@dataclass(frozen=True)
class Options:
    """Options of nothing."""

    size: int = option(3, at_least(1))
    name: str = "n"
    key: str = secret()


@pytest.mark.parametrize(
    ("check", "value", "wrong"),
    [
        (at_least(1), 1, ""),
        (at_least(1), 0, "不能小于 1，现为 0"),
        (between(0, 256), 0, ""),
        (between(0, 256), 256, ""),
        (between(0, 256), 257, "应在 0 到 256 之间，现为 257"),
        (between(1, 9, what="端口"), 0, "端口应在 1 到 9 之间，现为 0"),
    ],
)
def test_limits(check: Check, value: int, wrong: str) -> None:
    """Limits are allowed themselves; what is beyond is told with the limits."""
    assert check(value) == wrong


def test_a_field_knows_what_its_values_must_be() -> None:
    """A field without a check takes anything."""
    size, name, _ = fields(Options)
    assert (fault(size, 1), fault(name, "")) == ("", "")
    assert fault(size, 0)


def test_a_secret_is_told_apart_and_not_shown() -> None:
    """No text of the options holds it; by default there is none."""
    assert [each.name for each in fields(Options) if is_secret(each)] == ["key"]
    assert "hush" not in repr(Options(key="hush"))
    assert Options().key == ""
