"""Links to files are attachments."""

from pathlib import Path

from corpus.report import Attachment
from tests.corpus.readers.page.pages import PROSE, page
from tests.corpus.readers.read_one import read_report


def test_attachments_are_links_to_files(tmp_path: Path) -> None:
    """Files linked in and below the article are attachments, each once; pages and navigation are not."""
    links = '<p><a href="./a.pdf">名单.pdf</a><a href="./a.pdf">下载</a><a href="b.DOCX?id=1"></a><a href="/c.html">页</a></p>'
    below = '<div class="fj"><a href="/d.ofd">方案</a></div><div class="nav"><a href="/e.pdf">指南</a></div>'
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", PROSE + links) + below)
    assert report.attachments == (
        Attachment("名单.pdf", "./a.pdf"),
        Attachment("b.DOCX", "b.DOCX?id=1"),
        Attachment("方案", "/d.ofd"),
    )
