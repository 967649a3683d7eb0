"""The journeys of `test_journeys` once more, with their reports on a cluster, and the one through the sample archive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.document_number import parse_document_number
from corpus.index_number import parse_index_number
from corpus.partial_date import parse_partial_date
from corpus.report import Attachment, Report
from service.archive import Archive
from service.settings import load_settings, shipped_config
from tests.browser.conftest import serving
from tests.browser.test_journeys import *  # noqa: F403  # every journey, over our site
from tests.browser.test_sample_site import (  # noqa: F401
    sample_site,
    test_find_a_report_read_it_and_look_its_number_up,
)
from tests.opensearch.nodes import one_node, opensearch_engine, sample_on
from tests.service.web.fake_archive import FakeArchive, FakeReport


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site whose archive is on a cluster."""
    engine = opensearch_engine(one_node(), "journeys")
    with engine.write() as writer:
        for each in FakeArchive().reports:
            writer.put(_report(each))
    archive = Archive(engine, load_settings(shipped_config(), index=None, environ={}))
    with serving(archive) as address:
        yield address
    archive.close()


@pytest.fixture(scope="module")
def sample_archive() -> Iterator[Archive]:
    """The sample archive on a cluster."""
    with sample_on(one_node()) as archive:
        yield archive


def _report(fake: FakeReport) -> Report:
    return Report(
        id=fake.id,
        source="journeys",
        title=fake.title,
        body=fake.body,
        issuer=fake.issuer,
        category=fake.category,
        topic=fake.topic,
        index_number=parse_index_number(fake.index_number),
        document_number=parse_document_number(fake.document_number),
        published=parse_partial_date(fake.published) if fake.published else None,
        attachments=tuple(Attachment(each.name, each.url) for each in fake.attachments),
    )
