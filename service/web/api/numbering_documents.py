"""The JSON objects of the ledger of numbers: the list of series, and the numbers of one."""

from __future__ import annotations

from service.numbering.rows import NUMBER_STATES
from service.numbering.series import KINDS
from service.web import urls
from service.web.api.document import TEXT, WHOLE, Document, Property, array, plain
from service.web.api.documents import REPORT_LINK

_KIND = {"type": "string", "enum": list(KINDS)}
_MAYBE_WHOLE = {"anyOf": [WHOLE, {"type": "null"}]}

_SERIES = Document(
    "Series",
    "A series of numbers: `name` is what stands before the serials, `numbers` how many different ones `reports` have, `missing` how many serials"
    " between the first and the highest nothing has, in `gaps` stretches, `shared` how many several reports have, `withdrawn` how many only"
    " withdrawn ones. `newest` is the highest number.",
    (
        Property("kind", _KIND, "series.kind.name"),
        Property("name", TEXT, "series.name"),
        Property("year", _MAYBE_WHOLE, "series.year"),
        *plain(WHOLE, "numbers", "reports", "lowest", "highest", "missing", "gaps", "shared", "withdrawn"),
        *plain(TEXT, "newest"),
        Property("url", TEXT, "series", urls.series_url),
    ),
)

SERIES_LIST = Document(
    "SeriesList",
    "A page of the series of a kind: how many there are on all pages, and how many serials they miss together. `left_out` is how many of early years are not"
    " looked at. `malformed` are the first numbers of the kind of which no serial can be told, `malformed_total` is how many there are.",
    (
        *plain(WHOLE, "total", "missing"),
        Property("page", WHOLE, "request.page"),
        *plain(WHOLE, "pages"),
        Property(
            "series",
            array(_SERIES.reference),
            "series",
            lambda series: _SERIES.write_all(each.summary for each in series),
        ),
        *plain(WHOLE, "left_out"),
        *plain(array(TEXT), "malformed"),
        *plain(WHOLE, "malformed_total"),
    ),
    inner=(_SERIES,),
)

_ROW = Document(
    "NumberRow",
    "The serials from `first` to `last`: one, or several that are missing in a row. `number` is that of the first; `reports` are the first reports"
    " under it, `total` is how many there are.",
    (
        *plain(WHOLE, "first", "last"),
        *plain(TEXT, "number"),
        Property("state", {"type": "string", "enum": [each.value for each in NUMBER_STATES]}, "state.value"),
        Property("reports", array(REPORT_LINK.reference), "reports", REPORT_LINK.write_all),
        *plain(WHOLE, "total"),
    ),
    inner=(REPORT_LINK,),
)

NUMBERS_PAGE = Document(
    "NumbersPage",
    "Some rows of a series; `previous` and `next` are the serials with which those before and after them begin. `first_gap` and `next_gap` are the first serials"
    " of the first gap of all, and of the first one after these rows. `malformed` begin like the numbers of the series and have no serial,"
    " `malformed_left_out` is how many more do.",
    (
        Property("series", _SERIES.reference, "summary", _SERIES.write),
        Property("rows", array(_ROW.reference), "rows", _ROW.write_all),
        *(Property(name, _MAYBE_WHOLE, name) for name in ("previous", "next")),
        *(Property(name, _MAYBE_WHOLE, name, lambda gap: gap and gap[0]) for name in ("first_gap", "next_gap")),
        *plain(array(TEXT), "malformed"),
        *plain(WHOLE, "malformed_left_out"),
    ),
    inner=(_SERIES, _ROW),
)
