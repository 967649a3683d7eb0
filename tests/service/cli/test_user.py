"""The accounts of the staff in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.cli.conftest import Run


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Run:
    """Return what runs a command where there is to be a ledger."""
    (tmp_path / "config.toml").write_text('[ledger]\npath = "ledger.sqlite"', encoding="utf-8")
    return run


def test_accounts_are_added_listed_and_disabled(desk: Run) -> None:
    """The password comes from standard input where no terminal is, and is never printed."""
    assert desk("user", "list").code == 1
    added = desk("user", "add", "zhang", "--role", "editor", stdin="青禾市的密码 2026\n".encode())
    assert (added.code, "密码 2026" in added.out + added.err) == (0, False)
    assert "zhang  编辑" in desk("user", "list").out
    assert desk("user", "password", "zhang", stdin="另一个很长的密码 7\n".encode()).code == 0
    assert desk("user", "disable", "zhang").code == 0
    assert "已停用" in desk("user", "list").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "zhang"), "密码应有"),
        (("add", "a b"), "账号名应为"),
        (("disable", "nobody"), "没有账号 nobody"),
        (("add", "zhang", "--role", "king"), "--role"),
    ],
)
def test_what_cannot_be_is_refused(desk: Run, arguments: tuple[str, ...], told: str) -> None:
    """With a word why."""
    refused = desk("user", *arguments, stdin=b"short\n")
    assert (refused.code, told in refused.err) == (2, True)
