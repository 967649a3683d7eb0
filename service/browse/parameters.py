"""The parameters of a report's page and of the search by index number."""

from __future__ import annotations

from service.parameters import MAX_VALUE_LENGTH, VISIBLE, Parameter, text_schema
from service.search.request import MAX_QUERY_LENGTH

REPORT_PARAMETERS = (
    Parameter("q", f"检索词：在报告里标出它们；最多 {MAX_QUERY_LENGTH} 个字符", text_schema(MAX_QUERY_LENGTH)),
)
LOCATE_PARAMETERS = (
    Parameter(
        "number",
        f"索引号，可以不完整或有错字；最多 {MAX_VALUE_LENGTH} 个字符",
        text_schema(pattern=VISIBLE),
        required=True,
    ),
)
