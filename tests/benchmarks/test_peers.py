"""Embedded peers are asked the same things: over one archive, each finds exactly as many reports as we do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.archive import Recipe, make, read_pool
from benchmarks.connection import BadResponse, Connection
from benchmarks.peers.peer import Absent, Request
from benchmarks.peers.registry import EMBEDDED
from benchmarks.plans import plan_for
from benchmarks.query_set import Query, read_query_set
from benchmarks.terms_stream import phrase, stream
from corpus.report import Report
from service.query.compile import compile_query
from service.search.request import SearchRequest

_TOKENS = st.lists(st.sampled_from(["年", "度", "报", "，", "2023", "12", "pm"]), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Return an archive small enough for plain Whoosh."""
    return list(make(read_pool(), Recipe(40, 300)))


@pytest.fixture(scope="module")
def query_set(reports: list[Report]) -> list[Query]:
    """Return the query set over it."""
    return read_query_set(reports)


@pytest.fixture(scope="module")
def totals(reports: list[Report], query_set: list[Query], tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """Return how many reports our own engine finds for each query."""
    return _totals("suoyin", reports, query_set, tmp_path_factory.mktemp("ours"))


@pytest.mark.parametrize("name", [name for name in EMBEDDED if name != "suoyin"])
def test_a_peer_finds_what_we_find(
    name: str, reports: list[Report], query_set: list[Query], totals: list[int], tmp_path: Path
) -> None:
    """Totals are equal for every query of the set."""
    try:
        found = _totals(name, reports, query_set, tmp_path)
    except Absent as absent:
        pytest.skip(str(absent))
    assert found == totals


def test_a_question_is_asked_word_for_word() -> None:
    """No peer can be asked for most of the words of a question."""
    question = SearchRequest("公共租赁住房的租金补贴如何申请发放？")
    assert compile_query(question.query).is_question
    assert plan_for(question).match == compile_query(question.query).match


@given(text=_TOKENS, wanted=_TOKENS)
def test_neighbouring_terms_tell_what_a_text_contains(text: list[str], wanted: list[str]) -> None:
    """A text contains a query exactly when the query's terms stand next to one another in the text's stream."""
    terms = phrase(wanted)
    streamed = list(stream(text))
    if terms:
        assert _holds(streamed, list(terms)) == _holds(text, wanted)
    else:
        assert any(term.startswith(wanted[0]) for term in streamed) == (wanted[0] in text)


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/missing" else 200)
        if self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    """Return a small server."""
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield ("127.0.0.1", server.server_port)
        server.shutdown()
        thread.join()


def test_a_connection_reads_both_kinds_of_bodies(address: tuple[str, int]) -> None:
    """Bodies come with a length or in chunks, one after another over one connection; an error status is raised."""
    connection = Connection(address)
    assert [connection.ask(Request(path)) for path in ("/plain", "/chunked", "/plain")] == [b"ok", b"abcde", b"ok"]
    with pytest.raises(BadResponse, match="404"):
        connection.ask(Request("/missing"))
    connection.close()


def _totals(name: str, reports: list[Report], query_set: list[Query], folder: Path) -> list[int]:
    engine = EMBEDDED[name](folder)
    engine.build(reports)
    engine.open()
    found = [engine.prepare(plan_for(query.request))(10).total for query in query_set]
    engine.close()
    return found


def _holds(sequence: list[str], wanted: list[str]) -> bool:
    return any(sequence[start : start + len(wanted)] == wanted for start in range(len(sequence)))
