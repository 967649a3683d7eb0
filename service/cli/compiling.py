"""The command that compiles beforehand, and the advice to run it where each command would compile anew."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command
from service.cli.exit_codes import OK
from service.cli.terminal import say

if TYPE_CHECKING:
    from service.compiling import Compiled


def advise_where_to_compile() -> None:
    """Say what to do, on stderr and once, before the first loop is compiled whose code can be kept nowhere."""
    # Here and below: Numba takes half a second to import, which `--help` need not wait for.
    from indexer.compiled import before_compiling_in_vain
    from service.compiling import advice

    before_compiling_in_vain(lambda: say(advice()))


@click.command("compile", cls=Command)
@json_option()
def compile_command(*, as_json: bool) -> int:
    """编译收录和检索中的循环，存在安装文件夹里，供所有用户使用。

    安装后由安装本程序的用户（如 root）运行一次，其他用户和只读的部署就不必各自编译；已编译的不再编译。
    """
    from service.compiling import compile_loops

    done = compile_loops()
    print_answer(done, lambda each: {**asdict(each), "folder": str(each.folder)}, _lines, as_json=as_json)
    return OK


def _lines(done: Compiled) -> list[str]:
    """Return what `suoyin compile` did."""
    what = f"已编译 {done.loops} 个循环" if done.loops else "没有需要编译的"
    return [f"{what}，用时 {done.seconds:.1f} 秒，存于 {done.folder}"]
