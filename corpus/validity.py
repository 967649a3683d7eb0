"""Since when a report is in force and until when (施行, 有效期, 废止), read from its own text, and the state that was published of it.

What an agency published is never overruled: days named by labels stay, and a published state decides. What another report ends is told by the index (`Report.ended`). A day that is read from a
sentence keeps the sentence. Sentences about other documents, and texts that explain others, say nothing here.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from corpus.characters import fold_width, without_spaces
from corpus.in_force_sentences import bounds_in
from corpus.report import Report, with_bounds_in_force


class Status(Enum):
    """Whether a report is in force, as people say it."""

    IN_FORCE = "现行有效"
    ENDED = "已废止"
    NOT_YET = "未生效"
    AMENDED = "已修改"
    UNKNOWN = "不详"


_PUBLISHED = (
    (Status.IN_FORCE, re.compile(r"部分(?:条款)?(?:失效|废止|有效)|未(?:被)?(?:失效|废止)")),
    (Status.ENDED, re.compile(r"废止|失效|无效|终止|撤销|过期|作废|^否$")),
    (Status.NOT_YET, re.compile(r"未生效|未施行|未实施|尚未|待生效|待施行")),
    (Status.AMENDED, re.compile(r"修改|修订|修正")),
    (Status.IN_FORCE, re.compile(r"有效|现行|生效|^是$")),
)
"""What published states say, the first that fits: 部分失效 is in force, 已失效 is not."""

_IN_TITLE = re.compile(
    r"[（(\[【〔]\s*(?:已|现已)?(?:废止|失效|作废)\s*[）)\]】〕]\s*$|^\s*[（(\[【〔]\s*已?(?:废止|失效|作废)\s*[）)\]】〕]"
)


def published_status(report: Report) -> Status | None:
    """Return the state that was published of a report, by its label or in its title; None where neither says one.

    >>> published_status(Report(id="1", source="a", status="失效")), published_status(Report(id="2", source="a"))
    (<Status.ENDED: '已废止'>, None)
    """
    label = without_spaces(fold_width(report.status))
    said = next((status for status, words in _PUBLISHED if words.search(label)), None)
    return said or (Status.ENDED if _IN_TITLE.search(report.title) else None)


def status_on(report: Report, day: date) -> Status:
    """Return whether a report is in force on a day: as published, else by the days that are known of it.

    >>> from corpus.values.bound import Bound
    >>> from corpus.values.partial_date import PartialDate
    >>> report = Report(id="1", source="a", in_force_until=Bound(PartialDate(2025, 1, 1)))
    >>> status_on(report, date(2024, 12, 31)), status_on(report, date(2025, 1, 1))
    (<Status.IN_FORCE: '现行有效'>, <Status.ENDED: '已废止'>)
    """
    if published := published_status(report):
        return published
    begin, end = report.in_force_from, end_in_force(report)
    if end and end <= day:
        return Status.ENDED
    if begin and begin.day > day:
        return Status.NOT_YET
    return Status.IN_FORCE if begin or end else Status.UNKNOWN


def end_in_force(report: Report) -> date | None:
    """Return the first day on which a report is no longer in force, as it says itself or another one does, the earlier of both.

    Where another report ends it nobody knows when, that is a day before all.

    >>> from corpus.report import Ended, with_ended
    >>> end_in_force(with_ended(Report(id="1", source="a"), Ended("2", "《水库管理办法》同时废止。")))
    datetime.date(1, 1, 1)
    """
    days = [report.in_force_until.day] if report.in_force_until else []
    if report.ended:
        days.append(report.ended.date.first_day() if report.ended.date else date.min)
    return min(days, default=None)


def with_bounds(report: Report) -> Report:
    """Return `report` with the days that its text names, where none were published."""
    if report.in_force_from and report.in_force_until:
        return report
    begin, end = bounds_in(report.title, report.body, report.made, report.in_force_from)
    if not (begin or end):
        return report
    return with_bounds_in_force(report, report.in_force_from or begin, report.in_force_until or end)
