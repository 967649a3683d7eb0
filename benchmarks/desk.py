"""How long the staff wait over a large index: pages of the ledger of numbers, lists of numbers, the audit and its page, a certificate.

The application is called in this process, with a ledger of its own that begins empty; the index is only read. Each figure is that of the first
time, which is all that matters after a commit, and the least of three times more; the audit is made once.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask.testing import FlaskClient

from benchmarks import run as provenance
from corpus.readers.office.table import Table
from corpus.report import Report
from service.archive import Archive, open_archive
from service.desk.accounts import Accounts, Role
from service.ledger.publishing import Signed
from service.numbering.parameters import SeriesListRequest, SeriesRequest
from service.numbering.series import KINDS
from service.search.request import SearchRequest
from service.settings import load_settings
from service.web.app import create_app

NUMBERS = 1_000
"""Numbers of a list."""

SECONDS = {"page of a series": 0.2, "list of numbers": 2.0, "audit": 60.0}
"""What the figures whose names begin so may take."""

_AGAIN = 3
_PASSWORD = "qinghe shiyan 7"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("index", type=Path, help="folder of the index, which is only read")
    parser.add_argument("--keep", metavar="NAME", help="keep the figures as benchmarks/runs/NAME.json")
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> None:
    """Print the figures, and keep them where that is asked for."""
    with TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.write_text('[ledger]\npath = "ledger"\n', encoding="utf-8")
        settings = load_settings(config, index=options.index.resolve(), environ={})
        with closing(open_archive(settings).warmed()) as archive:
            found = {
                **provenance.provenance(),
                "reports": archive.status().reports,
                "allowed_seconds": SECONDS,
                "figures": dict(_figures(archive, random.Random(options.seed))),
            }
    text = json.dumps(found, ensure_ascii=False, indent=2)
    print(text)
    if options.keep:
        (provenance.RUNS / f"{options.keep}.json").write_text(f"{text}\n", encoding="utf-8")


def _figures(archive: Archive, chance: random.Random) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind in KINDS.values():
        asked = SeriesListRequest(kind)
        yield f"list of series, {kind.label}", _measured(partial(archive.numbering.listed, asked))
        series = max(archive.numbering.listed(asked).series, key=lambda each: each.summary.numbers).summary.series
        yield f"page of a series, {kind.label}", _measured(partial(archive.numbering.page, SeriesRequest(series)))
    for name, numbers in _lists(list(islice(archive.export(), 20 * NUMBERS)), chance).items():
        table = Table("", [[each] for each in numbers])
        yield f"list of numbers, {name}", _measured(partial(archive.locate_all, [table]))
    told: list[int] = []
    yield "audit", {**_measured(lambda: archive.audit(told.append), again=0), "told_of_progress": len(told)}
    client = _auditor(archive)
    yield "page of the audit", _measured(partial(_asked, client, "/desk/audit"))
    yield "table of the audit", _measured(partial(_asked, client, "/desk/audit.csv"), again=0)
    requests = [SearchRequest(each) for each in ("水库管理办法", "地铁票价听证", "城区停水通知")]
    yield (
        "certificate of three searches",
        _measured(partial(archive.certifier.certify, requests, Signed("张三", "测量"))),
    )


def _lists(reports: list[Report], chance: random.Random) -> dict[str, list[str]]:
    """Return lists of numbers that are there, with a digit too many, and that no report has."""
    held = [each.index_number.raw for each in chance.sample(reports, len(reports)) if each.index_number][:NUMBERS]
    documents = [each.document_number.raw for each in reports if each.document_number][:NUMBERS]
    absent = [f"{each.partition('/')[0]}/1987-{number:05}" for number, each in enumerate(held)]
    return {
        "index numbers that are there": held,
        "document numbers that are there": documents,
        "mistyped": [f"{each[:-5]}9{each[-5:]}" for each in held],
        "absent": absent,
        "a third of each": [*held[: NUMBERS // 3], *absent[: NUMBERS // 3], *documents[: NUMBERS // 3]],
    }


def _auditor(archive: Archive) -> FlaskClient:
    """Return a client signed in as an auditor."""
    desk = archive.desk()
    assert desk
    Accounts(desk.ledger).add("auditor", Role.AUDITOR, _PASSWORD, by="root")
    client = create_app(archive, site_name="", desk=desk).test_client()
    token = _TOKEN.search(client.get("/desk/sign-in").text)
    assert token
    client.post("/desk/sign-in", data={"csrf_token": token[1], "name": "auditor", "password": _PASSWORD})
    return client


def _asked(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, bool(answer.data)) == (200, True), address


def _measured(call: Callable[[], object], again: int = _AGAIN) -> dict[str, float]:
    """Return the seconds of the first time and the least of further ones, on the clock and of the processor."""
    times = [_once(call) for _ in range(1 + again)]
    found = {"first": times[0][0], "first_processor": times[0][1]}
    if again:
        found |= {"again": min(each for each, _ in times[1:]), "again_processor": min(each for _, each in times[1:])}
    return {name: round(each, 4) for name, each in found.items()}


def _once(call: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - processor
