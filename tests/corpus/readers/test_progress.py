"""Readers tell that they go on."""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path

import pytest

from corpus.readers import read_file
from corpus.readers.progress import PAGES, listen
from tests.corpus.readers.layout.write_ofd import Text as OfdText
from tests.corpus.readers.layout.write_ofd import ofd
from tests.corpus.readers.layout.write_pdf import Text, pdf


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf([[Text("关于防汛工作的通知", 80, 700)]] * (2 * PAGES))),
        ("a.ofd", ofd([[OfdText("关于防汛工作的通知", 50, 40, 8)]] * (2 * PAGES))),
    ],
)
def test_long_documents_tell_their_progress(name: str, content: bytes, tmp_path: Path) -> None:
    """Every few pages, long before the report of the document is there."""
    (tmp_path / name).write_bytes(content)
    told: list[str] = []

    def read() -> None:
        listen(lambda: told.append(name))
        list(read_file(tmp_path / name, source=name))

    copy_context().run(read)
    assert told == [name] * 2
