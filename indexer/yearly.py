"""What the reports have in common that an agency makes anew every year: 2021年度部门决算, 部门决算公开说明（2022年）."""

from __future__ import annotations

import re
from hashlib import blake2b

from corpus.report import Report
from indexer.analysis import normalize
from indexer.own_year import own_year, without_years

_WORDS_OF_FORM = re.compile(r"[\W_]|关于|推进|年度?|情况|工作|公开|报告|说明|的")
"""What agencies write differently each year: 部门决算公开, 部门决算, 部门决算公开说明."""

_FEWEST = 2
"""Characters that have to be left of a title."""


def yearly_subject(report: Report) -> str:
    """Return the exact value that the same report of each year has: a digest of its agency and of what it is about; "" without a year.

    >>> first = Report(id="1", source="a", title="2021年度部门决算", issuer="水务局")
    >>> second = Report(id="2", source="a", title="水务局部门决算公开说明（2022年）", issuer="水务局")
    >>> yearly_subject(first) == yearly_subject(second)
    True
    """
    if not report.title or own_year(report) is None:
        return ""
    return blake2b(f"{report.issuer}\n{_about(report)}".encode(), digest_size=8).hexdigest()


def _about(report: Report) -> str:
    """Return what a report is about, whatever its year; its whole title where little else would be left."""
    title = "".join(without_years(report.title))
    about = _WORDS_OF_FORM.sub("", title.replace(normalize(report.issuer), "") if report.issuer else title)
    return about if len(about) >= _FEWEST else title
