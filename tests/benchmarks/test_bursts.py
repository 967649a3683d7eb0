"""Two checkouts asked in turn: each burst is compared with the one beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import bursts
from benchmarks.peers.service import Service
from benchmarks.query_set import Query
from service.search.request import SearchRequest


def _bursts(*rates: float) -> list[dict[str, float]]:
    return [{"per_second": rate, "p50": 1000 / rate, "p95": 2000 / rate} for rate in rates]


def test_a_machine_that_slows_down_meanwhile_changes_no_ratio() -> None:
    """Medians of all bursts would say the same of both where one server had the good minutes."""
    result = {
        "versions": {"this": "aaaa", "other": "bbbb"},
        "archive": {"reports": 20_000, "characters": 2_200, "pool": "sample"},
        "requests": 150,
        "as_typed": False,
        "bursts": {"16": {"this": _bursts(400, 200, 100, 400), "other": _bursts(200, 100, 50, 200)}},
    }
    rows = bursts.table(result).splitlines()
    assert "| requests/s, 16 clients | 300.00 | 150.00 | 2.00 x (2.00 to 2.00) |" in rows
    assert any(row.startswith("| p95, ms, 16 clients") and row.endswith("| 2.00 x (2.00 to 2.00) |") for row in rows)


def test_what_is_asked_as_typed_alone_is_asked_so() -> None:
    server, queries = Service(Path("index")), [Query("added", SearchRequest("防汛"))]
    typed, free = (bursts._requests(server, queries, as_typed=each)[0].path for each in (True, False))
    assert typed == f"{free}&step=typed"


def test_who_is_compared_with_is_a_peer_or_a_folder(tmp_path: Path) -> None:
    name, peer = bursts._server("typesense", tmp_path / "archive.jsonl", tmp_path)
    assert (name, peer.name) == (f"typesense {peer.version}", "typesense")
    with pytest.raises(SystemExit, match="neither a folder nor a peer"):
        bursts._server(str(tmp_path / "mistyped"), tmp_path / "archive.jsonl", tmp_path)
