"""click in Chinese: help pages, usage errors, and lines wrapped by the width that characters have on a terminal.

click takes its own words from gettext, that is from the language of the environment; ours is always Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_EXTRA_ARGUMENTS = re.compile(r"unexpected extra arguments? \((.*)\)")


class Help(click.HelpFormatter):
    """A writer of help pages in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        super().write_text(_unwrappable(text, self.width - self.current_indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        first_column = min(max(len(first) for first, _ in rows), col_max) + col_spacing
        width = self.width - self.current_indent - first_column
        super().write_dl([(first, _unwrappable(second, width)) for first, second in rows], col_max, col_spacing)


class Context(click.Context):
    """A context whose help pages are in Chinese."""

    formatter_class = Help


class Command(click.Command):
    """A command whose help page is in Chinese."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """A group of commands whose help pages are in Chinese."""

    context_class = Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]…", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))


class WholeNumber(click.ParamType[int]):
    """A whole number from `low` to `high`."""

    name = "N"

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that `value` spells."""
        try:
            number = int(str(value))
        except ValueError:
            number = self.low - 1
        if not self.low <= number <= self.high:
            self.fail(f"应为 {self.low} 到 {self.high} 的整数，现为 {str(value)!r}", param, ctx)
        return number


class RequiredOption(click.Option):
    """An option that must be given, of which help says so in Chinese."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Return what stands behind its help."""
        return {**super().get_help_extra(ctx), "required": "必填"}


def usage_error(error: click.ClickException) -> str:
    """Return what is wrong with a command line, and how to get help."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "suoyin"
    return f"错误：{_mistake(error)}。用 {command} --help 查看用法。"


def _mistake(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            text = f"没有选项 {error.option_name}{_alternatives(error.possibilities)}"
            return f"{text}；参数以 - 开头时，在前面加 -- 隔开" if not error.possibilities else text
        case click.NoSuchCommand():
            return f"没有命令 {error.command_name}{_alternatives(error.possibilities)}"
        case click.MissingParameter():
            return f"缺少 {_shown(error.param)}"
        case click.BadParameter():
            return f"{_shown(error.param)}：{error.message}" if error.param else error.message
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 缺少值，或带了不该有的值"
    if extra := _EXTRA_ARGUMENTS.search(error.message):
        return f"多出了参数 {extra[1]}；一个参数里有空格时，请加引号"
    return "缺少命令" if error.message == "Missing command." else error.message


def _alternatives(names: list[str] | None) -> str:
    return f"，是不是 {' 或 '.join(names)}" if names else ""


def _shown(parameter: click.Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return (parameter.human_readable_name if parameter else None) or "参数"


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option:
        option.help = "显示用法。"
    return option


def _unwrappable(text: str, width: int) -> str:
    r"""Return the wrapped paragraphs, each after click's `\b` so that click, which counts characters, leaves it."""
    paragraphs = ("".join(paragraph.split("\n")) for paragraph in text.split("\n\n"))
    return "\n\n".join("\b\n" + "\n".join(wrap(paragraph, width)) for paragraph in paragraphs)


def wrap(text: str, width: int) -> list[str]:
    """Return text as lines of at most `width` columns; Chinese may break anywhere but before closing punctuation.

    >>> wrap("全文检索，按索引号查找。", 10)
    ['全文检索，', '按索引号查', '找。']
    """
    lines = [""]
    for piece in re.findall(r"[!-~]+ ?|.[，。；：、）”」！？]*", text):
        if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def columns(text: str) -> int:
    """Return the number of columns that text takes on a terminal: Chinese characters take two.

    >>> columns("索引 v1")
    7
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
