"""What a process knows of its own memory."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

import pytest

from corpus.process_memory import most_resident, resident

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has now")


@ON_LINUX
def test_the_most_memory_is_no_less_than_what_is_held_now() -> None:
    """Memory that is held and given back stays in the one, and not in the other."""
    held = b"x" * (64 << 20)
    most, (now, _) = most_resident(), resident()
    assert most > len(held)
    assert now > len(held)
    del held
    most_of_all, (left, _) = most_resident(), resident()
    assert left < now - (32 << 20)
    assert most_of_all > left + (32 << 20)


@ON_LINUX
def test_of_mapped_files_only_what_was_looked_at_counts(tmp_path: Path) -> None:
    """A mapping takes no memory by itself."""
    path = tmp_path / "zeros"
    path.write_bytes(bytes(16 << 20))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages:
        before, before_of_files = resident()
        assert not any(pages[:: mmap.PAGESIZE])
        after, after_of_files = resident()
        assert min(after - before, after_of_files - before_of_files) > 12 << 20


def test_where_the_system_does_not_tell_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then what a process had at most is all that is known."""

    def refuse(*_: object) -> int:
        raise FileNotFoundError

    monkeypatch.setattr("corpus.process_memory.os.open", refuse)
    assert most_resident() > 0
    assert resident() == (0, 0)
