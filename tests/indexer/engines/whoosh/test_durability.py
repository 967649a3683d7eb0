"""Nothing committed is ever lost: writers killed at any moment, full disks, folders that can't be written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.report import Report
from indexer import fingerprint
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexUnwritable
from indexer.query import Everything, Plan

KILLS = int(os.environ.get("SUOYIN_REQUIRE_KILLS", "40"))
"""How many writers are killed; more on request, each takes about a tenth of a second."""

_ROOT = Path(fingerprint.__file__).parent.parent

# Forks a writer again and again, kills it at a random moment of one of its first commits (which take as long as the machine
# needs), and looks at what it left. A process of its own, since it must have no threads.
_HARNESS = """
import os, random, signal, sys, time
from pathlib import Path
from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan
from tests.indexer.engines.whoosh.test_durability import state_after, step

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(int(sys.argv[3]))
for start in (0, 20):  # loads dictionaries and compiles before the forks
    with WhooshEngine(folder.with_name("warm")).write() as writer:
        for number in range(start, start + 20):
            step(writer, number)
            writer.checkpoint()
WhooshEngine(folder.with_name("warm")).search(Plan(Everything()))
committed = 0
unseen = 0
pause = 0.05
for _ in range(kills):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with WhooshEngine(folder).write() as writer:
            for number in range(committed, committed + 1000):
                step(writer, number)
                writer.checkpoint()
                os.write(writing, b"+")
        os._exit(0)
    os.close(writing)
    told = 0
    started = time.monotonic()
    for _ in range(chance.randint(0, 3)):
        told += len(os.read(reading, 1))
    if told:
        pause = (time.monotonic() - started) / told
    time.sleep(chance.uniform(0, pause))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(reading, 4096):
        told += len(chunk)
    os.close(reading)
    engine = WhooshEngine(folder)
    try:
        hits = engine.search(Plan(Everything(), limit=100_000)).hits
    except Exception as exc:  # whatever it is, only a missing index excuses it
        assert committed + told == 0, exc  # killed before there was an index
        continue
    found = {each: report.title for each, report in engine.get(hit.id for hit in hits).items()}
    possible = [number for number in (committed + told, committed + told + 1) if state_after(number) == found]
    assert possible, (committed, told, sorted(found.items()))
    unseen += committed + told != possible[0]
    committed = possible[0]
with WhooshEngine(folder).write() as writer:
    step(writer, committed)
assert WhooshEngine(folder).search(Plan(Everything())).total == len(state_after(committed + 1))
segments = {path.name for path in folder.glob("*.suoyin")}
assert len(segments) == WhooshEngine(folder).status().segments, "stray files"
print(committed, unseen)
"""


def step(writer: object, number: int) -> None:
    """Commit once to the growing archive: a new report, an old one changed, another removed."""
    writer.put(Report(id=f"r{number}", source="s", title=f"甲{number}"))
    if number % 3 == 2:
        writer.put(Report(id=f"r{number // 2}", source="s", title=f"乙{number}"))
    if number % 7 == 6:
        writer.delete(f"r{number - 5}")


def state_after(steps: int) -> dict[str, str]:
    """Return the titles by id after `steps` steps."""
    state: dict[str, str] = {}
    for number in range(steps):
        state[f"r{number}"] = f"甲{number}"
        if number % 3 == 2:
            state[f"r{number // 2}"] = f"乙{number}"
        if number % 7 == 6:
            state.pop(f"r{number - 5}", None)
    return state


def _run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def kill_writers(folder: Path, kills: int, *, seed: int) -> int:
    """Return how many commits writers made that were killed one after another; raises AssertionError where one was lost."""
    done = _run(_HARNESS, folder, kills, seed)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[0])


def test_writers_killed_at_random_moments(tmp_path: Path) -> None:
    """After every kill -9 the index opens, equals a committed state, and the next writer goes on from there."""
    committed = kill_writers(tmp_path / "index", KILLS, seed=7)
    assert committed > KILLS // 4, "hardly anything was committed between the kills"


_LARGE_WRITER = """
import os, sys
from pathlib import Path
from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.write import writer as module
module.BATCH_CHARACTERS = 2000
if __name__ == "__main__":
    with WhooshEngine(Path(sys.argv[1])).write() as writer:
        for number in range(40):
            writer.put(Report(id=f"x{number}", source="s", title="乙", body="水利" * 60))
        print("written", flush=True)
        sys.stdin.read()
"""


def test_a_writer_killed_with_its_helpers_at_work(tmp_path: Path) -> None:
    """Processes that invert batches end with the writer, and what they wrote does not belong to the index."""
    folder = tmp_path / "index"
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="kept", source="s", title="甲"))
    script = tmp_path / "large_writer.py"
    script.write_text(_LARGE_WRITER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script, folder],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
        # Ends when the last holder of the pipe does: the helpers have it too.
        assert process.stdout.read() == ""
    assert WhooshEngine(folder).search(Plan(Everything())).total == 1
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="next", source="s", title="丙"))
    assert WhooshEngine(folder).search(Plan(Everything())).total == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield the folder of a file system of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.parametrize("reports", [30, 3_000])
def test_a_full_disk_is_named_and_the_old_index_stays(small_disk: Path, reports: int) -> None:
    """Writing more than fits is a clear error; what was committed is still there, and room can be made and used."""
    folder = small_disk / "index"
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="a", source="s", title="甲"))
    filler = small_disk / "filler"
    if reports == 30:
        filler.write_bytes(b"0" * 1_900_000)
    body = "".join(chr(0x4E00 + i * 7919 % 20_000) for i in range(1_000))
    with pytest.raises(IndexUnwritable, match="磁盘已满"), WhooshEngine(folder).write() as writer:
        for number in range(reports):
            writer.put(Report(id=f"b{number}", source="s", title="乙", body=body[number % 900 :] + body))
    assert WhooshEngine(folder).search(Plan(Everything())).total == 1
    filler.unlink(missing_ok=True)
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="c", source="s", title="丙"))
    assert WhooshEngine(folder).search(Plan(Everything())).total == 2


_NOBODY = 65_534

_UNPRIVILEGED = """
import os, sys
from pathlib import Path
from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexUnwritable
WhooshEngine(Path(sys.argv[1]))
if os.getuid() == 0:
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
try:
    with WhooshEngine(Path(sys.argv[1])).write() as writer:
        writer.put(Report(id="b", source="s", title="乙"))
except IndexUnwritable as exc:
    print(exc)
"""


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """Without permission to write, the error says where and why, and the index stays as it is."""
    folder = tmp_path / "index"
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="a", source="s", title="甲"))
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o055)
    told = _run(_UNPRIVILEGED, folder, _NOBODY)
    assert told.returncode == 0, told.stderr
    assert str(folder) in told.stdout
    assert "没有权限" in told.stdout
    assert WhooshEngine(folder).search(Plan(Everything())).total == 1
    folder.chmod(0o755)
