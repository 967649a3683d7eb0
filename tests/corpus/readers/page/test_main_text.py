"""The article is found whole."""

from pathlib import Path

from tests.corpus.readers.page.pages import PROSE, page
from tests.corpus.readers.read_one import read_report


def test_an_article_that_is_hidden_itself_is_shown(tmp_path: Path) -> None:
    """Scripts unhide the article once it is loaded."""
    report = read_report(
        tmp_path, "a.html", f'<h1>关于防汛的通知</h1><div id="zoom" style="display:none">{PROSE}</div>'
    )
    assert "青禾市水务局" in report.body


def test_text_outside_a_small_known_container_is_kept(tmp_path: Path) -> None:
    """A container that holds only a piece of the prose does not hide the rest."""
    text = f'<div class="c9"><div class="TRS_Editor"><p>本页附有说明，请一并阅读。</p></div>{PROSE * 3}</div>'
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", text, container="nothing known"))
    assert "落实责任" in report.body
    assert "请一并阅读" in report.body
