"""Passwords."""

from __future__ import annotations

import pytest

from service.desk.passwords import fault_of, hashed, is_right


def test_a_password_is_kept_as_its_hash() -> None:
    """The right one is told, another isn't, and nothing is right where no account is."""
    kept = hashed("qinghe shiyan 7")
    assert "qinghe" not in kept
    assert is_right(kept, "qinghe shiyan 7")
    assert not is_right(kept, "qinghe shiyan 8")
    assert not is_right("", "nobody's password")
    assert not is_right("no hash", "qinghe shiyan 7")


@pytest.mark.parametrize("password", ["short", "1111111111", "my zhangsan 1", "x" * 201])
def test_what_is_easy_to_guess_is_refused(password: str) -> None:
    """Too short, of few characters, with the account's name, or endless."""
    assert fault_of(password, "ZhangSan")
