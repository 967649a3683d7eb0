"""The examples of the documentation run on the sample archive and give what is shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.archive import Archive
from service.web.app import create_app
from tests.docs.pages import CHINESE, PAGES, ROOT, blocks, code, name_of, read, rows

EXAMPLES = [
    pytest.param(example, id=f"{name_of(page)}-{number}")
    for page in PAGES
    for number, example in enumerate(blocks(read(page), "console"), 1)
]


@pytest.fixture(scope="module")
def examples_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the sample archive for the examples to ask."""
    index = tmp_path_factory.mktemp("examples") / "index"
    command = [sys.executable, "-m", "service", "--index", str(index), "index"]
    subprocess.run(command, cwd=ROOT, env=_plain_environment(), check=True, capture_output=True)
    return index


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run(example: str, examples_index: Path, tmp_path: Path) -> None:
    """Every command of a console block ends well, and prints the lines that are shown under it."""
    environment = {
        **_plain_environment(),
        "SUOYIN_ENGINE_WHOOSH_PATH": str(examples_index),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    for step in example.removeprefix("$ ").split("\n$ "):
        command, *shown = step.splitlines()
        script = f'set -e; suoyin() {{ "{sys.executable}" -m service "$@"; }}; {command}'
        ran = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert ran.returncode == 0, f"{command}: {ran.stderr.decode()}"
        for line in shown:
            assert line in ran.stdout.decode(), command


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SUOYIN_")}


READMES = ("README.md", f"README{CHINESE}")


@pytest.fixture(scope="module")
def client(sample_archive: Archive) -> FlaskClient:
    """Return a client of the API over the sample archive."""
    return create_app(sample_archive, site_name="示例").test_client()


@pytest.mark.parametrize("readme", READMES)
def test_what_the_readme_has_people_type_finds_something(readme: str, client: FlaskClient) -> None:
    """Each query of the table of examples has hits."""
    queries = [text for typed, said in _table_of_examples(readme) if not code(said) for text in code(typed)]
    assert len(queries) == 5
    for query in queries:
        assert _asked(client, "search", q=query)["total"], query


@pytest.mark.parametrize("readme", READMES)
def test_numbers_of_the_readme_lead_to_the_report(readme: str, client: FlaskClient) -> None:
    """A part of a number, one with two digits swapped and one in full width lead to the number said beside them."""
    ((typed, said),) = [row for row in _table_of_examples(readme) if code(row[1])]
    part, mistyped, full_width = (_asked(client, "locate", number=number) for number in code(typed))
    assert [each["reason"] for each in part["candidates"]] == ["年份和序号相同"]
    assert [each["reason"] for each in mistyped["candidates"]] == ["相邻两位颠倒"]
    found = [*full_width["exact"], *(each["report"] for each in (*part["candidates"], *mistyped["candidates"]))]
    assert [each["index_number"] for each in found] == code(said) * 3


def _table_of_examples(readme: str) -> list[tuple[str, str]]:
    """Return what is typed and what is said of it, row by row: the only table of a README with two columns."""
    (_, *table) = [row for row in rows(read(ROOT / readme)) if len(row) == 2]
    return [(typed, said) for typed, said in table]


def _asked(client: FlaskClient, operation: str, **parameters: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/{operation}", query_string=parameters)
    assert response.status_code == 200
    return dict(response.get_json())
