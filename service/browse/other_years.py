"""The same report in other years: the same agency, and a title that says the same but for its years and words of form."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.report import Report, without_body
from indexer.analysis import normalize
from indexer.engine import Engine
from indexer.own_year import own_year, without_years
from indexer.query import Filter, Plan
from service.browse.similar import Like

MOST_LOOKED_AT = 20
"""Reports of the agency with like titles that are looked at, the likest."""

_WORDS_OF_FORM = re.compile(r"[\W_]|关于|推进|年度?|情况|工作|公开|报告|说明|的")
"""What agencies write differently each year: 部门决算公开, 部门决算, 部门决算公开说明."""

SHARE = 0.2
"""How much of what the title says others must have to be looked at: titles of the same report may share few words."""

_FEWEST = 2
"""Characters that have to be left of a title."""


def other_years(engine: Engine, report: Report, likely: Like) -> dict[int, Report]:
    """Return the same report of each other year, the latest first; of several of one year the likest. `likely` is what is like it."""
    own, subject = own_year(report), _subject(report)
    if own is None:
        return {}
    match = replace(likely.match, share=SHARE)
    filters = (Filter("issuer", values=(report.issuer,)),) if report.issuer else ()
    found: dict[int, Report] = {}
    for hit in engine.search(Plan(match, likely.rank, filters=filters, limit=MOST_LOOKED_AT, reports=True)).hits:
        other = hit.report
        if other and other.issuer == report.issuer and _subject(other) == subject:
            year = own_year(other)
            if year is not None and year != own:
                found.setdefault(year, without_body(other))
    return dict(sorted(found.items(), reverse=True))


def _subject(report: Report) -> str:
    """Return what a report is about, whatever its year; its whole title where little else would be left."""
    title = "".join(without_years(report.title))
    subject = _WORDS_OF_FORM.sub("", title.replace(normalize(report.issuer), "") if report.issuer else title)
    return subject if len(subject) >= _FEWEST else title
