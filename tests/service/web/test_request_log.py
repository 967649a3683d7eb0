"""The lines of answered requests."""

from __future__ import annotations

import io
import json

from service.web.app import create_app
from service.web.request_log import LONGEST_PATH, writer
from tests.service.web.fake_archive import FakeArchive


def lines(*urls: str) -> list[dict[str, object]]:
    """Return the lines of some requests."""
    stream = io.BytesIO()
    client = create_app(FakeArchive(), site_name="档案", observers=[writer(stream)]).test_client()
    for url in urls:
        client.get(url, headers={"X-Forwarded-For": "198.51.100.9"}, environ_base={"REMOTE_ADDR": "203.0.113.77"})
    assert not any(word in stream.getvalue() for word in (b"203.0.113", b"198.51.100"))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_request_is_a_line() -> None:
    """With what was asked for and how it went, and of a search what came of it, but not what was searched for."""
    home, search, error = lines("/", "/search?q=饮用水&year=2022", "/nowhere\nin\tsight")
    assert list(home) == ["time", "method", "path", "endpoint", "status", "milliseconds", "bytes"]
    assert (home["method"], home["path"], home["endpoint"], home["status"]) == ("GET", "/", "pages.home", 200)
    assert (search["path"], search["step"], search["total"]) == ("/search", "typed", 1)
    assert "饮用水" not in json.dumps(search, ensure_ascii=False)
    assert error["status"] == 404


def test_a_line_stays_short() -> None:
    """A long path is shortened, so that lines of several workers don't mix."""
    (line,) = lines("/" + "长" * 5_000)
    assert len(json.dumps(line, ensure_ascii=False).encode()) < 4_096
    assert len(str(line["path"])) == LONGEST_PATH


def test_a_closed_stream_stops_no_request() -> None:
    """A pipe whose reader went away loses lines, no answers."""

    class Closed(io.BytesIO):
        def flush(self) -> None:
            raise BrokenPipeError

    client = create_app(FakeArchive(), site_name="档案", observers=[writer(Closed())]).test_client()
    assert client.get("/").status_code == 200
