"""The commands for the accounts of the staff."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from service.cli.chinese import Group
from service.cli.exit_codes import NOTHING_FOUND, OK
from service.cli.ledger import ledger_path
from service.cli.terminal import clean_argument, print_lines, printable, say

if TYPE_CHECKING:
    from service.desk.accounts import Accounts

_ROLES = ("reader", "editor", "auditor")


@click.group("user", cls=Group)
def user_command() -> None:
    """添加、列出、停用工作台的账号，设置密码。

    没有账号时，工作台的网址（/desk）都不存在。
    """


@user_command.command("add")
@click.argument("name", metavar="NAME")
@click.option(
    "--role",
    type=click.Choice(_ROLES),
    default="reader",
    metavar="ROLE",
    help="reader 只查阅，editor 可发布、更正、撤回，auditor 可查阅和核对操作记录；默认 reader。",
)
@click.pass_context
def add_command(context: click.Context, *, name: str, role: str) -> int:
    """添加账号 NAME；密码从终端或标准输入读。"""
    from service.desk.accounts import Role

    with _accounts(context) as accounts:
        accounts.add(clean_argument(name), Role(role), _new_password(), by=getpass.getuser())
    say(f"已添加账号 {clean_argument(name)}。")
    return OK


@user_command.command("list")
@click.pass_context
def list_command(context: click.Context) -> int:
    """列出全部账号。"""
    from service.desk.accounts import ROLE_LABELS
    from service.ledger.entries import in_beijing

    with _accounts(context) as accounts:
        found = accounts.all()
    for each in found:
        state = "  已停用" if each.is_disabled else ""
        print_lines([printable(f"{each.name}  {ROLE_LABELS[each.role]}  {in_beijing(each.since)}{state}")])
    return OK if found else NOTHING_FOUND


@user_command.command("password")
@click.argument("name", metavar="NAME")
@click.pass_context
def password_command(context: click.Context, *, name: str) -> int:
    """给账号 NAME 设置新密码，从终端或标准输入读；停用的账号随之启用，登录着的要重新登录。"""
    with _accounts(context) as accounts:
        accounts.set_password(clean_argument(name), _new_password(), by=getpass.getuser())
    say("已设置新密码。")
    return OK


@user_command.command("disable")
@click.argument("name", metavar="NAME")
@click.pass_context
def disable_command(context: click.Context, *, name: str) -> int:
    """停用账号 NAME，登录着的立即退出。"""
    with _accounts(context) as accounts:
        accounts.disable(clean_argument(name), by=getpass.getuser())
    say("已停用。")
    return OK


@contextmanager
def _accounts(context: click.Context) -> Iterator[Accounts]:
    from service.desk.accounts import Accounts
    from service.ledger.ledger import Ledger

    with closing(Ledger(ledger_path(context), create=True)) as ledger:
        yield Accounts(ledger)


def _new_password() -> str:
    """Return a password that was typed twice and not shown, or the first line of the standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    while True:
        password = getpass.getpass("密码：")
        if getpass.getpass("再输一次：") == password:
            return password
        say("两次输入的不一样，请重新输入。")
