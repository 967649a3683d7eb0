"""What a page's own title says of its article."""

import pytest

from corpus.readers.page.own_title import own_title, said_on_page
from corpus.readers.page.tree import page_tree


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("关于节水的通告-通知公告-青禾市人民政府网", "关于节水的通告"),
        ("关于节水的通告 >> 青禾市人民政府", "关于节水的通告"),
        ("青禾市水务局 - 关于节水的通告", "关于节水的通告"),
        ("青禾市水务局-政策文件-关于节水的通告", "关于节水的通告"),
        ("青禾市人民政府门户网站 关于节水的通告", "关于节水的通告"),
        ("青禾市水务局 关于节水的通告", "青禾市水务局 关于节水的通告"),
        ("2021-2025年节水规划", "2021-2025年节水规划"),
        ("青禾市2021-2025年节水规划-青禾市水务局", "青禾市2021-2025年节水规划"),
        ("关于成立青禾市节水办公室的通知", "关于成立青禾市节水办公室的通知"),
        ("青禾市人民政府", ""),
        ("通知公告", ""),
        ("Untitled Document", ""),
        ("", ""),
    ],
)
def test_names_of_site_and_column(text: str, article: str) -> None:
    """They go from either end where a site stands there; a dash of the title stays."""
    root = page_tree(f"<title>{text}</title><p>甲</p>")
    assert root is not None
    assert own_title(root).article == article


def test_what_the_page_shows_of_it() -> None:
    """The longest piece that is a line of the page is the title, however the names around it are joined."""
    root = page_tree("<title>2025年-停水公告-公开-青禾市</title><p>甲</p>")
    assert root is not None
    own = own_title(root)
    assert said_on_page(own, {"停水公告", "2025年-停水公告"}) == "2025年-停水公告"
    assert said_on_page(own, {"青禾市", "公开"}) == ""


def test_the_title_told_to_programs_that_link_here() -> None:
    """It counts where the page's own title only names the site."""
    og = '<meta property="og:title" content="关于节水的通告_青禾市水务局">'
    for text, article in (("青禾市水务局", "关于节水的通告"), ("关于水价的通告", "关于水价的通告")):
        root = page_tree(f"<title>{text}</title>{og}<p>甲</p>")
        assert root is not None
        assert own_title(root).article == article
