"""How the site looks by configuration: the table `[site]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from indexer.options import option
from service.colour import fault_of_colour

_LINK = re.compile(r"(?P<label>\S.*?)\s+(?P<address>(?:https?://|mailto:|tel:|/(?!/))\S*)")


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link at the foot of each page."""

    label: str
    address: str


def parse_link(text: str) -> FooterLink | None:
    """Return the link that a text is; None for what isn't one.

    >>> parse_link("网站地图 https://www.example.gov.cn/map")
    FooterLink(label='网站地图', address='https://www.example.gov.cn/map')
    >>> parse_link("坏的 javascript:alert(1)")
    """
    found = _LINK.fullmatch(text.strip())
    return FooterLink(**found.groupdict()) if found else None


def _fault_of_links(texts: tuple[str, ...]) -> str:
    wrong = next((text for text in texts if parse_link(text) is None), None)
    return (
        ""
        if wrong is None
        else f"应写成“名称 网址”，网址以 https://、http://、mailto:、tel: 或一个 / 开头，现为 {wrong!r}"
    )


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`[site]`: a picture beside the site's name, the colour of links and buttons, a text and links at the foot of each page, and a
    folder with templates and files that take the place of the program's or are added to them."""

    logo: Path | None = None
    colour: str = option("", fault_of_colour)
    footer: str = ""
    links: tuple[str, ...] = option((), _fault_of_links)
    overrides: Path | None = None
