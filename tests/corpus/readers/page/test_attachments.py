"""Links to files are attachments."""

from pathlib import Path

import pytest

from corpus.report import Attachment
from tests.corpus.readers.page.pages import PROSE, page
from tests.corpus.readers.read_one import read_as, read_report


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


def test_files_given_out_by_number_and_embedded(tmp_path: Path) -> None:
    """What a link is called, what a page embeds and what a viewer shows are attachments; scripts are not."""
    links = (
        '<p><a href="/down?id=7">水价表.xlsx</a><a href="javascript:void(0)">图纸.pdf</a><a href="/list">更多</a></p>'
        '<img data-uitype="pdf" data-powerurl="/f/scan.pdf" src="/f/scan.png">'
        '<iframe src="/web/viewer.html?file=%2Ff%2Freport.ofd"></iframe>'
    )
    report = read_report(
        tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", PROSE + links) + '<embed src="/f/note.wps">'
    )
    assert report.attachments == (
        Attachment("水价表.xlsx", "/down?id=7"),
        Attachment("scan.pdf", "/f/scan.pdf"),
        Attachment("report.ofd", "/f/report.ofd"),
        Attachment("note.wps", "/f/note.wps"),
    )


def test_a_page_that_only_shows_a_file(tmp_path: Path) -> None:
    """It keeps its title and metadata, links the file, and says that there is no text."""
    source = (
        '<head><title>信息价_青禾市住建局</title><meta name="ArticleTitle" content="关于公布信息价的通知">'
        '<meta name="ContentSource" content="青禾市住建局"></head><body><img data-url="/a/price.pdf"></body>'
    )
    report, problems = read_as(tmp_path, "a.html", source)
    assert report is not None
    assert (report.title, report.issuer, report.body) == ("关于公布信息价的通知", "青禾市住建局", "")
    assert report.attachments == (Attachment("price.pdf", "/a/price.pdf"),)
    assert [(each.skipped, "price.pdf" in each.reason) for each in problems] == [(False, True)]


HEAD = (
    '<meta name="ArticleTitle" content="关于公布信息价的通知"><meta name="PubDate" content="2023-03-09">'
    '<meta name="ContentSource" content="青禾市住建局">'
)


@pytest.mark.parametrize(
    ("script", "urls"),
    [
        ("PDFObject.embed('/u/a.pdf', '#view');", ["/u/a.pdf"]),
        ('var shown = "/u/2023/a.ofd"; show(shown); again("/u/2023/a.ofd");', ["/u/2023/a.ofd"]),
        ("load('/u/7');", []),
    ],
)
def test_a_page_whose_file_a_script_shows(tmp_path: Path, script: str, urls: list[str]) -> None:
    """What its head says makes a report, with the file if the script names it; without title and day it stays a problem."""
    body = f"<body><div id='view'></div><script>{script}</script></body>"
    report, problems = read_as(tmp_path, "a.html", f"<head>{HEAD}</head>{body}")
    assert report is not None
    assert (report.title, report.issuer, report.body) == ("关于公布信息价的通知", "青禾市住建局", "")
    assert ([each.url for each in report.attachments], str(report.published)) == (urls, "2023年3月9日")
    assert [each.skipped for each in problems] == [False]
    assert read_as(tmp_path, "b.html", f"<title>信息价</title>{body}")[0] is None
    titled = body.replace("<body>", "<body><h1>关于公布信息价的通知</h1>")
    assert [each.url for each in read_report(tmp_path, "c.html", titled).attachments] == urls


def test_scripts_of_a_page_with_text_are_not_searched(tmp_path: Path) -> None:
    """A script may name what other pages show."""
    source = page("<h1>关于防汛的通知</h1>", PROSE + "<script>help('/u/help.pdf')</script>")
    assert read_report(tmp_path, "a.html", source).attachments == ()


def test_addresses_count_from_the_base(tmp_path: Path) -> None:
    """A page may say from where its links count."""
    base = '<base href="http://www.qinghe.example/zw/2024/">'
    links = '<p><a href="P01.pdf">岗位表</a><a href="http://other.example/b.pdf">名单</a></p>'
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", PROSE + links, head=base))
    assert [each.url for each in report.attachments] == [
        "http://www.qinghe.example/zw/2024/P01.pdf",
        "http://other.example/b.pdf",
    ]


@pytest.mark.parametrize(
    ("links", "name", "url"),
    [
        ('<a href="a.pdf"><img src="pdf.gif"></a><a href="a.pdf">名单.pdf</a>', "名单.pdf", "a.pdf"),
        ('<iframe src="/f/1.pdf#toolbar=0"></iframe><a href="/f/1.pdf">名单</a>', "名单", "/f/1.pdf#toolbar=0"),
        ('<a href="a.pdf">名单</a><a href="./a.pdf">名单（扫描件）</a>', "名单", "a.pdf"),
        ('附件1：<a href="/down.do?id=3">名单</a><a href="/down/">更多</a>', "名单", "/down.do?id=3"),
        ('<a href="/downfile?id=1" alt="名单.xlsx">名单</a>', "名单", "/downfile?id=1"),
        ('<a href="/u/a.doc">下载原文</a>', "a.doc", "/u/a.doc"),
    ],
)
def test_each_file_once_by_its_best_name(links: str, name: str, url: str, tmp_path: Path) -> None:
    """An icon or a viewer before the link gives no name, and two links to one file are one attachment."""
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", f"{PROSE}<p>{links}</p>"))
    assert report.attachments == (Attachment(name, url),)


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ('<a href="%E5%B2%97%E4%BD%8D%E8%A1%A8.docx">附件1</a>', "岗位表.docx"),
        ('<a href="P01.docx" title="岗位表.docx">附件下载</a>', "岗位表.docx"),
        ('<a href="P01.docx">附件1</a>', "附件1"),
        ('<a href="P01.docx">附件1：岗位表</a>', "附件1：岗位表"),
        ('<a href="P01.docx">下载</a>', "P01.docx"),
        ('<a href="/down.jsp?filename=%E5%B2%97%E4%BD%8D%E8%A1%A8.docx">附件</a>', "岗位表.docx"),
    ],
)
def test_a_mere_number_is_no_name(link: str, name: str, tmp_path: Path) -> None:
    """What says only that a file is attached gives way to what says which."""
    report = read_report(tmp_path, "a.html", page("<h1>关于防汛的通知</h1>", f"{PROSE}<p>{link}</p>"))
    assert [each.name for each in report.attachments] == [name]
