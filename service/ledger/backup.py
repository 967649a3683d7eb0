"""Copies of a ledger: made while it is in use, and brought back only where they are whole and lose nothing."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from service.errors import UnusableLedger
from service.ledger.database import opened
from service.ledger.errors import BadBackup
from service.ledger.ledger import Ledger
from service.ledger.originals import Originals


def back_up(ledger: Path, copy: Path) -> None:
    """Copy a ledger to a file, whose earlier content stays until all is written, and the files beside it to a folder beside the copy. Raises `ServiceError` or OSError."""
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    with closing(Ledger(ledger)) as source, closing(opened(unfinished, create=True)) as database:
        source.copy_to(database)
        database.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
    Originals.beside(ledger).copy_to(Originals.beside(copy))
    unfinished.replace(copy)


def bring_back(copy: Path, ledger: Path) -> int:
    """Make a copy the ledger, with the files beside it, and return the number of its entries.

    Raises `BadBackup` for one that is damaged, of a newer version, or lacks what the ledger has.
    """
    with TemporaryDirectory() as folder:
        candidate = Path(folder) / "candidate"
        shutil.copyfile(copy, candidate)
        try:
            with closing(Ledger(candidate)) as source:
                _check(source, copy, ledger)
                with closing(opened(ledger, create=True)) as database:
                    source.copy_to(database)
                Originals.beside(copy).copy_to(Originals.beside(ledger))
                return source.count()
        except UnusableLedger as exc:
            raise BadBackup(copy, exc.reason) from exc


def _check(source: Ledger, copy: Path, ledger: Path) -> None:
    """Raise `BadBackup` for a copy that must not take the place of the ledger."""
    if fault := next(source.faults(), ""):
        raise BadBackup(copy, fault)
    if not source.count():
        raise BadBackup(copy, "里面没有任何记录")
    if not ledger.exists():
        return
    with closing(Ledger(ledger)) as present:
        last = present.last()
        if last and not source.value("SELECT 1 FROM entries WHERE hash = ?", [last.hash]):
            reason = f"它没有现有台账 {ledger} 的第 {last.number} 条，恢复会丢失记录；确要放弃，请先把现有台账移到别处"
            raise BadBackup(copy, reason)
