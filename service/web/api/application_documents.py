"""The JSON object that says what of an application is public, as the terminal prints it; it is no part of the API."""

from __future__ import annotations

from service.web.api.document import TEXT, TRUTH, WHOLE, Document, Property, array, plain
from service.web.api.documents import REPORT_LINK

_ANSWER = Document(
    "Answer",
    "A report that may answer, the passage that does as safe HTML, and whether the application names it.",
    (
        Property("report", REPORT_LINK.reference, "report", REPORT_LINK.write),
        *plain(TEXT, "passage_html"),
        *plain(TRUTH, "is_named"),
    ),
    inner=(REPORT_LINK,),
)

_PIECE = Document(
    "MatchedPiece",
    "A thing that an application asks for, with the closest reports.",
    (*plain(TEXT, "text"), Property("answers", array(_ANSWER.reference), "answers", _ANSWER.write_all)),
    inner=(_ANSWER,),
)

MATCHED_APPLICATION = Document(
    "MatchedApplication",
    "What of an application is public. `left_out` is how many things at its end were too many to be looked up.",
    (
        Property("pieces", array(_PIECE.reference), "pieces", _PIECE.write_all),
        *plain(WHOLE, "left_out"),
    ),
    inner=(_PIECE,),
)
