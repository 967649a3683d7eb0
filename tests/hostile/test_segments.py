"""A damaged index says so: no wrong answer, no error but the one that names the damage, and no crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexDamaged, IndexMismatch, ReportDamaged
from service.archive import Archive
from service.settings import load_settings
from service.web.app import create_app
from tests.hostile.segments import attack, small_index, stretches, write_anew

DAMAGES = 48

ADDRESSES = (
    "/",
    "/search?q=水库防汛",
    "/api/v1/search?q=汛",
    "/api/v1/reports/r42",
    "/api/v1/status",
    "/api/v1/suggest?q=青",
    "/healthz",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small index."""
    folder = tmp_path_factory.mktemp("damaged") / "index"
    small_index(folder)
    return folder


def test_damage_never_gives_a_wrong_answer(index: Path) -> None:
    """Flipped bits, zeroed and repeated pages and lost ends, in every kind of stretch: right answers, or refusals."""
    outcome = attack(index, damages=DAMAGES)
    assert outcome.wrong == []
    assert outcome.damages > DAMAGES * 0.8
    assert outcome.refused > outcome.damages // 2


def test_every_array_of_a_segment_is_checked(index: Path) -> None:
    """A flipped bit in any array of a segment is found by `check`, which names it or the report it is in."""
    for stretch in stretches(index):
        before = stretch.path.read_bytes()
        at = (stretch.start + stretch.end) // 2
        write_anew(stretch.path, before[:at] + bytes([before[at] ^ 4]) + before[at + 1 :])
        found = list(WhooshEngine(index).check())
        write_anew(stretch.path, before)
        assert found, stretch
    assert list(WhooshEngine(index).check()) == []


def test_over_http_damage_is_a_503_that_says_what_to_do(index: Path) -> None:
    """Whatever is damaged, a request is answered as before, or with 503 and the command that mends it."""
    before = {address: _client(index).get(address).status_code for address in ADDRESSES}
    assert set(before.values()) == {200}
    refused = 0
    for stretch in list(stretches(index))[::5]:
        whole = stretch.path.read_bytes()
        middle = (stretch.start + stretch.end) // 2
        write_anew(stretch.path, whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :])
        client = _client(index)
        for address in ADDRESSES:
            response = client.get(address)
            assert response.status_code in (200, 503), (stretch.what, address)
            refused += response.status_code == 503
            assert response.status_code == 200 or "suoyin index --rebuild" in response.text
        write_anew(stretch.path, whole)
    assert refused


def test_a_damaged_report_is_no_damage_to_others(index: Path) -> None:
    """Damage within one stored report is a refusal of that report, by its name, and of no other one."""
    stretch = next(stretch for stretch in stretches(index) if stretch.what == "stored.data")
    whole = stretch.path.read_bytes()
    write_anew(
        stretch.path, whole[: stretch.start + 9] + bytes([whole[stretch.start + 9] ^ 1]) + whole[stretch.start + 10 :]
    )
    engine, refused = WhooshEngine(index), []
    for report_id in [f"r{number}" for number in range(120) if number != 11]:
        try:
            assert engine.get([report_id])[report_id].id == report_id
        except ReportDamaged as exc:
            refused.append(exc.report_id)
    (found,) = engine.check()
    write_anew(stretch.path, whole)
    assert refused == list(found.reports)
    assert len(refused) == 1


def test_a_damaged_table_of_contents_is_not_unpickled(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one byte of a pickle that isn't what was written reaches the unpickler."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("unpickled")

    monkeypatch.setattr("pickle.load", never)
    monkeypatch.setattr("pickle.loads", never)
    (path,) = index.glob("_MAIN_*.toc")
    whole = path.read_bytes()
    try:
        for at in range(0, len(whole), 37):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 2]) + whole[at + 1 :])
            with pytest.raises((IndexDamaged, IndexMismatch)):
                WhooshEngine(index).status()
    finally:
        path.write_bytes(whole)


def _client(folder: Path) -> FlaskClient:
    archive = Archive(WhooshEngine(folder), load_settings(None, index=None, environ={}))
    return create_app(archive, site_name="青禾市").test_client()
