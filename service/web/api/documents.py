"""The JSON objects that the API answers with, and `--json` prints: those of reports, and what the objects of other answers are made of.

Each is made of an answer of the service, and addresses. Metadata of reports come from their table (`corpus.metadata`). Needs no web framework.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.metadata import METADATA
from corpus.values.kind import KEYWORDS
from corpus.values.kind import TEXT as TEXT_KIND
from service.search.facets import FACETS, Counts, Selection
from service.search.request import SearchRequest
from service.suggest import Suggestion
from service.web import urls
from service.web.api.document import TEXT, TRUTH, WHOLE, Document, Property, Schema, array, by_name, plain

_FIELDS = {field.name: field for field in METADATA}


def metadata_properties(*names: str, of: str = "") -> Iterator[Property]:
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


FACET_VALUE = Document(
    "FacetValue",
    "One value of a facet: how many matching reports have it, and whether it is chosen.",
    (
        *plain(TEXT, "value"),
        *plain(WHOLE, "count"),
        *plain(TRUTH, "selected"),
    ),
)


def written_facets(facets: Mapping[str, Counts], selections: Mapping[str, Sequence[Selection]]) -> dict[str, object]:
    return {name: _facet_values(name, counts, selections.get(name, ())) for name, counts in facets.items()}


def _facet_values(name: str, counts: Counts, selections: Sequence[Selection]) -> list[dict[str, object]]:
    if selections:
        is_selected = FACETS[name].is_selected
        return FACET_VALUE.write_all(
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
        *metadata_properties("index_number"),
        *plain(TEXT, "title"),
        *metadata_properties("issuer", "published"),
        Property("url", TEXT, "id", urls.report_url),
    ),
)


_REPORT_OR_NONE: Schema = {"anyOf": [REPORT_LINK.reference, {"type": "null"}]}


def link_property(name: str) -> Property:
    """Return the property that is a report or None."""
    return Property(name, _REPORT_OR_NONE, name, REPORT_LINK.write_known)


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
        *metadata_properties(*_FIELDS, of="report"),
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
        link_property("previous"),
        link_property("next"),
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
        link_property("before"),
        link_property("after"),
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
        Property("facets", by_name(array(FACET_VALUE.reference)), "facets", lambda facets: written_facets(facets, {})),
        *plain(TEXT, "health"),
    ),
    inner=(FACET_VALUE,),
)
