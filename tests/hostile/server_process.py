"""The web server of the fake archive as a process of its own, for those who attack it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLOW = "慢"
"""A query that this archive takes `SLOW_SECONDS` for."""
SLOW_SECONDS = 4

WORKERS = 2
_LISTENING = "0A"
"""The state of a socket in `/proc/net/tcp`."""

START = f"""
import time
from service.web.app import create_app
from service.web.server import serve
from tests.service.web.fake_archive import FakeArchive

class Slow(FakeArchive):
    def search(self, request):
        if request.query == "{SLOW}":
            time.sleep({SLOW_SECONDS})
        return super().search(request)

create_app(Slow(), site_name="档案").test_client().get("/search?q=1")  # compiles what is not compiled yet
serve(lambda: create_app(Slow(), site_name="档案"), host="127.0.0.1", port=0, workers={WORKERS}, threads=2)
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers at `address`."""

    process: subprocess.Popen[str]
    address: tuple[str, int]

    def workers(self) -> list[int]:
        """Return the ids of the server's workers."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def listeners(self) -> int:
        """Return how many workers listen: each has a socket of its own at the address, which is announced when one answers."""
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(row[1].endswith(f":{self.address[1]:04X}") and row[3] == _LISTENING for row in rows)


@contextmanager
def running() -> Iterator[Running]:
    """Yield a running server, ended afterwards."""
    with subprocess.Popen(
        [sys.executable, "-c", START], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        port = process.stdout.readline().rstrip("/\n").rpartition(":")[2]
        try:
            yield Running(process, ("127.0.0.1", int(port)))
        finally:
            process.kill()
