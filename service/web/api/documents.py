"""The JSON objects that the API answers with, and `--json` prints: each is made of an answer of the service, and addresses.

Metadata of reports come from their table (`corpus.metadata`). Needs no web framework.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from corpus.metadata import METADATA, MetadataField
from corpus.values.kind import KEYWORDS
from service.search.facets import FACETS, Counts, Selection
from service.search.result import Hit, SearchResult
from service.suggest import Suggestion
from service.web import urls
from service.web.api.document import NUMBER, TEXT, TRUTH, WHOLE, Document, Property, array, by_name, plain

_FIELDS = {field.name: field for field in METADATA}


def _metadata(*names: str, of: str = "") -> list[Property]:
    """Return the properties that are metadata of a report, which is the source's attribute `of`, or the source itself."""
    return [_metadatum(_FIELDS[name], attrgetter(f"{of}.{name}" if of else name)) for name in names]


def _metadatum(field: MetadataField, value: attrgetter[Any]) -> Property:
    if field.kind is KEYWORDS:
        return Property(field.name, array(TEXT), lambda source: list(value(source)))
    show = field.kind.show
    return Property(field.name, TEXT, lambda source: show(value(source)))


# Facets --------------------------------------------------------------------------------------------------------------

_FACET_VALUE = Document(
    "FacetValue",
    "One value of a facet: how many matching reports have it, and whether it is chosen.",
    (
        Property("value", TEXT, lambda counted: counted[0]),
        Property("count", WHOLE, lambda counted: counted[1]),
        Property("selected", TRUTH, lambda counted: counted[2]),
    ),
)


def _facets(facets: Mapping[str, Counts], selections: Mapping[str, Sequence[Selection]]) -> dict[str, object]:
    return {name: _facet_values(name, counts, selections.get(name, ())) for name, counts in facets.items()}


def _facet_values(name: str, counts: Counts, selections: Sequence[Selection]) -> list[dict[str, object]]:
    if selections:
        is_selected = FACETS[name].is_selected
        return _FACET_VALUE.write_all((value, count, is_selected(value, selections)) for value, count in counts)
    # An answer has some 250 values: property by property they would take longer than all the rest of it.
    return [{"value": value, "count": count, "selected": False} for value, count in counts]


# Search --------------------------------------------------------------------------------------------------------------


class _ListedHit(NamedTuple):
    """A hit, and the address of its report's page with what was searched highlighted."""

    hit: Hit
    url: str


_HIT = Document(
    "HitView",
    "A found report as a list of results shows it. Fields a report lacks are empty strings. `published` is ISO"
    " (2023-03-29, 2024-01 or 2020). `title_html` and each of the up to three `snippets` are safe HTML with highlights in"
    " `<mark>`.",
    (
        Property("id", TEXT, attrgetter("hit.report.id")),
        *_metadata("index_number", of="hit.report"),
        Property("title", TEXT, attrgetter("hit.report.title")),
        *_metadata("issuer", "category", "topic", "document_number", "published", of="hit.report"),
        Property("url", TEXT, attrgetter("url")),
        Property("score", NUMBER, attrgetter("hit.score")),
        Property("title_html", TEXT, attrgetter("hit.title_html")),
        Property("snippets", array(TEXT), attrgetter("hit.snippets")),
    ),
)

_NOTE = Document(
    "Note",
    "Something about the query its writer should know, about the characters from `start` to `end` of it.",
    (*plain(TEXT, "message"), *plain(WHOLE, "start", "end")),
)

_INTERPRETATION = Document(
    "Interpretation",
    "How a query was understood: `summary` in Chinese, the words that must occur, those that must not, and notes.",
    (
        *plain(TEXT, "summary"),
        *plain(array(TEXT), "words", "excluded"),
        Property("notes", array(_NOTE.reference), lambda understood: _NOTE.write_all(understood.notes)),
    ),
    inner=(_NOTE,),
)


def _hits(result: SearchResult) -> list[dict[str, object]]:
    query = urls.highlighting(result.request.query)
    return _HIT.write_all(_ListedHit(hit, urls.report_url(hit.report.id, query)) for hit in result.hits)


SEARCH_RESULT = Document(
    "SearchResult",
    "The answer to a search. `relaxed` says that nothing had all the words and hits have most of them.",
    (
        *plain(WHOLE, "total"),
        Property("page", WHOLE, attrgetter("request.page")),
        Property("page_size", WHOLE, attrgetter("request.page_size")),
        Property("hits", array(_HIT.reference), _hits),
        Property(
            "facets",
            by_name(array(_FACET_VALUE.reference)),
            lambda result: _facets(result.facets, result.request.selections),
        ),
        *plain(TRUTH, "relaxed"),
        Property(
            "interpretation",
            _INTERPRETATION.reference,
            lambda result: _INTERPRETATION.write(result.interpretation),
        ),
        *plain(NUMBER, "took_ms"),
    ),
    inner=(_HIT, _FACET_VALUE, _INTERPRETATION),
)


# Reports -------------------------------------------------------------------------------------------------------------

_REPORT_LINK = Document(
    "ReportLink",
    "Another report, as a link to it.",
    (
        *plain(TEXT, "id"),
        *_metadata("index_number"),
        *plain(TEXT, "title"),
        *_metadata("issuer", "published"),
        Property("url", TEXT, lambda report: urls.report_url(report.id)),
    ),
)


def _link(name: str) -> Property:
    """Return the property that is a report or None."""
    get = attrgetter(name)
    schema = {"anyOf": [_REPORT_LINK.reference, {"type": "null"}]}
    return Property(name, schema, lambda source: _REPORT_LINK.write_known(get(source)))


def _links(name: str) -> Property:
    """Return the property that is a list of reports."""
    get = attrgetter(name)
    return Property(name, array(_REPORT_LINK.reference), lambda source: _REPORT_LINK.write_all(get(source)))


_ATTACHMENT = Document(
    "AttachmentView",
    "An attachment as a page links to it; `url` is empty when it isn't a web address or a relative path.",
    tuple(plain(TEXT, "name", "url")),
)

REPORT = Document(
    "ReportView",
    "A whole report for its page. `title_html` and `paragraphs_html` are safe HTML, with `<mark>` where a query was given;"
    " `previous` and `next` are its neighbours by index number in the same series; `same_number` are other reports under"
    " the same index number; `missing_before` and `missing_after` list serials missing between neighbours.",
    (
        Property("id", TEXT, attrgetter("report.id")),
        Property("title", TEXT, attrgetter("report.title")),
        *plain(TEXT, "title_html"),
        *_metadata(*_FIELDS, of="report"),
        Property("source", TEXT, attrgetter("report.source")),
        Property("body", TEXT, attrgetter("report.body")),
        *plain(array(TEXT), "paragraphs_html"),
        Property("attachments", array(_ATTACHMENT.reference), lambda page: _ATTACHMENT.write_all(page.attachments)),
        Property("url", TEXT, lambda page: urls.report_url(page.report.id)),
        _link("previous"),
        _link("next"),
        _links("same_number"),
        *plain(array(TEXT), "missing_before", "missing_after"),
    ),
    inner=(_ATTACHMENT, _REPORT_LINK),
)

_CANDIDATE = Document(
    "Candidate",
    "A report that may be the one whose number was meant, with the reason why, in Chinese, and how near it is."
    " `distance` is 0 for the exact number and grows with unlikeliness.",
    (
        Property("report", _REPORT_LINK.reference, lambda candidate: _REPORT_LINK.write(candidate.report)),
        *plain(TEXT, "reason"),
        *plain(WHOLE, "distance"),
    ),
    inner=(_REPORT_LINK,),
)

LOCATE_RESULT = Document(
    "LocateResult",
    "What an index number as typed leads to. `exact`: every report under that number (several, when they share it)."
    " `candidates`: likely ones, best first, when there is no exact one. `before` and `after`: the nearest numbers in the"
    " same series when nothing has it. `understood` is the number as it was understood, empty when it can't be one;"
    " `message` says the outcome in Chinese.",
    (
        *plain(TEXT, "number", "understood"),
        _links("exact"),
        Property("candidates", array(_CANDIDATE.reference), lambda result: _CANDIDATE.write_all(result.candidates)),
        _link("before"),
        _link("after"),
        *plain(TEXT, "message"),
    ),
    inner=(_REPORT_LINK, _CANDIDATE),
)


# Suggestions and status ----------------------------------------------------------------------------------------------


def _destination(suggestion: Suggestion) -> str:
    if suggestion.kind == "issuer":
        return urls.facet_url("issuer", suggestion.text)
    return urls.report_url(suggestion.report_id)


_SUGGESTION = Document(
    "Suggestion",
    'A completion: `kind` is "title" or "issuer", `text` what to fill in, `url` where choosing it leads.',
    (*plain(TEXT, "kind", "text"), Property("url", TEXT, _destination)),
)

SUGGEST_RESULT = Document(
    "SuggestResult",
    "Completions of what was typed so far.",
    (
        *plain(TEXT, "query"),
        Property("suggestions", array(_SUGGESTION.reference), lambda result: _SUGGESTION.write_all(result.suggestions)),
    ),
    inner=(_SUGGESTION,),
)

ARCHIVE_STATUS = Document(
    "ArchiveStatus",
    "What is in the archive, for the front page and monitoring: counts by facet, span of publication, index. `health` is"
    " green, yellow or red where a cluster keeps the index, and empty elsewhere.",
    (
        *plain(WHOLE, "reports"),
        *plain(TEXT, "engine", "generation"),
        *plain(WHOLE, "size", "segments"),
        *plain(TEXT, "oldest", "newest"),
        Property("facets", by_name(array(_FACET_VALUE.reference)), lambda status: _facets(status.facets, {})),
        *plain(TEXT, "health"),
    ),
    inner=(_FACET_VALUE,),
)
