"""Personal data in what reports say, masked in all that is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.personal_data import personal_data
from corpus.report import Report
from service.audit import kinds
from service.audit.finding import Fault


def personal_data_published(report: Report) -> Iterator[Fault]:
    """Yield the personal data in a report's title and text, each once, with the line of the text where it stands first."""
    seen: set[str] = set()
    masked: Counter[str] = Counter()
    for where, text in (("标题", report.title), ("正文", report.body)):
        for each in personal_data(text):
            if each.text in seen:
                continue
            seen.add(each.text)
            kind = kinds.KINDS[each.kind]
            line = f"第 {text.count(chr(10), 0, each.start) + 1} 行" if where == "正文" else ""
            masked[each.masked] += 1
            yield Fault(kind, f"{each.masked} {masked[each.masked]}", f"{where}{line}有{kind.label} {each.masked}")
