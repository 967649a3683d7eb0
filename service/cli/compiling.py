"""The command that compiles beforehand, and the advice to run it where each command would compile anew."""

from __future__ import annotations

from dataclasses import asdict

import click

from service.cli.answers import json_option, print_answer
from service.cli.chinese import Command
from service.cli.exit_codes import OK
from service.cli.terminal import say


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
    from service.cli.text import compiled_lines
    from service.compiling import compile_loops

    done = compile_loops()
    print_answer(done, lambda each: {**asdict(each), "folder": str(each.folder)}, compiled_lines, as_json=as_json)
    return OK
