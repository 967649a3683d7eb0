"""Each kind of hostile file read by itself: the processor time and the memory that it takes, and whether it is named.

Figures are of the process that reads and of those it starts. Run it with nothing beside it: caches that others fill cost time too. What seems
to cost too much is read again, and the least counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.readers.page.tree import MAX_TAGS, MAX_TAGS_LOOKED_AT
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.files import CONTENTS
from tests.hostile.hostile_file import HostileFile
from tests.hostile.pages import PAGES

MOST_SECONDS = 2.0
MOST_MEGABYTES = 300.0
REPEATS = 3
"""How often a file is read that seems to cost too much."""
MOST_SECONDS_A_RECORD = 0.0002
"""A list of records may take this much more for each of them, and for each line refused: it is read as long as it goes on."""

_MEASURED = """
import collections, json, re, resource, sys
from pathlib import Path
from corpus.readers import read_file

def seconds():
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)

path, before = Path(sys.argv[1]), seconds()
found, records = collections.Counter(), 0
for each in read_file(path, source=path.name):
    found[type(each).__name__] += 1
    records += getattr(each, "count", 1)
own = int(re.search("VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
kilobytes = own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"seconds": round(seconds() - before, 2), "megabytes": round(kilobytes / 1024), "records": records, **found}))
"""
"""The largest child counts in full, though it shares pages with the process that reads: the sum is an upper bound. What the process
itself had at most is not asked of `getrusage`, which counts the one that started it too."""


def run(attack: Attack) -> Figures:
    """Write and read a share of the kinds one after another; what is not named, or costs more than a file may, is a failure."""
    failures = Failures()
    costs: dict[str, Mapping[str, float]] = {}
    every = list(_files())
    for name, file in attack.chance().sample(every, attack.times(len(every))):
        file.write(attack.folder, name, scale=attack.scale)
        (path,) = attack.folder.iterdir()
        costs[name] = cost = _least_cost(path)
        path.unlink()
        attack.tell(lambda: _figures(costs, failures))
        print(f"{name}: {cost}", file=sys.stderr, flush=True)
        if not cost.keys() & {"Report", "Problem", "PassedOver"}:
            failures.add(f"{name} is not named: {cost}")
        elif _is_dear(cost):
            failures.add(f"{name} costs too much: {cost}")
    return _figures(costs, failures)


def _figures(costs: Mapping[str, Mapping[str, float]], failures: Failures) -> Figures:
    return {"kinds": len(costs), **_dearest(costs), **failures.figures(), "costs": costs}


def _files() -> Iterator[tuple[str, HostileFile]]:
    """Yield all kinds at the size of an attack, and pages also as large as they are read whole, and read at all."""
    yield from CONTENTS.items()
    for name, page in PAGES.items():
        tags_each = (page.make(20).count(b"<") - page.make(10).count(b"<")) / 10
        for limit in (MAX_TAGS_LOOKED_AT, MAX_TAGS):
            if tags_each and page.full * tags_each > limit:
                yield f"{name}-of-{limit}-tags", replace(page, full=int(0.99 * limit / tags_each))


def _is_dear(cost: Mapping[str, float]) -> bool:
    seconds = MOST_SECONDS + MOST_SECONDS_A_RECORD * cost.get("records", 0)
    return cost["seconds"] > seconds or cost["megabytes"] > MOST_MEGABYTES


def _dearest(costs: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Return what took the most time and the most memory."""
    return {
        f"most_{what}": f"{costs[name][what]} ({name})"
        for what in ("seconds", "megabytes")
        for name in [max(costs, key=lambda each: costs[each][what])]
    }


def _least_cost(path: Path) -> Mapping[str, float]:
    cost = _cost(path)
    for _ in range(1, REPEATS):
        if not _is_dear(cost):
            break
        cost = min(cost, _cost(path), key=lambda each: each["seconds"])
    return cost


def _cost(path: Path) -> Mapping[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    found: dict[str, float] = json.loads(done.stdout) if done.returncode == 0 else {"seconds": 0.0, "megabytes": 0.0}
    return found
