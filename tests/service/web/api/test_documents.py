"""What the API answers with."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from corpus.metadata import METADATA, metadata
from corpus.plain_json import encode
from service.web.api import documents
from service.web.api.document import Document
from service.web.api.related_documents import RELATED
from service.web.api.search_documents import SEARCH_RESULT
from tests.service.web.fake_archive import CHARGES, STOPPAGE, WATER, FakeArchive

ALL = (
    SEARCH_RESULT,
    documents.REPORT,
    documents.LOCATE_RESULT,
    RELATED,
    documents.SUGGEST_RESULT,
    documents.ARCHIVE_STATUS,
)


def test_documents_need_no_web_framework() -> None:
    """Commands print documents without loading what only a server needs."""
    program = "import sys, service.web.api.search_documents; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("document", ALL, ids=lambda each: each.name)
def test_every_reference_leads_somewhere(document: Document) -> None:
    """A document's schemas hold every document it refers to."""
    schemas = document.all_schemas()
    text = json.dumps(schemas)
    assert all(f"#/components/schemas/{name}" in text for name in schemas if name != document.name)
    assert text.count("#/components/schemas/") >= len(schemas) - 1


def test_a_report_has_all_metadata(archive: FakeArchive) -> None:
    """Every line of the table is in a report's document: texts as shown, keywords as a list, missing ones empty."""
    for report in (WATER, CHARGES):
        page = archive.report(report.id)
        written = json.loads(encode(documents.REPORT.write(page)))
        shown = {each.name: each.text for each in metadata(report)} | {"keywords": list(report.keywords)}
        assert {field.name: written[field.name] for field in METADATA} == {field.name: "" for field in METADATA} | shown


def test_neighbours_are_links(archive: FakeArchive) -> None:
    """Other reports are named with their addresses, and where there is none stands null."""
    written = documents.REPORT.write(archive.report(WATER.id))
    assert json.loads(encode(written["same_number"]))[0]["url"] == f"/reports/{STOPPAGE.id}"
    assert json.loads(encode(written["next"]))["title"] == CHARGES.title
    assert documents.REPORT.write(archive.report(CHARGES.id))["next"] is None


def test_suggestions_lead_to_reports_issuers_and_searches(archive: FakeArchive) -> None:
    """An issuer leads to its reports, a title to its report, a word to what is found by it."""
    written = json.loads(encode(documents.SUGGEST_RESULT.write(archive.suggest("水"))))["suggestions"]
    assert {
        "kind": "issuer",
        "text": "青禾市水务局",
        "url": "/search?issuer=%E9%9D%92%E7%A6%BE%E5%B8%82%E6%B0%B4%E5%8A%A1%E5%B1%80",
    } in written
    assert {"kind": "word", "text": "水利", "url": "/search?q=%E6%B0%B4%E5%88%A9"} in written
    assert {"kind": "title", "text": WATER.title, "url": f"/reports/{WATER.id}"} in written
