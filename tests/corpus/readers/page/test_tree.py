"""Every page has a tree, however damaged."""

from pathlib import Path

import pytest

from corpus.readers.page import html, tree
from corpus.readers.page.tree import page_tree
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


def _attributes(tag: str, count: int, value: str) -> str:
    return f"<{tag}{''.join(f' a{n}={value}' for n in range(count))}>"


@pytest.mark.parametrize("value", ["1", "'>'", '"<b>"', "x'y"])
def test_a_tag_with_many_attributes_loses_them(value: str) -> None:
    """What libxml2 is given has a bounded number of attributes a tag; ordinary tags and the text stay."""
    text = f"<title>关于防汛的通知</title><p class=a>甲{_attributes('p', 20_000, value)}乙</p>"
    root = page_tree(text)
    assert root is not None
    assert max(len(element.attrib) for element in root.iter()) == 1
    assert "".join(root.itertext()) == "关于防汛的通知甲乙"


def test_scripts_and_comments_are_no_tags() -> None:
    """What looks like a tag of many attributes inside a script swallows no part of the page."""
    script = "<script>for (i=0; i<n; i++) {" + " a b" * 20_000 + "}</script>"
    root = page_tree(f"{script}<!-- <p{' a' * 20_000} --><p class=a>甲</p>")
    assert root is not None
    assert [element.text for element in root.iter("p")] == ["甲"]


def test_a_page_of_too_many_tags_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not parsed, and the problem names the limit."""
    monkeypatch.setattr(tree, "MAX_TAGS", 30)
    monkeypatch.setattr(html, "MAX_TAGS", 30)
    report, (problem,) = read_as(tmp_path, "a.html", "<h1>关于防汛的通知</h1>" + "<p>甲" * 40)
    assert report is None
    assert "30 个" in problem.reason
