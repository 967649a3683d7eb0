"""How the site looks by configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import BadSetting
from service.settings import load_settings
from service.site_settings import FooterLink, parse_link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("网站地图 https://a.gov.cn/map?x=1", FooterLink("网站地图", "https://a.gov.cn/map?x=1")),
        ("联系 我们 mailto:a@b.cn", FooterLink("联系 我们", "mailto:a@b.cn")),
        ("热线 tel:12345", FooterLink("热线", "tel:12345")),
        ("帮助 /help", FooterLink("帮助", "/help")),
        ("坏 javascript:alert(1)", None),
        ("坏 data:text/html,x", None),
        ("外站 //evil.example", None),
        ("https://a.gov.cn", None),
        ("没有网址", None),
    ],
)
def test_a_link_is_a_name_and_an_address(text: str, link: FooterLink | None) -> None:
    """Of this site, of the web, of a mailbox or a telephone; nothing that runs."""
    assert parse_link(text) == link


@pytest.mark.parametrize(
    ("line", "said"), [('links = ["坏 javascript:alert(1)"]', "名称 网址"), ('colour = "#ffcc00"', "对比度只有")]
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, line: str, said: str) -> None:
    """With file, key and reason."""
    path = tmp_path / "config.toml"
    path.write_text(f"[site]\n{line}\n", encoding="utf-8")
    with pytest.raises(BadSetting, match=said):
        load_settings(path, index=None, environ={})
