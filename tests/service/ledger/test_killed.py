"""Whoever publishes and withdraws is killed at random moments: nothing that was said to be done is lost, and the index follows."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.engines.whoosh import WhooshEngine
from service.ledger.follower import Follower
from service.ledger.ledger import Ledger
from service.ledger.published_file import missing_files
from service.ledger.publishing import Publisher
from service.ledger.states import States
from tests.docs.pages import ROOT

ROUNDS = int(os.environ.get("SUOYIN_REQUIRE_KILLS", "4"))

WORK = """
import sys
from pathlib import Path
from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from service.ledger.files import keep_original
from service.ledger.ledger import Ledger
from service.ledger.originals import file_details
from service.ledger.publishing import Publisher, Signed
folder, first = Path(sys.argv[1]), int(sys.argv[2])
publisher = Publisher(WhooshEngine(folder / "index"), Ledger(folder / "ledger", create=True))
print("ready", flush=True)
for number in range(first, first + 1000):
    report = Report(id=f"r{number}", source="a.txt", title=f"第{number}号通告", body="东桥封闭养护。" * 20)
    file = folder / "通告.txt"
    file.write_text(f"{report.title}{report.body}", encoding="utf-8")
    keep_original(publisher.ledger, file)
    signed = Signed("zhang", details=file_details(file, 1, report.body))
    print(publisher.publish(report, signed).entry.number, flush=True)
    if number % 2:
        print(publisher.withdraw(report.id, Signed("zhang", "作废")).entry.number, flush=True)
"""


@pytest.mark.parametrize("number", range(ROUNDS))
def test_ledger_and_index_agree_after_the_next_start(tmp_path_factory: pytest.TempPathFactory, number: int) -> None:
    """What was printed is in the ledger, the chain and the files are whole, and the index has just what the ledger says is public."""
    folder: Path = tmp_path_factory.getbasetemp() / "killed"
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-c", WORK, str(folder), str(number * 1000)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as work:
        assert work.stdout is not None
        assert work.stdout.readline() == "ready\n"
        time.sleep(random.Random(number).uniform(0.05, 1.0))
        work.send_signal(signal.SIGKILL)
        told = [int(line) for line in work.stdout.read().split("\n")[:-1]]
    ledger = Ledger(folder / "ledger")
    assert ledger.last_number() >= max(told, default=0)
    assert [*ledger.faults(), *ledger.originals.faults(), *missing_files(ledger)] == []
    publisher = Publisher(WhooshEngine(folder / "index"), ledger)
    assert Follower(publisher).look()
    wanted = States(ledger).sources()
    held = publisher.engine.get(States(ledger).ids())
    assert {report_id: report.source for report_id, report in held.items()} == wanted
    ledger.close()
