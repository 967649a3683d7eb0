"""Plain data as JSON."""

from __future__ import annotations

import pytest

from corpus.plain_json import decoded, encode


def test_chinese_stays_as_it_is() -> None:
    """JSON is UTF-8, and nothing is spelled out in escapes."""
    assert encode({"税": ("a", 1, None)}).decode() == '{"税":["a",1,null]}'


@pytest.mark.parametrize("text", [b"", b'{"a":', b"[1,]", b"nan", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(text: bytes) -> None:
    """Broken texts are a ValueError, also those that are nested without end."""
    with pytest.raises(ValueError, match=r".+"):
        decoded(text)
