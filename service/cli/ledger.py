"""The commands for the file of the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.chinese import Group
from service.cli.exit_codes import DAMAGED, OK
from service.cli.opened import settings_of
from service.cli.terminal import print_lines, say


@click.group("ledger", cls=Group)
def ledger_command() -> None:
    """备份、恢复、核对公开台账。"""


@ledger_command.command("backup")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def backup_command(context: click.Context, path: Path) -> int:
    """把台账完整地复制到 FILE，上传的原文件复制到旁边的 FILE-originals；服务可以照常运行。"""
    from service.ledger.backup import back_up

    back_up(ledger_path(context), path)
    say(f"已备份到 {path}。")
    return OK


@ledger_command.command("restore")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def restore_command(context: click.Context, path: Path) -> int:
    """用备份 FILE 恢复台账；损坏的、更新的版本写的、会丢失现有记录的备份不会使用。

    恢复之后运行 suoyin index，索引随之更新。
    """
    from service.ledger.backup import bring_back

    count = bring_back(path, ledger_path(context))
    say(f"已恢复，共 {count} 条记录。请运行 suoyin index，让索引跟上。")
    return OK


@ledger_command.command("check")
@click.pass_context
def check_command(context: click.Context) -> int:
    """通读台账，核对每一条记录、每一个版本和收存的原文件是否与写入时相同。"""
    from service.ledger.ledger import Ledger
    from service.ledger.published_file import missing_files

    ledger = Ledger(ledger_path(context))
    faults = [*ledger.faults(), *ledger.originals.faults(), *missing_files(ledger)]
    last = ledger.last()
    print_lines(faults or [f"台账完好，共 {ledger.count()} 条，最后一条的摘要是 {last.hash if last else '（无）'}。"])
    return DAMAGED if faults else OK


def ledger_path(context: click.Context) -> Path:
    """Return where the ledger is. Raises `NoLedger`."""
    from service.ledger.errors import NoLedger

    path = settings_of(context).ledger.path
    if path is None:
        raise NoLedger
    return path
