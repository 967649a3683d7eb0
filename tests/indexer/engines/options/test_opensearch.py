"""What an OpenSearch engine can be told."""

from __future__ import annotations

from dataclasses import fields

import pytest

from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.options import InvalidOption, fault

DECLARED = {each.name: each for each in fields(OpenSearchOptions)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hosts", ("http://a:9200", "https://[::1]")),
        ("index", "suoyin"),
        ("index", "su-oyin_2.a"),
        ("processes", 0),
        ("retries", 0),
        ("replicas", 0),
        ("bulk_bytes", 100_000),
    ],
)
def test_sensible_values_pass(name: str, value: object) -> None:
    """The least values are allowed themselves."""
    assert fault(DECLARED[name], value) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hosts", ()),
        ("hosts", ("a:9200",)),
        ("hosts", ("http://",)),
        ("hosts", ("http://u:p@a",)),
        ("hosts", ("http://a:0",)),
        ("hosts", ("http://a:99999",)),
        ("hosts", ("http://a", "ftp://b")),
        ("index", "Suoyin"),
        ("index", "_suoyin"),
        ("index", "suoyin-2"),
        ("processes", 257),
        ("timeout", 0),
        ("write_timeout", 0),
        ("retries", -1),
        ("shards", 0),
        ("replicas", -1),
        ("refresh", 0),
        ("bulk_bytes", 99_999),
    ],
)
def test_senseless_values_are_told(name: str, value: object) -> None:
    """What no cluster could make anything of is said before one is asked."""
    assert fault(DECLARED[name], value)


@pytest.mark.parametrize(
    ("secrets", "name"),
    [
        ({"user": "u"}, "password"),
        ({"password": "p"}, "user"),
        ({"user": "u", "password": "p", "api_key": "k"}, "api_key"),
    ],
)
def test_secrets_that_do_not_go_together_are_refused(secrets: dict[str, str], name: str) -> None:
    """The option at fault is named."""
    with pytest.raises(InvalidOption) as raised:
        OpenSearchOptions(**secrets)
    assert raised.value.name == name


def test_processes_are_one_for_each_core_unless_told() -> None:
    """0 is never a number of processes."""
    assert OpenSearchOptions().process_count >= 1
    assert OpenSearchOptions(processes=3).process_count == 3
