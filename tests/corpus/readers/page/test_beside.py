"""Files that pages link to are looked for beside them, and nowhere else."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.page.beside import candidates


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("./P020230109.pdf", "P020230109.pdf"),
        ("公告_files/名单.xls", "公告_files/名单.xls"),
        ("%E5%90%8D%E5%8D%95.xls", "名单.xls"),
        ("/up/%B8%BD%BC%FE.doc", "附件.doc"),
        ("fj/%E5%90%8D%E5%8D%95.xls", "fj/%E5%90%8D%E5%8D%95.xls"),
        ("http://qinghe.example/up/2023/a.pdf?v=3#page=2", "a.pdf"),
        ("http://qinghe.example/up/2023/a.pdf", "2023/a.pdf"),
        ("//qinghe.example/a.pdf", "a.pdf"),
        ("fj\\2023\\a.pdf", "fj/2023/a.pdf"),
        ("../../up/a.pdf", "a.pdf"),
        ("down.jsp?id=7", "down.jsp?id=7"),
        ("/down.jsp?id=7&fileName=%E6%B0%B4%E4%BB%B7.xlsx", "水价.xlsx"),
        ("viewer.html?file=%2Fup%2Fa.ofd", "up/a.ofd"),
    ],
)
def test_addresses_lead_to_files(url: str, expected: str) -> None:
    """Escapes of either encoding, queries, other folders and other sites: the file is found where a copy keeps it."""
    assert expected in candidates(url)


def test_the_likeliest_comes_first() -> None:
    """What the address says itself comes before what only bears the name."""
    assert list(candidates("a/b/c.pdf", page="通知.html", name="水价表.pdf")) == [
        *("a/b/c.pdf", "b/c.pdf", "c.pdf", "通知_files/c.pdf", "通知.files/c.pdf", "通知_file/c.pdf"),
        *("通知.assets/c.pdf", "水价表.pdf"),
    ]


@pytest.mark.parametrize(
    "url", ["", "javascript:open()", "data:a,b", "mailto:a@b.c", "http://[", "up/", "..", "x" * 3000]
)
def test_addresses_of_no_file(url: str) -> None:
    """Scripts, folders and what is no address lead nowhere."""
    assert list(candidates(url)) == []


HOSTILE = st.lists(
    st.sampled_from(
        ("..", "/", "\\", "%2e%2e", "%2f", "%5c", "%00", "\0", ".", "a", "附件.pdf", "?name=", "#", "C:", "~", "//")
    )
    | st.text(max_size=3),
    max_size=12,
).map("".join)


@given(url=HOSTILE, page=HOSTILE, name=HOSTILE)
def test_no_address_leads_out_of_the_folder(url: str, page: str, name: str) -> None:
    """Whatever an address holds, the paths stay below the page's folder and name no hidden file."""
    for path in candidates(url, page=page, name=name):
        names = PurePosixPath(path).parts
        assert not path.startswith("/")
        assert not any(each.startswith(".") for each in names)
        assert path.isprintable()
