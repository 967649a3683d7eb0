"""The API's description is true: what it allows is answered, what it doesn't is refused, and every answer is as it says."""

from __future__ import annotations

from http import HTTPStatus

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service.web.app import create_app
from tests.service.web.fake_archive import FakeArchive

EXAMPLES = 30
"""Requests generated for each operation, the same in every run."""

_CONFIG = SchemathesisConfig(
    projects=ProjectsConfig(
        default=ProjectConfig(generation=GenerationConfig(deterministic=True, max_examples=EXAMPLES))
    )
)
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", create_app(FakeArchive(), site_name="档案"), config=_CONFIG
)


CONTRADICTIONS = ("只能翻到前", "起始日期晚于截止日期", "起始年份")
"""What is wrong with parameters together, of which a description of each can't tell."""


@pytest.mark.filterwarnings("ignore:Skipped test cases")  # workbooks, which it can't make; test_bodies.py sends one
@schema.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    """Generated requests, right and wrong ones, get what the description says."""
    response = case.call(headers={"Accept-Encoding": "identity"})
    problems = response.json()["errors"] if response.status_code == HTTPStatus.BAD_REQUEST else []
    contradict = problems and all(each["message"].startswith(CONTRADICTIONS) for each in problems)
    case.validate_response(response, excluded_checks=[positive_data_acceptance] if contradict else None)
