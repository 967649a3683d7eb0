"""The commands that publish, correct, withdraw and restore reports, and show what was done to one."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command, RequiredOption
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import clean_argument, print_json, print_lines, printable, say

if TYPE_CHECKING:
    from service.ledger.publishing import Done, Publisher, Signed
    from service.settings import Settings

_Command = TypeVar("_Command", bound=Callable[..., Any])


def by_option() -> Callable[[_Command], _Command]:
    """Return the option for who does something."""
    return click.option("--by", metavar="NAME", help="经手人，默认是系统的用户名。")


def _reason_option(explained: str, *, required: bool = False) -> Callable[[_Command], _Command]:
    kind = RequiredOption if required else click.Option
    return click.option("--reason", cls=kind, default="", required=required, metavar="REASON", help=explained)


def _set_option() -> Callable[[_Command], _Command]:
    return click.option(
        "--set", "changes", multiple=True, metavar="FIELD=VALUE", help="改一项，如 标题=……，可重复；空值去掉这一项。"
    )


@click.command("publish", cls=Command)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@_set_option()
@by_option()
@_reason_option("说明，记入台账并公布。")
@click.option("--at", "at", metavar="TIME", help="到这时才公开，如 2026-12-01T09:00（本机时间）。")
@json_option()
@click.pass_context
def publish_command(
    context: click.Context,
    *,
    path: Path,
    changes: tuple[str, ...],
    by: str | None,
    reason: str,
    at: str | None,
    as_json: bool,
) -> int:
    """发布 FILE 里的信息：先记入公开台账，再收入索引。

    会读出什么，先用 suoyin read FILE 看；读错的项目用 --set 改正。
    """
    from service.ledger.files import publish_file

    settings = settings_of(context)
    signed = signed_by(by, reason)
    time = _time(at, context) if at else None
    with opened_archive(settings) as archive:
        done = publish_file(archive.publisher, path, settings, signed, _changes(changes, context), at=time)
    for each in done:
        _tell(each, "将在 {time} 发布" if time else "已发布", as_json=as_json)
    return OK


@click.command("correct", cls=Command)
@click.argument("report_id", metavar="ID")
@_set_option()
@click.option(
    "--file", "path", type=click.Path(path_type=Path), metavar="FILE", help="改为 FILE 里读出的内容，编号不变。"
)
@by_option()
@_reason_option("更正的原因，记入台账并公布。")
@json_option()
@click.pass_context
def correct_command(
    context: click.Context,
    *,
    report_id: str,
    changes: tuple[str, ...],
    path: Path | None,
    by: str | None,
    reason: str,
    as_json: bool,
) -> int:
    """更正编号为 ID 的信息；从前的版本保留在台账里。"""
    from service.ledger.files import correct_by_file
    from service.ledger.mending import mended

    settings = settings_of(context)
    changed, name, signed = _changes(changes, context), clean_argument(report_id), signed_by(by, reason)

    def correct(publisher: Publisher) -> Done:
        if path is None:
            return publisher.correct(name, lambda report: mended(report, changed), signed)
        return correct_by_file(publisher, name, path, settings=settings, signed=signed, changes=changed)

    return _act(settings, correct, "已更正", as_json)


@click.command("withdraw", cls=Command)
@click.argument("report_id", metavar="ID")
@_reason_option("撤回的理由，会公布在原来的网址上。", required=True)
@by_option()
@json_option()
@click.pass_context
def withdraw_command(context: click.Context, *, report_id: str, reason: str, by: str | None, as_json: bool) -> int:
    """撤回编号为 ID 的信息：检索不到，原来的网址上只有理由；档案文件里的信息也可以撤回，再收录也不会回来。"""
    signed = signed_by(by, reason)
    return _act(
        settings_of(context), lambda publisher: publisher.withdraw(clean_argument(report_id), signed), "已撤回", as_json
    )


@click.command("restore", cls=Command)
@click.argument("report_id", metavar="ID")
@_reason_option("恢复的原因，记入台账并公布。")
@by_option()
@json_option()
@click.pass_context
def restore_command(context: click.Context, *, report_id: str, reason: str, by: str | None, as_json: bool) -> int:
    """恢复撤回的信息 ID，内容是撤回前的最后一版。"""
    signed = signed_by(by, reason)
    return _act(
        settings_of(context), lambda publisher: publisher.restore(clean_argument(report_id), signed), "已恢复", as_json
    )


@click.command("history", cls=Command)
@click.argument("report_id", metavar="ID")
@json_option()
@click.pass_context
def history_command(context: click.Context, *, report_id: str, as_json: bool) -> int:
    """列出信息 ID 在公开台账里的全部记录：谁在何时做了什么，为什么，各版的摘要，改了哪些项。"""
    from service.cli.history_text import history_lines
    from service.ledger.history import history, to_plain

    with opened_archive(settings_of(context)) as archive:
        found = history(archive.publisher, clean_argument(report_id))
    print_answer(found, to_plain, history_lines, as_json=as_json)
    return OK if found.steps else NOTHING_FOUND


def _act(settings: Settings, act: Callable[[Publisher], Done], told: str, as_json: bool) -> int:
    with opened_archive(settings) as archive:
        done = act(archive.publisher)
    _tell(done, told, as_json=as_json)
    return OK


def _tell(done: Done, told: str, *, as_json: bool) -> None:
    from service.ledger.entries import in_beijing
    from service.ledger.history import entry_to_plain

    entry = done.entry
    if as_json:
        print_json({**entry_to_plain(entry), "is_followed": done.is_followed})
    else:
        what = told.format(time=in_beijing(entry.effective))
        print_lines([printable(f"{what}：{entry.subject}（台账第 {entry.number} 条，摘要 {entry.hash[:16]}）")])
    if not done.is_followed:
        say("索引暂时没有跟上（可能正由另一个进程写入）；运行中的服务会自动补上，也可以稍后运行 suoyin index。")


def signed_by(by: str | None, reason: str) -> Signed:
    """Return who does something and why, as given on the command line."""
    from service.ledger.publishing import Signed

    return Signed(clean_argument(by or getpass.getuser()), clean_argument(reason))


def _changes(texts: tuple[str, ...], context: click.Context) -> Mapping[str, str]:
    from service.ledger.mending import field_named

    changes = {}
    for text in map(clean_argument, texts):
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"--set 应写成 项目=内容，现为“{text}”", context)
        changes[field_named(name.strip())] = value
    return changes


def _time(text: str, context: click.Context) -> datetime:
    """Return the time that a text names on this machine's clock."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as exc:
        raise click.UsageError(f"“{text}”不是有效的时间，应写成 2026-12-01T09:00", context) from exc
