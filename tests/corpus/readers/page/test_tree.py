"""Every page has a tree, however damaged."""

from pathlib import Path

import pytest

from tests.corpus.readers.page.pages import BOXES, PROSE, page
from tests.corpus.readers.read_one import read_as


@pytest.mark.parametrize(
    "text",
    [
        page(BOXES["table of cells"])[:1500],
        page(BOXES["definition list"]).replace("<p>", "<p>\x00"),
        page(BOXES["list items"]).replace("</", "<"),
        '<?xml version="1.0" encoding="gbk"?>' + page(BOXES["list items"]),
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + page(BOXES["list items"], PROSE + "<p>&a;</p>"),
        "<h1>关于防汛的通知</h1>" + "<div>" * 5000 + "终" + "</div>" * 5000,
        "<h1>关于防汛的通知</h1>" + "<b>" * 3000 + "终",
        "<h1>关于防汛的通知</h1>" + "<table><tr><td>" * 300 + "终",
    ],
)
def test_damaged_and_hostile_pages_give_a_report(tmp_path: Path, text: str) -> None:
    """Truncated, nested and malformed pages are read as far as they go; entities are not fetched."""
    report, _ = read_as(tmp_path, "a.html", text)
    assert report is not None
    assert report.title == "关于防汛的通知"
    assert "root:" not in report.body
    assert "终" in report.body or "终" not in text
