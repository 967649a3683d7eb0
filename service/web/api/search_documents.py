"""The JSON objects that answer a search."""

from __future__ import annotations

from collections.abc import Sequence

from service.query.steps import StepName
from service.search.result import Hit, SearchResult
from service.web import urls
from service.web.api.document import NUMBER, TEXT, TRUTH, WHOLE, Document, Property, array, by_name, plain
from service.web.api.documents import FACET_VALUE, REPORT_LINK, link_property, metadata_properties, written_facets

_HIT = Document(
    "HitView",
    "A found report as a list of results shows it. Fields a report lacks are empty strings. `published` is ISO"
    " (2023-03-29, 2024-01 or 2020). `title_html` and each of the up to three `snippets` are safe HTML with highlights in"
    " `<mark>`; `snippet_attachments` has for each of them the name of the attachment that says it, empty where the report does."
    " `twins` are up to five other reports with nearly the same text, `folded` is how many are folded into this hit: `fold=no` lists all."
    " `number_role` is `carries` where the query is a number and the report's own, `like` where the report's own differs in"
    " how the agency is written, `mentions` where the report mentions it, else empty."
    " `crossed` is two words between which a word of the query stands that the report has nowhere else, such as 提高考核 for 高考, else empty;"
    " by relevance such hits stand last on their page.",
    (
        Property("id", TEXT, "report.id"),
        *metadata_properties("index_number", of="report"),
        Property("title", TEXT, "report.title"),
        *metadata_properties("issuer", "category", "topic", "document_number", "published", of="report"),
        Property("url", TEXT, "report.id"),  # `_hits` makes it the address, which has the query to highlight
        *plain(NUMBER, "score"),
        *plain(TEXT, "title_html"),
        *plain(array(TEXT), "snippets", "snippet_attachments"),
        Property("number_role", TEXT, "number_role.value"),
        *plain(TEXT, "crossed"),
        Property("twins", array(REPORT_LINK.reference), "twins", REPORT_LINK.write_all),
        *plain(WHOLE, "folded"),
    ),
    inner=(REPORT_LINK,),
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
        Property("notes", array(_NOTE.reference), "notes", _NOTE.write_all),
    ),
    inner=(_NOTE,),
)


def _hits(result: SearchResult, hits: Sequence[Hit]) -> list[dict[str, object]]:
    written = _HIT.write_all(hits)
    query = urls.highlighting(result.request.query)
    for hit, document in zip(hits, written, strict=True):
        document["url"] = urls.report_url(hit.report.id, query)
    return written


_STEP = {"type": "string", "enum": [each.value for each in StepName]}

_FURTHER = Document(
    "Further",
    "Reports that a looser `step` finds beside few hits: their `total`, how many of these are `folded` into others, and the best of them.",
    (
        Property("step", _STEP, "step.value"),
        *plain(WHOLE, "total", "folded"),
        Property("hits", array(_HIT.reference), "hits"),
    ),
)


def _further(result: SearchResult) -> list[dict[str, object]]:
    written = _FURTHER.write_all(result.further)
    return [
        {**each, "hits": _hits(result, further.hits)} for each, further in zip(written, result.further, strict=True)
    ]


_RECOMMENDATION = Document(
    "Recommendation",
    "What the operator puts above the hits of a query: a `report`, or a notice, for which it is null; `url` is where either is.",
    (
        *plain(TEXT, "title"),
        Property("url", TEXT, convert=lambda each: each.url or urls.report_url(each.report.id)),
        link_property("report"),
    ),
    inner=(REPORT_LINK,),
)

SEARCH_RESULT = Document(
    "SearchResult",
    "The answer to a search. `step` says how loosely the query was matched: as it was `typed`, its letters and digits as `pieces` of"
    " longer ones, its `words` without single characters, units and numbers as they were typed, or `most` of them, which `relaxed` says too."
    " `total` and `facets` count all reports; `folded` of them are no hits of their own, but folded into others with nearly the same text."
    " `also` are words that were looked for as well because they mean the same, `idle` words that need not be there then; of the total"
    " `as_typed` hold what was typed (0 where none does, nothing else was looked for, or the query is a question):"
    " where that is `total`, these words changed the order alone."
    " `number` says in Chinese what became of the number that the query is, empty where there is nothing to say. `left_out` counts"
    " reports with much less of the words that are not listed; `further` is what looser steps find beside few hits; `recommended` is what the operator"
    " puts above the hits of this query.",
    (
        *plain(WHOLE, "total", "folded"),
        Property("page", WHOLE, "request.page"),
        Property("page_size", WHOLE, "request.page_size"),
        Property("recommended", array(_RECOMMENDATION.reference), "recommended", _RECOMMENDATION.write_all),
        Property("hits", array(_HIT.reference), convert=lambda result: _hits(result, result.hits)),
        Property(
            "facets",
            by_name(array(FACET_VALUE.reference)),
            convert=lambda result: written_facets(result.facets, result.request.selections),
        ),
        *plain(TRUTH, "relaxed"),
        Property("number", TEXT, convert=lambda result: result.number.message if result.number else ""),
        Property("step", _STEP, "step.value"),
        Property("interpretation", _INTERPRETATION.reference, "interpretation", _INTERPRETATION.write),
        *plain(array(TEXT), "also", "idle"),
        *plain(WHOLE, "as_typed"),
        *plain(TEXT, "suggestion"),
        *plain(TRUTH, "corrected"),
        *plain(WHOLE, "left_out"),
        Property("further", array(_FURTHER.reference), convert=_further),
        *plain(NUMBER, "took_ms"),
    ),
    inner=(_RECOMMENDATION, _HIT, FACET_VALUE, _INTERPRETATION, _FURTHER),
)
