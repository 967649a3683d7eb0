"""The JSON objects that say what became of the citations of a draft."""

from __future__ import annotations

from service.citations.checked import OUTCOMES
from service.web.api.document import TEXT, WHOLE, Document, Property, array, plain
from service.web.api.documents import REPORT_LINK
from service.web.api.outcome_documents import counts_of, outcome_of

CITATION = Document(
    "Citation",
    "A citation from the character `start` of the draft to the one before `end`: its `title` and `number` as they stand there, its `outcome`:"
    " `found`, `other_form` (then `suggested` is how it should be written), `mismatch` (title and number are of different reports), `ended`"
    " (no longer in force), `withdrawn` or `absent`, why, in Chinese, and the reports it means.",
    (
        Property("start", WHOLE, "span.start"),
        Property("end", WHOLE, "span.end"),
        Property("text", TEXT, "text"),
        Property("title", TEXT, "span.title"),
        Property("number", TEXT, "span.number"),
        outcome_of(OUTCOMES),
        *plain(TEXT, "reason", "suggested"),
        Property("reports", array(REPORT_LINK.reference), "reports", REPORT_LINK.write_all),
    ),
    inner=(REPORT_LINK,),
)

CHECKED_DRAFT = Document(
    "CheckedDraft",
    "What became of each citation of a draft, in its order. `left_out` is how many at its end were too many to be looked up.",
    (
        *counts_of(OUTCOMES),
        *plain(WHOLE, "left_out"),
        Property("citations", array(CITATION.reference), "citations", CITATION.write_all),
    ),
    inner=(CITATION,),
)
