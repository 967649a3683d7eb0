"""Help pages and usage errors."""

from __future__ import annotations

import click
import pytest

from service.cli.chinese import columns, usage_error, wrap
from service.cli.commands import suoyin

COMMANDS = sorted(suoyin.commands)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_chinese_and_fits_a_terminal(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every help page is free of click's English and of lines that a terminal would break."""
    assert suoyin.main([*command.split(), "--help"], prog_name="suoyin", standalone_mode=False) == 0
    page = capsys.readouterr().out
    assert page.startswith("用法：suoyin")
    for english in (
        "Usage",
        "Options",
        "OPTIONS",
        "Commands",
        "COMMAND",
        "Show",
        "TEXT",
        "INTEGER",
        "Error",
        "required",
    ):
        assert english not in page
    assert max(map(columns, page.splitlines())) <= 80


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("", "用法"),
        ("--index x", "缺少命令"),
        ("serach", "没有命令 serach，是不是 search"),
        ("search", "缺少 QUERY"),
        ("search a b", "多出了参数 b；一个参数里有空格时，请加引号"),
        ("search a --siez 3", "没有选项 --siez，是不是 --size"),
        ("search -预算", "在前面加 -- 隔开"),
        ("search a --page", "选项 --page 缺少值"),
        ("search a --json=1", "选项 --json 缺少值，或带了不该有的值"),
        ("search a --filter issuer", "--filter 应写成 字段=值，现为 issuer"),
        ("serve --port 0", "--port：应为 1 到 65535 的整数，现为 '0'"),
        ("serve --workers many", "--workers：应为 0 到 256 的整数，现为 'many'"),
        ("show", "缺少 ID"),
        ("locate", "缺少 NUMBER"),
    ],
)
def test_a_mistyped_command_line_is_explained(line: str, mistake: str) -> None:
    """Whatever click complains about is said in Chinese."""
    with pytest.raises(click.ClickException) as raised:
        suoyin.main(line.split(), prog_name="suoyin", standalone_mode=False)
    assert mistake in (usage_error(raised.value) if line else raised.value.format_message())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("一二三四五六", 6, ["一二三", "四五六"]),
        ("一二三，四", 6, ["一二", "三，四"]),
        ("用 suoyin index 收录", 12, ["用 suoyin", "index 收录"]),
        ("averyverylongword", 5, ["averyverylongword"]),
    ],
)
def test_wrapping_counts_columns(text: str, width: int, lines: list[str]) -> None:
    """A line never begins with closing punctuation, and an English word is never broken."""
    assert wrap(text, width) == lines
