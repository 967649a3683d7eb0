"""Publishing and withdrawing once more, with the index on a cluster: the index follows, and the public sees the same.

Without the tests of an index that another process is writing: a cluster takes what several write.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from service.settings import Settings
from tests.opensearch.nodes import environment, one_node
from tests.service.web.site.test_publications import (  # noqa: F401  # these tests and their fixtures, over our index
    archive,
    test_a_report_comes_at_its_time,
    test_a_withdrawn_report_is_gone_in_every_worker,
    test_the_log_of_changes_tells_what_and_why,
    test_the_proof_names_every_version,
    with_ledger,
    workers,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings of an archive on a cluster, with a ledger."""
    return with_ledger(tmp_path, environment(one_node()))
