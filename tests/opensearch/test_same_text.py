"""Who published the same text, told by an index on a cluster as by the embedded one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from indexer.engine import Engine
from tests.opensearch.nodes import one_node, opensearch_engine
from tests.service.browse.test_same_text import (  # noqa: F401  # these tests and their fixture, over our index
    filled,
    test_a_text_that_stands_alone_has_no_others,
    test_every_report_with_it_is_listed_from_each,
    test_of_very_many_the_first_are_listed,
    test_the_first_is_named_only_where_it_is_known,
)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """Yield an empty index on a cluster."""
    opened = opensearch_engine(one_node(), f"same-text-{uuid.uuid4().hex}")
    yield opened
    opened.close()
