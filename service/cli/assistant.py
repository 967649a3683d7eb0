"""The command that offers the archive to assistants, over its standard streams."""

from __future__ import annotations

import click

from service.cli.chinese import Command
from service.cli.exit_codes import OK
from service.cli.opened import opened_archive, settings_of
from service.errors import AssistantNotInstalled


@click.command("mcp", cls=Command)
@click.pass_context
def mcp_command(context: click.Context) -> int:
    """通过标准输入输出，按模型上下文协议（MCP）供智能助手检索、查号、读报告、核对引用；只读。

    由助手的程序启动，见 docs/commands.md。
    """
    try:
        from service.assistant.server import server
    except ModuleNotFoundError as exc:
        raise AssistantNotInstalled from exc
    settings = settings_of(context)
    with opened_archive(settings) as archive:
        archive.status()  # a missing index is said now, where people look, and not to an assistant
        server(archive, site_name=settings.archive.name, url=settings.web.url).run()
    return OK
