"""The files that publications were read from: kept by digest beside the ledger, backed up and brought back with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.ledger.backup import back_up, bring_back
from service.ledger.entries import Act, Draft
from service.ledger.ledger import Ledger
from service.ledger.originals import Originals, digest_of, file_details
from service.ledger.published_file import missing_files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that somebody uploads."""
    path = tmp_path / "通知.txt"
    path.write_text("东桥封闭养护。", encoding="utf-8")
    return path


def kept(originals: Originals, file: Path) -> str:
    """Return the digest of a file after keeping it."""
    name = digest_of(file)
    with originals.copied(file) as copy:
        originals.put(copy, name)
    return name


def test_a_file_is_kept_once(tmp_path: Path, file: Path) -> None:
    """For its owner alone, under its digest, and a copy that is given no place leaves nothing."""
    originals = Originals(tmp_path / "kept")
    name = kept(originals, file)
    assert kept(originals, file) == name
    path = originals.named(name)
    assert path is not None
    assert (path.read_bytes(), path.stat().st_mode & 0o077) == (file.read_bytes(), 0)
    with originals.copied(file):
        pass
    assert [each for each in originals.folder.rglob("*") if each.is_file()] == [path]
    with pytest.raises(FileNotFoundError), originals.copied(tmp_path / "gone"):
        pass
    assert [each for each in originals.folder.rglob("*") if each.is_file()] == [path]
    originals.remove(name)
    assert originals.names() == []


@pytest.mark.parametrize("name", ["", "..", "../通知.txt", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_what_is_no_digest_leads_nowhere(tmp_path: Path, name: str) -> None:
    """No path is made of it."""
    assert Originals(tmp_path).named(name) is None


def test_they_are_backed_up_and_brought_back(tmp_path: Path, file: Path) -> None:
    """Beside the copy, and a damaged or missing one is told."""
    ledger = Ledger(tmp_path / "ledger", create=True)
    name = kept(ledger.originals, file)
    ledger.append(
        [Draft(Act.PUBLISH, "a", "张三", record={"id": "a"}, details=file_details(file, 1, "东桥封闭养护。"))]
    )
    assert [*ledger.originals.faults(), *missing_files(ledger)] == []
    back_up(tmp_path / "ledger", tmp_path / "copy")
    bring_back(tmp_path / "copy", tmp_path / "new")
    again = Ledger(tmp_path / "new")
    path = again.originals.named(name)
    assert path is not None
    path.write_text("别的", encoding="utf-8")
    assert list(again.originals.faults()) == [f"摘要为 {name} 的原文件与收存时不同"]
    again.originals.remove(name)
    assert len(list(missing_files(again))) == 1
