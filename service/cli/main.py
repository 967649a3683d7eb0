"""The command line's entry, where every error that people can cause becomes lines on stderr and an exit code."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from corpus.errors import reason_of
from indexer.errors import IndexerError
from service.cli.chinese import usage_error
from service.cli.commands import suoyin
from service.cli.exit_codes import ERROR, INTERRUPTED, OK
from service.cli.terminal import give_up_output, prepare_streams, say
from service.errors import ServiceError
from service.parameters import BadParameters

_ARGUMENTS = {"q": "QUERY", "number": "NUMBER", "page_size": "--size", "page": "--page", "sort": "--sort"}
"""The names of parameters on the command line; all others come by --filter."""


def main() -> NoReturn:
    """Run the command line and exit."""
    prepare_streams()
    sys.exit(_run())


def _run() -> int:
    try:
        return suoyin.main(prog_name="suoyin", standalone_mode=False) or OK
    except click.exceptions.NoArgsIsHelpError as exc:
        exc.show()
    except click.ClickException as exc:
        say(usage_error(exc))
    except (click.Abort, KeyboardInterrupt):
        say("已中断。")
        return INTERRUPTED
    except BadParameters as exc:
        for problem in exc.problems:
            say(f"错误：{_ARGUMENTS.get(problem.parameter, f'--filter {problem.parameter}')}：{problem.message}")
    except (IndexerError, ServiceError) as exc:
        say(f"错误：{exc}")
    except OSError as exc:
        give_up_output()
        say(f"错误：{exc.filename or '输出'}：{reason_of(exc)}")
    return ERROR
