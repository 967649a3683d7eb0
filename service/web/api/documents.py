"""The JSON objects that the API answers with, and `--json` prints: each is made of an answer of the service, and addresses.

Metadata of reports come from their table (`corpus.metadata`). Needs no web framework.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.metadata import METADATA
from corpus.values.kind import KEYWORDS
from corpus.values.kind import TEXT as TEXT_KIND
from service.query.steps import StepName
from service.search.facets import FACETS, Counts, Selection
from service.search.request import SearchRequest
from service.search.result import Hit, SearchResult
from service.suggest import Suggestion
from service.web import urls
from service.web.api.document import NUMBER, TEXT, TRUTH, WHOLE, Document, Property, Schema, array, by_name, plain

_FIELDS = {field.name: field for field in METADATA}


def _metadata(*names: str, of: str = "") -> Iterator[Property]:
    """Yield the properties that are metadata of a report, which is the source's attribute `of`, or the source itself."""
    for name in names:
        kind = _FIELDS[name].kind
        path = f"{of}.{name}" if of else name
        if kind is KEYWORDS:
            yield Property(name, array(TEXT), path)
        else:
            yield Property(name, TEXT, path, None if kind is TEXT_KIND else kind.show)


# Facets --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _FacetValue:
    value: str
    count: int
    selected: bool


_FACET_VALUE = Document(
    "FacetValue",
    "One value of a facet: how many matching reports have it, and whether it is chosen.",
    (
        *plain(TEXT, "value"),
        *plain(WHOLE, "count"),
        *plain(TRUTH, "selected"),
    ),
)


def _facets(facets: Mapping[str, Counts], selections: Mapping[str, Sequence[Selection]]) -> dict[str, object]:
    return {name: _facet_values(name, counts, selections.get(name, ())) for name, counts in facets.items()}


def _facet_values(name: str, counts: Counts, selections: Sequence[Selection]) -> list[dict[str, object]]:
    if selections:
        is_selected = FACETS[name].is_selected
        return _FACET_VALUE.write_all(
            _FacetValue(value, count, is_selected(value, selections)) for value, count in counts
        )
    # An answer has some 250 values: property by property they would take longer than all the rest of it.
    return [{"value": value, "count": count, "selected": False} for value, count in counts]


# Links ---------------------------------------------------------------------------------------------------------------

REPORT_LINK = Document(
    "ReportLink",
    "Another report, as a link to it.",
    (
        *plain(TEXT, "id"),
        *_metadata("index_number"),
        *plain(TEXT, "title"),
        *_metadata("issuer", "published"),
        Property("url", TEXT, "id", urls.report_url),
    ),
)


_REPORT_OR_NONE: Schema = {"anyOf": [REPORT_LINK.reference, {"type": "null"}]}


def _link(name: str) -> Property:
    """Return the property that is a report or None."""
    return Property(name, _REPORT_OR_NONE, name, REPORT_LINK.write_known)


# Search --------------------------------------------------------------------------------------------------------------


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
        *_metadata("index_number", of="report"),
        Property("title", TEXT, "report.title"),
        *_metadata("issuer", "category", "topic", "document_number", "published", of="report"),
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
        _link("report"),
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
            by_name(array(_FACET_VALUE.reference)),
            convert=lambda result: _facets(result.facets, result.request.selections),
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
    inner=(_RECOMMENDATION, _HIT, _FACET_VALUE, _INTERPRETATION, _FURTHER),
)


# Reports -------------------------------------------------------------------------------------------------------------


def _links(name: str) -> Property:
    """Return the property that is a list of reports."""
    return Property(name, array(REPORT_LINK.reference), name, REPORT_LINK.write_all)


_ATTACHMENT = Document(
    "AttachmentView",
    "An attachment as a page links to it; `url` is empty when it isn't a web address or a relative path. Where it was read along,"
    " `start` is the offset of its text in the report's `body`, else null, and `paragraphs_html` is that text.",
    (
        *plain(TEXT, "name", "url"),
        Property("start", {"anyOf": [WHOLE, {"type": "null"}]}, "start"),
        *plain(array(TEXT), "paragraphs_html"),
    ),
)

REPORT = Document(
    "ReportView",
    "A whole report for its page. `title_html` and `paragraphs_html` are safe HTML, with `<mark>` where a query was given;"
    " `previous` and `next` are its neighbours by index number in the same series; `same_number` are other reports under"
    " the same index number, `same_number_left_out` how many more there are; `missing_before` and `missing_after` list serials missing between neighbours; `omitted` is how many"
    " characters at the end of `body` are not in `paragraphs_html`. `in_force_from` and `in_force_until` (the first day no longer in force)"
    " are followed by （“the sentence”） that they were read from, where the source doesn't name the day itself; `validity` is whether"
    " the report is in force today, `ended_by` the report that ends it, where the archive has one. `same_text` are the reports with the same text, itself"
    " included, as every agency published it, in order of publication; `same_text_left_out` is how many more there are, `same_text_first` that which was plainly published first.",
    (
        Property("id", TEXT, "report.id"),
        Property("title", TEXT, "report.title"),
        *plain(TEXT, "title_html"),
        *_metadata(*_FIELDS, of="report"),
        Property("source", TEXT, "report.source"),
        Property("body", TEXT, "report.body"),
        *plain(array(TEXT), "paragraphs_html"),
        *plain(WHOLE, "omitted", "same_number_left_out"),
        Property("validity", TEXT, "status.value"),
        Property(
            "ended_by",
            _REPORT_OR_NONE,
            "ended_by",
            lambda found: found and REPORT_LINK.write(found.report),
        ),
        Property("attachments", array(_ATTACHMENT.reference), "attachments", _ATTACHMENT.write_all),
        Property("url", TEXT, "report.id", urls.report_url),
        _link("previous"),
        _link("next"),
        _links("same_number"),
        *plain(array(TEXT), "missing_before", "missing_after"),
        Property("same_text", array(REPORT_LINK.reference), "same_text.reports", REPORT_LINK.write_all),
        Property("same_text_left_out", WHOLE, "same_text.left_out"),
        Property("same_text_first", _REPORT_OR_NONE, "same_text.first", REPORT_LINK.write_known),
    ),
    inner=(_ATTACHMENT, REPORT_LINK),
)

_CANDIDATE = Document(
    "Candidate",
    "A report that may be the one whose number was meant, with the reason why, in Chinese, and how near it is."
    " `distance` is 0 for the exact number and grows with unlikeliness.",
    (
        Property("report", REPORT_LINK.reference, "report", REPORT_LINK.write),
        *plain(TEXT, "reason"),
        *plain(WHOLE, "distance"),
    ),
    inner=(REPORT_LINK,),
)

LOCATE_RESULT = Document(
    "LocateResult",
    "What an index number as typed leads to. `exact`: the reports under that number (several, when they share it); `exact_left_out`: how many more."
    " `candidates`: likely ones, best first, when there is no exact one. `before` and `after`: the nearest numbers in the"
    " same series when nothing has it. `understood` is the number as it was understood, empty when it can't be one;"
    " `message` says the outcome in Chinese.",
    (
        *plain(TEXT, "number", "understood"),
        _links("exact"),
        *plain(WHOLE, "exact_left_out"),
        Property("candidates", array(_CANDIDATE.reference), "candidates", _CANDIDATE.write_all),
        _link("before"),
        _link("after"),
        *plain(TEXT, "message"),
    ),
    inner=(REPORT_LINK, _CANDIDATE),
)


# Suggestions and status ----------------------------------------------------------------------------------------------


def _destination(suggestion: Suggestion) -> str:
    if suggestion.kind in ("word", "number"):
        return urls.search_url(SearchRequest(query=suggestion.text))
    if suggestion.kind == "issuer":
        return urls.facet_url("issuer", suggestion.text)
    return urls.report_url(suggestion.report_id)


_SUGGESTION = Document(
    "Suggestion",
    'A completion: `kind` is "word", "issuer", "number" or "title", `text` what to fill in, `url` where choosing it leads.',
    (*plain(TEXT, "kind", "text"), Property("url", TEXT, convert=_destination)),
)

SUGGEST_RESULT = Document(
    "SuggestResult",
    "Completions of what was typed so far.",
    (
        *plain(TEXT, "query"),
        Property("suggestions", array(_SUGGESTION.reference), "suggestions", _SUGGESTION.write_all),
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
        Property("facets", by_name(array(_FACET_VALUE.reference)), "facets", lambda facets: _facets(facets, {})),
        *plain(TEXT, "health"),
    ),
    inner=(_FACET_VALUE,),
)
