"""What a search is answered with."""

from __future__ import annotations

import json

from corpus.metadata import metadata
from corpus.plain_json import encode
from service.search.request import SearchRequest
from service.web.api.search_documents import SEARCH_RESULT
from tests.service.web.fake_archive import WATER, FakeArchive


def test_a_hit_leads_to_what_was_searched_highlighted(archive: FakeArchive) -> None:
    """A hit has its report's metadata, and the address of its page with the query."""
    result = archive.search(SearchRequest("水质 水厂", page_size=1))
    written = SEARCH_RESULT.write(result)
    (hit,) = written["hits"]  # a list, as the schema says
    assert hit["url"] == f"/reports/{WATER.id}?q=%E6%B0%B4%E8%B4%A8%20%E6%B0%B4%E5%8E%82"
    assert {each.name: each.text for each in metadata(WATER) if each.name in hit}.items() <= hit.items()
    assert (written["page"], written["page_size"]) == (1, 1)


def test_selected_values_are_marked(archive: FakeArchive) -> None:
    """Of a facet's values those selected say so, of the other facets none."""
    request = SearchRequest(selections={"year": ((2020, None),)})
    facets = SEARCH_RESULT.write(archive.search(request))["facets"]
    values = json.loads(encode(facets))
    assert {each["value"] for each in values["year"] if each["selected"]} == {
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
    }
    assert not any(each["selected"] for name in ("issuer", "category", "topic") for each in values[name])
    assert {tuple(each) for each in values["year"] + values["issuer"]} == {("value", "count", "selected")}
