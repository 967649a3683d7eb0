"""Certificates of searches in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.cli.conftest import Run


@pytest.fixture
def certified(run: Run, tmp_path: Path) -> Path:
    """Return the file of a certificate: a search that finds something, and one that doesn't."""
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]\n[ledger]\npath = "ledger.sqlite"', encoding="utf-8")
    assert run("index").code == 0
    done = run(
        "certify", "城区停水", "地铁票价", "--filter", "year=2023", "--by", "张三", "--reason", "依申请公开 7 号"
    )
    assert done.code == 0, done.err
    path = tmp_path / "证明.json"
    path.write_text(done.out, encoding="utf-8")
    return path


def test_a_certificate_is_verified(run: Run, certified: Path) -> None:
    """It says what was searched, how and by whom; nothing was changed, and the same searches find the same."""
    text = certified.read_text(encoding="utf-8")
    assert [word in text for word in ("张三", "依申请公开 7 号", "青禾市水务局关于城区停水的通知")] == [True] * 3
    done = run("verify", str(certified))
    assert (done.code, done.out.count("相符"), "0 条，结果相同" in done.out) == (0, 4, True)


def test_altering_one_byte_is_told(run: Run, certified: Path) -> None:
    """Wherever it is."""
    content = certified.read_bytes()
    for at in range(0, len(content), len(content) // 40):
        certified.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert run("verify", str(certified)).code == 1, content[at : at + 20]
    certified.write_bytes(content[:-1])
    assert run("verify", str(certified)).code == 1


def test_a_changed_index_is_said(run: Run, certified: Path, tmp_path: Path) -> None:
    """Then the searches can't be repeated as they were, and the certificate is good all the same."""
    (tmp_path / "archive" / "停水.txt").unlink()
    assert run("index").code == 0
    done = run("verify", str(certified))
    assert (done.code, "不能照原样重查" in done.out) == (0, True)
