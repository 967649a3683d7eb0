"""Text is what a browser shows, line by line."""

from pathlib import Path

from tests.corpus.readers.page.pages import PROSE, page
from tests.corpus.readers.read_one import read_report


def test_tables_in_the_body_keep_their_cells_apart(tmp_path: Path) -> None:
    """Every cell of a table in the text can be found, and words of two cells do not run together."""
    table = "<table><tr><th>名称</th><th>状态</th></tr><tr><td>石门水库</td><td>正常</td></tr><tr><td><p>龙潭</p></td><td>12</td></tr></table>"
    report = read_report(tmp_path, "a.html", page("<h1>水库情况</h1>", PROSE + table))
    assert "名称\t状态\n石门水库\t正常\n" in report.body
    assert "龙潭" in report.body
    assert report.status == ""


def test_unseen_elements_are_left_out(tmp_path: Path) -> None:
    """Scripts, styles, comments, hidden elements, forms and server code are no text; what follows them is."""
    content = "<script>甲甲</script>一<style>乙乙</style>二<!-- 丙丙 -->三<span style='DISPLAY: none'>丁丁</span>四<p hidden>戊戊</p>五<% 己己 %>六<select><option>庚庚</option></select>七"
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", f"{PROSE}<div>{content}</div>"))
    assert "一二三四五六七" in report.body
    for unseen in ("甲甲", "乙乙", "丙丙", "丁丁", "戊戊", "己己", "庚庚"):
        assert unseen not in report.body


def test_wrapped_source_does_not_break_words(tmp_path: Path) -> None:
    """A line of source broken between two Chinese characters leaves no space, between Latin words it does."""
    report = read_report(
        tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", f"<p>安全\n    生产 use\n   of PM\u3000甲</p>{PROSE}")
    )
    assert "安全生产 use of PM\u3000甲" in report.body


def test_pronunciations_above_characters_break_no_words(tmp_path: Path) -> None:
    """A word with its pronunciation in ruby is the word, as in office documents."""
    text = "<p>地处<ruby>垚<rp>(</rp><rt>yáo</rt><rp>)</rp></ruby>山脚下的水源地，列入重点保护名录，由各乡镇人民政府负责巡查。</p>"
    report = read_report(tmp_path, "a.html", page("<h1>关于水源地的通知</h1>", text))
    assert "地处垚山脚下" in report.body
