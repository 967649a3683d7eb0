"""The JSON objects that say what became of many numbers at once."""

from __future__ import annotations

from service.bulk_locate.located import OUTCOMES
from service.web.api.document import TEXT, WHOLE, Document, Property, array, plain
from service.web.api.documents import REPORT_LINK
from service.web.api.outcome_documents import counts_of, outcome_of

_LOCATED_NUMBER = Document(
    "LocatedNumber",
    "What became of a number of a list: `line` and `sheet` are where it stands, `outcome` is `found`, `several`, `near` (mistyped"
    " or a part) or `absent`, `reason` why, in Chinese. `reports` are the first reports under it or near it, `total` is how many there are.",
    (
        Property("line", WHOLE, "asked.line"),
        Property("sheet", TEXT, "asked.sheet"),
        Property("text", TEXT, "asked.text"),
        Property("number", TEXT, "asked.number"),
        outcome_of(OUTCOMES),
        *plain(TEXT, "reason"),
        Property("reports", array(REPORT_LINK.reference), "reports", REPORT_LINK.write_all),
        *plain(WHOLE, "total"),
    ),
    inner=(REPORT_LINK,),
)

LOCATED_NUMBERS = Document(
    "LocatedNumbers",
    "What became of each number of a list. `left_out` is how many lines at its end were too many to be looked at.",
    (
        *counts_of(OUTCOMES),
        *plain(WHOLE, "left_out"),
        Property("numbers", array(_LOCATED_NUMBER.reference), "numbers", _LOCATED_NUMBER.write_all),
    ),
    inner=(_LOCATED_NUMBER,),
)
