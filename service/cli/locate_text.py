"""What an index number leads to, as lines for people."""

from __future__ import annotations

from service.browse.locate import LocateResult
from service.cli.report_text import labelled_reports, left_out, report_line
from service.cli.terminal import printable


def locate_lines(result: LocateResult) -> list[str]:
    """Return what an index number leads to."""
    lines = [printable(result.message)]
    lines += [report_line(report) for report in result.exact]
    lines += left_out(result.exact_left_out)
    lines += [f"{report_line(each.report)}（{printable(each.reason)}）" for each in result.candidates]
    return lines + labelled_reports((("前一个", result.before), ("后一个", result.after)))
