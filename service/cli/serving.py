"""The command that serves pages and API."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from indexer.options import MOST_PROCESSES
from service.cli.best_bets import best_bet_faults
from service.cli.chinese import Command, WholeNumber
from service.cli.exit_codes import OK
from service.cli.opened import opened_archive, settings_of
from service.cli.terminal import say
from service.settings import HIGHEST_PORT, LogSettings, Settings, WebSettings

if TYPE_CHECKING:
    from service.archive import Archive
    from service.web.metrics import Metrics
    from service.web.observation import Observer
    from service.web.server import AppFactory


@click.command("serve", cls=Command)
@click.option("--host", metavar="HOST", help="监听的地址，默认取配置。")
@click.option("--port", type=WholeNumber(1, HIGHEST_PORT), metavar="PORT", help="监听的端口，默认取配置。")
@click.option(
    "--workers",
    type=WholeNumber(0, MOST_PROCESSES),
    metavar="N",
    help="工作进程数，0 表示每个核心一个，默认取配置。",
)
@click.pass_context
def serve_command(context: click.Context, *, host: str | None, port: int | None, workers: int | None) -> int:
    """提供网页和接口服务。"""
    from service.engines import threads_for
    from service.web.environ import parse_networks
    from service.web.server import serve

    settings = settings_of(context)
    application = _application(settings)
    _try_search_log(settings.log)
    _try_archive(settings)
    with _counting_together() if settings.web.metrics else nullcontext():
        serve(
            application,
            host=host or settings.web.host,
            port=port or settings.web.port,
            workers=settings.web.workers if workers is None else workers,
            threads=settings.web.threads or threads_for(settings.engine),
            proxies=parse_networks(settings.web.proxies),
        )
    return OK


@contextmanager
def _counting_together() -> Iterator[None]:
    """Give all workers a folder, for this run, in which each keeps its figures for whichever is asked for those of all."""
    with TemporaryDirectory(prefix="suoyin-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _try_archive(settings: Settings) -> None:
    """Say what is wrong with the index once, rather than by every worker, compile what they begin with, and forget what the staff's desk keeps too long."""
    from indexer.errors import EngineUnavailable, IndexMissing

    with opened_archive(settings) as archive:
        if desk := archive.desk():
            desk.forget()
        try:
            archive.status()
            for line in best_bet_faults(archive, settings.search.best_bets):
                say(f"注意：{line}")
        except (EngineUnavailable, IndexMissing) as exc:
            say(f"注意：{exc}")  # a cluster may be back, an index made, any time, and until then every page says so
        say("正在准备检索（安装后首次启动需编译，约半分钟）……")
        archive.warmed()


def _try_search_log(log: LogSettings) -> None:
    """Open the search log once, so that one which can't be used stops the start. Raises `UnusableSearchLog`."""
    from service.search_log.database import opened

    if log.searches:
        opened(log.searches, create=True).close()


def _application(settings: Settings) -> AppFactory:
    """Return what makes the application of a worker."""
    from service.archive import open_archive
    from service.web.app import create_app
    from service.web.brand import load_brand
    from service.web.environ import parse_networks
    from service.web.headers import settings_fingerprint
    from service.web.rate import RateLimit

    brand = load_brand(settings.site)
    limit, proxies = RateLimit(settings.web.rate), parse_networks(settings.web.proxies)

    return lambda: create_app(
        archive := _kept_in_step(open_archive(settings).warmed()),
        site_name=settings.archive.name,
        url=settings.web.url,
        may_be_listed=settings.web.listed,
        configuration=settings_fingerprint(settings),
        limit=limit,
        proxies=proxies,
        brand=brand,
        metrics=(metrics := _metrics(settings.web)),
        observers=_observers(settings.log, metrics),
        desk=archive.desk(),
    )


def _kept_in_step(archive: Archive) -> Archive:
    """Return an archive whose index follows from its ledger, if it has one, while the process lives."""
    from service.ledger.follower import Follower

    if desk := archive.desk():
        Follower(desk.publisher).start()
    return archive


def _metrics(web: WebSettings) -> Metrics | None:
    """Return what counts the requests of a worker, if anybody may read it."""
    from service.web.environ import parse_networks
    from service.web.metrics import Metrics

    return Metrics(parse_networks(web.metrics)) if web.metrics else None


def _observers(log: LogSettings, metrics: Metrics | None) -> list[Observer]:
    """Return those who record the requests of a worker."""
    from service.search_log.writer import SearchLog
    from service.web import logged_searches, request_log

    observers: list[Observer] = []
    if log.searches:
        on_loss = metrics.lose if metrics else None
        observers.append(logged_searches.recorder(SearchLog(log.searches, days=log.days, on_loss=on_loss)))
    if log.requests:
        observers.append(request_log.writer(sys.stdout.buffer))
    return observers
