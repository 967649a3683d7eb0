"""The server gets responses whole, which it sends without another thread, but for those that are made while they are sent."""

from __future__ import annotations

import pytest

from service.web.response import Response


@pytest.mark.parametrize(
    ("method", "status", "body"), [("GET", 200, [b"text"]), ("HEAD", 200, []), ("GET", 304, []), ("GET", 204, [])]
)
def test_whole_responses_are_lists(method: str, status: int, body: list[bytes]) -> None:
    """Also those of nothing; whoever waits for their end is told."""
    ended: list[bool] = []
    response = Response("text", status=status)
    response.call_on_close(lambda: ended.append(True))
    assert response.get_app_iter({"REQUEST_METHOD": method}) == body
    assert ended == [True]


def test_what_is_made_while_it_is_sent_is_none() -> None:
    """Its length isn't known, and its end is told when it comes."""
    ended: list[bool] = []
    response = Response(piece for piece in ["te", "xt"])
    response.call_on_close(lambda: ended.append(True))
    pieces = response.get_app_iter({"REQUEST_METHOD": "GET"})
    assert not isinstance(pieces, list)
    assert (b"".join(pieces), ended) == (b"text", [])
