"""The JSON API and its description."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from service.bulk_locate.located import MOST_NEAR, MOST_NUMBERS
from service.search.result import Recommendation
from service.web.api.operations import OPERATIONS, Operation
from service.web.urls import API
from tests.service.web.fake_archive import HOSTILE, REPORTS, FakeArchive

DOCUMENTATION = Path(__file__).parents[4] / "docs" / "api.md"

ANSWERS = {
    "/search": f"/search?{urlencode({'q': '水质', 'year': ['2022', '2020..'], 'page_size': 3}, doseq=True)}",
    "/reports/{id}": f"/reports/b3c1f00d5a2e4471?q={quote('水质')}",
    "/related/{id}": "/related/law20200",
    "/locate": "/locate?number=015530468/2022-14",
    "/numbers": "/numbers?year=2022",
    "/numbers/series": "/numbers/series?name=015530468/2022",
    "/suggest": f"/suggest?q={quote('水')}",
    "/status": "/status",
}


def get(client: FlaskClient, path: str, status: int = 200) -> Any:
    """Return the JSON document at a path."""
    response = client.get(f"{API}{path}")
    assert response.status_code == status, response.text
    assert response.mimetype == ("application/json" if status == 200 else "application/problem+json")
    return response.json


def errors(problem: Any) -> set[str]:
    """Return the parameters that a problem document names."""
    return {each["parameter"] for each in problem["errors"]}


def test_search_answers_with_the_result(client: FlaskClient) -> None:
    """A search answers with the result as it is, Chinese characters as they are."""
    response = client.get(f"{API}{ANSWERS['/search']}")
    found = response.json
    assert found is not None
    assert (found["total"], found["page"], found["page_size"], found["relaxed"]) == (2, 1, 3, False)
    assert found["hits"][0]["index_number"] == "015530468/2022-00041"
    assert {"value": "2022", "count": 1, "selected": True} in found["facets"]["year"]
    assert "水质" in response.text


def test_other_routes_answer(client: FlaskClient) -> None:
    """Reports, lookups, suggestions and the status have their routes."""
    assert get(client, ANSWERS["/reports/{id}"])["title_html"].count("<mark>") == 1
    assert get(client, ANSWERS["/locate"])["candidates"][0]["distance"] == 2
    assert get(client, ANSWERS["/numbers"])["series"][0]["name"].endswith("/2022")
    assert get(client, ANSWERS["/numbers/series"])["rows"][-2]["state"] == "shared"
    assert get(client, ANSWERS["/suggest"])["suggestions"][0]["kind"] == "word"
    assert get(client, "/suggest")["suggestions"] == []
    assert get(client, "/status")["reports"] == len(REPORTS)


def test_a_report_leads_to_others(client: FlaskClient) -> None:
    """As its page has them; of a report that isn't there nothing can be said."""
    found = get(client, ANSWERS["/related/{id}"])
    assert [each["year"] for each in found["other_years"]] == [year for year in range(2024, 2013, -1) if year != 2020]
    assert set(found) == {"other_years", "cites", "cited_by", "cited_by_total", "cited_by_query", "similar"}
    assert get(client, "/related/none", 404)["status"] == 404


def test_every_status_is_described_and_documented(client: FlaskClient) -> None:
    """A report may be withdrawn, a body may not arrive, and the page for people who write programs says of each status when it comes."""
    described = {
        path.removeprefix(API): way
        for path, ways in get(client, "/openapi.json")["paths"].items()
        for way in ways.values()
    }
    statuses = {path: set(way["responses"]) for path, way in described.items()}
    assert all("410" in statuses[path] for path in ("/reports/{id}", "/related/{id}"))
    assert all({"408", "413", "415"} <= statuses[each.path] for each in OPERATIONS if each.takes)
    text = DOCUMENTATION.read_text("utf-8")
    documented = set(
        re.findall(r"\b[45][0-9]{2}\b", " ".join(re.findall(r"^\| ([45][0-9]{2}[^|]*) \|", text, re.MULTILINE)))
    )
    assert set().union(*statuses.values()) - {"200", "304"} <= documented


def test_the_page_tells_the_limits_of_lists() -> None:
    """As the program has them."""
    text = DOCUMENTATION.read_text("utf-8")
    assert f"超过 {MOST_NUMBERS:,} 个号" in text
    assert f"前 {MOST_NEAR} 个再找相近的" in text


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/search?foo=1&bar=2", {"foo", "bar"}),
        ("/search?page=0", {"page"}),
        ("/search?page=x&page_size=101", {"page", "page_size"}),
        ("/search?page=1001", {"page"}),
        ("/search?page=101&page_size=100", {"page"}),
        ("/search?q=1&q=2", {"q"}),
        ("/search?sort=best", {"sort"}),
        ("/search?year=20x", {"year"}),
        ("/search?published_from=2023-02-30", {"published_from"}),
        ("/search?published_from=2024&published_to=2023", {"published_from"}),
        (f"/search?q={'a' * 10_000}", {"q"}),
        ("/search?q=%00", {"q"}),
        ("/locate", {"number"}),
        (f"/locate?number={'1' * 301}", {"number"}),
        (f"/suggest?q={'a' * 1001}", {"q"}),
        ("/status?verbose=1", {"verbose"}),
        ("/reports/bare?page=1", {"page"}),
        ("/openapi.json?x=1", {"x"}),
    ],
)
def test_bad_parameters_are_a_problem_document(client: FlaskClient, path: str, named: set[str]) -> None:
    """Unknown and bad parameters are a 400 that names each of them."""
    problem = get(client, path, 400)
    assert errors(problem) == named
    assert problem["status"] == 400
    assert problem["type"] == "urn:suoyin:problem:bad-parameters"


def test_unknown_parameter_lists_the_known(client: FlaskClient) -> None:
    """Who misspells a parameter is told the right ones."""
    message = get(client, "/search?publisher=1", 400)["errors"][0]["message"]
    assert "issuer" in message
    assert "published_from" in message


@pytest.mark.parametrize(
    "query",
    [
        "q=%FF%FE",
        "q=%ED%A0%80",
        "q=%C3%28",
        "q=%",
        "%FF=1",
        "q=%00",
        "year=%FF",
        "issuer=%ED%A0%80",
        "a" * 5000,
        "&&&=&",
    ],
)
@pytest.mark.parametrize("path", [f"{API}/search", "/search", f"{API}/suggest", "/locate"])
def test_broken_bytes_are_answered_or_refused(client: FlaskClient, path: str, query: str) -> None:
    """No query string makes the server fail."""
    assert client.get(f"{path}?{query}").status_code in (200, 400)


def test_hostile_text_comes_back_as_json(client: FlaskClient) -> None:
    """A script in a report stays data of a JSON document that no browser renders."""
    response = client.get(f"{API}/search?q={quote('恶意')}")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.json is not None
    assert HOSTILE in response.json["hits"][0]["title"]
    assert "<script>" not in response.json["hits"][0]["title_html"]


def test_description_is_valid(client: FlaskClient) -> None:
    """The OpenAPI document follows the OpenAPI 3.1 specification."""
    description = get(client, "/openapi.json")
    validate(description)
    assert description["openapi"].startswith("3.1")


def test_description_has_every_route(client: FlaskClient, app: Flask) -> None:
    """Every API route but the description itself is described, with every parameter it takes."""
    description = get(client, "/openapi.json")
    rules = {rule.rule.replace("<path:id>", "{id}") for rule in app.url_map.iter_rules() if rule.rule.startswith(API)}
    assert rules - {f"{API}/openapi.json"} == set(description["paths"])
    for operation in OPERATIONS:
        described = description["paths"][API + operation.path][_method(operation)]["parameters"]
        assert {each["name"] for each in described if each["in"] == "query"} == {
            each.name for each in operation.parameters
        }


def _method(operation: Operation) -> str:
    return "post" if operation.takes else "get"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/locate/list", {"numbers": ["015530468/2022-00041", "015530468/2022-00024", "2"]}),
        ("/citations", {"draft": "依据《2022年第三季度城乡饮用水水质情况》（青水发[2022]41号）和《没有的》"}),
    ],
)
def test_answers_to_what_is_sent_match_the_description(client: FlaskClient, path: str, sent: object) -> None:
    """What a route that takes a body really answers is what the description says, and the description allows what was sent."""
    description = get(client, "/openapi.json")
    operation = description["paths"][API + path]["post"]
    _check(sent, operation["requestBody"]["content"]["application/json"]["schema"], description)
    answer = client.post(API + path, json=sent)
    _check(answer.json, operation["responses"]["200"]["content"]["application/json"]["schema"], description)


@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS if not operation.takes])
def test_answers_match_the_description(client: FlaskClient, path: str) -> None:
    """What a route really answers is what the description says."""
    description = get(client, "/openapi.json")
    responses = description["paths"][API + path]["get"]["responses"]
    schema = responses["200"]["content"]["application/json"]["schema"]
    _check(get(client, ANSWERS[path]), schema, description)
    problem = responses["400"]["content"]["application/problem+json"]["schema"]
    _check(get(client, f"{path.replace('{id}', 'bare')}?nonsense=1", 400), problem, description)


def test_every_answer_of_the_fake_archive_matches(client: FlaskClient, archive: FakeArchive) -> None:
    """Reports with and without each field, and searches with and without hits, fit the description too."""
    description = get(client, "/openapi.json")
    schemas = description["components"]["schemas"]
    for report in REPORTS[:6]:
        _check(get(client, f"/reports/{quote(report.id, safe='')}"), schemas["ReportView"], description)
    _check(get(client, "/search?q=nothing"), schemas["SearchResult"], description)


def test_recommendations_match_the_description(client: FlaskClient, archive: FakeArchive) -> None:
    """A report with its address here, a notice with its own and no report."""
    archive.recommended = (Recommendation(REPORTS[0].title, report=REPORTS[0]), Recommendation("通知", "https://a.cn/"))
    description = get(client, "/openapi.json")
    found = get(client, "/search?q=nothing")
    _check(found, description["components"]["schemas"]["SearchResult"], description)
    assert [(each["title"], each["url"]) for each in found["recommended"]] == [
        (REPORTS[0].title, f"/reports/{REPORTS[0].id}"),
        ("通知", "https://a.cn/"),
    ]


def _check(document: Any, schema: Any, description: Any) -> None:
    whole = {**schema, "components": description["components"]}
    jsonschema.validate(document, whole, cls=jsonschema.Draft202012Validator)


def test_documentation_names_everything() -> None:
    """docs/api.md has every route, parameter and field of an answer."""
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for operation in OPERATIONS:
        assert f"`{API}{operation.path}`" in text
        for parameter in operation.parameters:
            assert f"| `{parameter.name}` |" in text


def test_documentation_names_every_field(client: FlaskClient) -> None:
    """docs/api.md explains each field of each answer."""
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for schema in get(client, "/openapi.json")["components"]["schemas"].values():
        for name in schema["properties"]:
            assert f"`{name}`" in text, name
