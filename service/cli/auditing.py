"""The command that audits the archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from service.audit import kinds
from service.cli.answers import json_option, print_answer, print_file
from service.cli.chinese import Command
from service.cli.exit_codes import FINDINGS, OK
from service.cli.opened import opened_archive, settings_of
from service.cli.progress import BAR_WIDTH
from service.cli.publishing import by_option, signed_by
from service.cli.terminal import clean_argument, printable, say

if TYPE_CHECKING:
    from service.audit.audit import Audit, Progress
    from service.ledger.publishing import Signed
    from service.settings import Settings

SHOWN = 20
"""Findings of a kind that are printed; files have all."""


@click.command("audit", cls=Command)
@click.option(
    "--kind", "only", multiple=True, metavar="KIND", help=f"只列出这些类别，可重复：{'、'.join(kinds.KINDS)}。"
)
@click.option("--issuer", metavar="NAME", help="只看这个发布机构的。")
@click.option("--csv", "as_csv", is_flag=True, help="以 CSV 输出全部发现。")
@json_option("以 JSON 输出全部发现和各项合计。")
@click.option("--dismiss", metavar="ID", help="把编号为 ID 的发现记为已忽略，不做检查；须同时写明 --reason。")
@click.option("--reason", metavar="REASON", help="忽略的理由；有台账时记入台账。")
@by_option()
@click.pass_context
def audit_command(
    context: click.Context,
    *,
    only: tuple[str, ...],
    issuer: str | None,
    as_csv: bool,
    as_json: bool,
    dismiss: str | None,
    reason: str | None,
    by: str | None,
) -> int:
    """检查全部信息：缺项、日期、期限、重号、重复、附件、个人信息。

    有未忽略的发现时以 1 退出，适合每晚定时运行。忽略的记入公开台账；没有台账时记入 audit.dismissed 所指的清单。工作日历见 audit.calendar。
    """
    settings = settings_of(context)
    if dismiss is not None or reason is not None:
        _dismiss(context, settings, dismiss, signed_by(by, reason or ""))
        return OK
    if wrong := [name for name in only if name not in kinds.KINDS]:
        raise click.UsageError(f"没有类别 {'、'.join(wrong)}；可用的有 {'、'.join(kinds.KINDS)}", context)
    with opened_archive(settings) as archive, _progress(archive.status().reports) as progress:
        found = archive.audit(progress)
    found = _narrowed(found, only, issuer and clean_argument(issuer))
    _print(found, settings.web.url, as_csv=as_csv, as_json=as_json)
    for note in found.notes:
        say(f"注意：{note}")
    return FINDINGS if found.open else OK


def _dismiss(context: click.Context, settings: Settings, finding: str | None, signed: Signed) -> None:
    """Dismiss a finding: in the ledger, or in the configured list where there is no ledger."""
    from service.audit.dismissals import dismiss
    from service.audit.last_audit import dismiss_finding, finding_named
    from service.ledger.ledger import Ledger

    if not finding or not signed.reason.strip():
        raise click.UsageError("忽略一条发现，须同时写明 --dismiss ID 和 --reason REASON", context)
    if settings.ledger.path is not None:
        with closing(Ledger(settings.ledger.path, create=True)) as ledger:
            if finding_named(ledger, finding) is None:
                raise click.UsageError(
                    f"最近一次检查里没有编号为 {finding[:20]} 的发现，请先运行 suoyin audit", context
                )
            dismiss_finding(ledger, finding, by=signed.by, reason=signed.reason)
    elif settings.audit.dismissed is not None:
        dismiss(settings.audit.dismissed, finding, signed.reason, date.today())
    else:
        raise click.UsageError("请先在配置 ledger.path 中写明公开台账，或在 audit.dismissed 中写明忽略清单", context)


def _narrowed(found: Audit, only: tuple[str, ...], issuer: str | None) -> Audit:
    wanted = (each for each in found.findings if not only or each.kind.name in only)
    return replace(found, findings=tuple(each for each in wanted if not issuer or each.issuer == issuer))


@contextmanager
def _progress(reports: int) -> Iterator[Progress]:
    """Yield what advances a progress bar on stderr, where somebody is there to see it."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=max(reports, 1), label="检查", file=sys.stderr, width=BAR_WIDTH) as bar:
        yield bar.update


def _print(found: Audit, site: str, *, as_csv: bool, as_json: bool) -> None:
    from service.audit.export import rows, to_record
    from service.export.comma_separated import comma_separated
    from service.web import urls

    address_of = urls.reports_at(site)
    if as_csv and not as_json:
        print_file(comma_separated(rows(found, address_of)))
    else:
        print_answer(found, partial(to_record, address_of=address_of), _lines, as_json=as_json)


def _lines(found: Audit) -> Iterator[str]:
    from service.audit.totals import by_issuer, by_kind, by_year

    dismissed = len(found.findings) - len(found.open)
    aside = f"，另有 {dismissed} 处已忽略" if dismissed else ""
    yield f"检查了 {found.reports} 条信息，{len(found.open)} 处需要处理{aside}。"
    for name, count in by_kind(found.open).items():
        kind = kinds.KINDS[name]
        yield from ("", f"{kind.label}（{name}）{count} 处。{kind.advice}。")
        of_kind = [each for each in found.open if each.kind is kind]
        for each in of_kind[:SHOWN]:
            yield printable(f"  {each.id}  {each.message}  《{each.title}》 {each.issuer} [{each.report_id}]")
        if count > SHOWN:
            yield f"  另有 {count - SHOWN} 处，--csv 或 --json 全部列出"
    for heading, totals in (("按发布机构", by_issuer(found.open)), ("按年份", by_year(found.open))):
        yield from ("", f"{heading}：")
        for name, counts in list(totals.items())[:SHOWN]:
            said = "，".join(f"{kinds.KINDS[kind].label} {count}" for kind, count in counts.items())
            yield printable(f"  {name or '（不详）'}：{said}")
        if len(totals) > SHOWN:
            yield f"  另有 {len(totals) - SHOWN} 个，--json 全部列出"
