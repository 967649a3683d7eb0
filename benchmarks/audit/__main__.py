"""Audit an invented archive with seeded faults, and print what share of them is found, what is a false alarm, and how long it takes.

python -m benchmarks.audit --reports 100000 --faults 200 --out benchmarks/runs/….json
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.audit.seeded import KINDS, Seeded, seeded_archive
from corpus.report import Report
from service.audit.audit import AuditRules, audit
from service.browse.original import BYTES, OriginalFile

_TODAY = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """What an audit found of the faults that were seeded: by kind the share, and the findings that nobody seeded."""

    found: dict[str, float]
    false_alarms: Counter[str]
    findings: int

    @property
    def false_share(self) -> float:
        """The share of all findings that are false alarms."""
        return self.false_alarms.total() / max(self.findings, 1)


def measured(archive: list[Seeded], folder: Path) -> Measured:
    """Return what an audit finds of the faults that were seeded in an archive."""

    def file_of(source: str) -> Path | None:
        path = folder / source
        return path if path.suffix == ".html" or path.exists() else None

    def read_from(report: Report) -> OriginalFile:
        return OriginalFile(folder / report.source, report.source, 0, BYTES)

    rules = AuditRules(_TODAY, file_of=file_of, read_from=read_from)
    result = audit((each.report for each in archive), rules)
    seeded = {(each.kind, each.report.id) for each in archive if each.kind}
    said = {(each.kind.name, each.report_id) for each in result.findings}
    counts = Counter(kind for kind, _ in seeded)
    hits = Counter(kind for kind, _ in seeded & said)
    return Measured(
        {kind: hits[kind] / counts[kind] for kind in KINDS}, Counter(kind for kind, _ in said - seeded), len(said)
    )


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        archive = list(seeded_archive(asked.reports, asked.faults, Path(name)))
        wall, processor = time.perf_counter(), time.process_time()
        found = measured(archive, Path(name))
        seconds = time.perf_counter() - wall, time.process_time() - processor
    record = {
        "reports": len(archive),
        "faults_of_each_kind": asked.faults,
        "found": found.found,
        "false_alarms": found.false_alarms,
        "false_share_of_findings": found.false_share,
        "findings": found.findings,
        "seconds": round(seconds[0], 1),
        "processor_seconds": round(seconds[1], 1),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    print(text)
    if asked.out:
        asked.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
