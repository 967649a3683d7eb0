"""Answers as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from corpus.plain_json import encode
from service.search.request import SearchRequest
from service.web.api.responses import encode_search
from service.web.api.search_documents import SEARCH_RESULT
from tests.service.web.fake_archive import FakeArchive


def test_an_answer_from_the_cache_tells_its_own_time(archive: FakeArchive) -> None:
    """The JSON of an answer is what its document says, in its order, and is the same later but for the time."""
    result = archive.search(SearchRequest("水质"))
    for answer in (result, replace(result, took_ms=0.2)):
        assert encode_search(answer) == encode(SEARCH_RESULT.write(answer))
        assert json.loads(encode_search(answer))["took_ms"] == answer.took_ms


def test_an_answer_is_written_once(archive: FakeArchive) -> None:
    """What was made of an answer is used again, whoever asks."""
    result = archive.search(SearchRequest("水质"))
    encode_search(result)
    assert encode_search(replace(result, hits=(), took_ms=1.0)).startswith(encode_search(result)[:-20])
