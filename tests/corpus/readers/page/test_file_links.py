"""Every way in which a page leads to a file or shows one."""

import pytest
from lxml import html

from corpus.readers.page.file_links import is_file_link, linked_file, shown_file

LINKS = {
    '<a href="a.pdf">名单</a>': "a.pdf",
    '<a href="/down.jsp?id=7&amp;name=a.xls">下载</a>': "/down.jsp?id=7&name=a.xls",
    '<a href="/down?id=7">附件1：水价表.xlsx</a>': "/down?id=7",
    '<a href="/downloadFile.do?id=7">附件2</a>': "/downloadFile.do?id=7",
    '<a href="/f/7" download="a.ofd">名单</a>': "/f/7",
    '<a href="/f/7" title="名单.docx">名单</a>': "/f/7",
    "<a href=\"javascript:window.open('/up/a.doc')\">名单</a>": "/up/a.doc",
    '<a href="#" onclick="openFile(\'/up/a.wps\',1)">名单</a>': "/up/a.wps",
    '<a href="javascript:;" data-href="/up/a.zip">名单</a>': "/up/a.zip",
    '<a href="/pdfjs/web/viewer.html?file=%2Fup%2Fa.pdf">名单</a>': "/up/a.pdf",
    '<a href="/zw/index.html">附件管理办法</a>': "",
    '<a href="/list/">更多</a>': "",
    "<a href=\"javascript:f('a.html')\">名单</a>": "",
}
SHOWN = {
    '<iframe src="/pdfjs/web/viewer.html?file=/up/a.pdf"></iframe>': "/up/a.pdf",
    '<iframe src="/viewer.html#file=/up/a.pdf"></iframe>': "/up/a.pdf",
    '<embed src="a.pdf">': "a.pdf",
    '<object data="a.ofd"></object>': "a.ofd",
    '<object><param name="src" value="a.pdf"></object>': "a.pdf",
    '<div data-pdf="/up/a.pdf"></div>': "/up/a.pdf",
    '<img data-src="/up/a.pdf" src="icon.png">': "/up/a.pdf",
    "<span onclick=\"window.open('/up/a.pdf')\">查看</span>": "/up/a.pdf",
    '<img src="a.png">': "",
    '<iframe src="data:application/pdf;base64,a.pdf"></iframe>': "",
}


@pytest.mark.parametrize(("source", "expected"), LINKS.items())
def test_links(source: str, expected: str) -> None:
    """Suffixes, titles, names to download by, scripts and viewers tell a file."""
    link = html.fragment_fromstring(source)
    assert linked_file(link, (link.text or "").strip()) == expected
    assert is_file_link(link) == bool(expected)


@pytest.mark.parametrize(("source", "expected"), SHOWN.items())
def test_embedded_files(source: str, expected: str) -> None:
    """Viewers, embedded objects and attributes that scripts read show a file."""
    assert shown_file(html.fragment_fromstring(source)) == expected
