"""One run on record: what was asked for, with which versions, on which machine; kept as JSON and as a table.

Names no host and no folder of the machine: runs are published.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import sys
import time
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

RUNS = Path(__file__).parent / "runs"

PACKAGES = ("whoosh", "jieba", "numpy", "numba", "zstandard", "opencc", "flask", "granian", "tantivy")

_STEPS = 1_000_000
_TRIES = 5

_MEMORY = re.compile(r"MemTotal:\s+(\d+) kB")
_MODEL = re.compile(r"model name\s*:\s*(.+)")


def provenance(module: str = "benchmarks") -> dict[str, Any]:
    """Return date, command, versions and machine, for the head of a result of `python -m module`."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "command": ["python", "-m", module, *(each.rsplit("/", 1)[-1] for each in sys.argv[1:])],
        "machine": machine(),
        "versions": versions(),
    }


def machine() -> dict[str, Any]:
    """Return the processor, cores and memory of the machine, and its load."""
    model = _MODEL.search(_read("/proc/cpuinfo"))
    memory = _MEMORY.search(_read("/proc/meminfo"))
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": model[1].strip() if model else platform.processor(),
        "cores": os.cpu_count() or 1,
        "memory_gb": round(int(memory[1]) / 1024**2, 1) if memory else None,
        "python_steps_millions": round(python_steps() / 1e6, 1),
        "load_at_start": [round(each, 2) for each in os.getloadavg()],
    }


def python_steps() -> float:
    """Return how many steps of a loop the interpreter makes a second, in the best of some tries.

    Two builds of one version differ by half ([decision 48](../docs/decisions/0048-which-interpreter.md)), which no version tells.
    """
    return _STEPS / min(_seconds_of_steps() for _ in range(_TRIES))


def _seconds_of_steps() -> float:
    started, total = time.process_time(), 0
    for step in range(_STEPS):
        total += len(str(step))
    return time.process_time() - started


def versions() -> dict[str, str]:
    """Return the versions of Python, SQLite and every package of `PACKAGES` that is installed."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def keep(name: str, result: dict[str, Any], table: str) -> None:
    """Write a result under `runs/`: `name`.json and `name`.md."""
    command = " ".join(result["command"])
    (RUNS / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (RUNS / f"{name}.md").write_text(f"# {name}\n\n`{command}`\n\n{table}\n", encoding="utf-8")


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
