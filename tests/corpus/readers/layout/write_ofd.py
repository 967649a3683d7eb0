"""A small writer of OFD files (GB/T 33190): text at positions, in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text with where it begins, in millimetres from the upper left corner, and its size in millimetres."""

    text: str
    x: float
    y: float
    size: float = 5.6
    red: bool = False
    deltas: str = ""
    matrix: str = ""


def ofd(
    pages: Iterable[Sequence[Text]],
    *,
    title: str = "",
    template: Sequence[Text] = (),
    attachments: Sequence[str] = (),
    others: Mapping[str, str] = {},
    root: str = "Doc_0/Document.xml",
    page_path: str = "Pages/Page_{number}/Content.xml",
) -> bytes:
    """Return an OFD file of these pages. `others` are further members, which also replace those of the same name."""
    written = [_page(page, templated=bool(template)) for page in pages]
    entries = "".join(
        f'<ofd:Page ID="{10 + number}" BaseLoc="{page_path.format(number=number)}"/>' for number in range(len(written))
    )
    shared = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    listed = "<ofd:Attachments>Attachments.xml</ofd:Attachments>" if attachments else ""
    members = {
        "OFD.xml": _root(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
            f"<ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>",
        ),
        "Doc_0/Document.xml": _root(
            "Document",
            f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{shared}"
            f"</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages>{listed}",
        ),
        **{f"Doc_0/Pages/Page_{number}/Content.xml": page for number, page in enumerate(written)},
    }
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(template)
    if attachments:
        files = "".join(f'<ofd:Attachment ID="{n}" Name={quoteattr(name)}/>' for n, name in enumerate(attachments))
        members["Doc_0/Attachments.xml"] = _root("Attachments", files)
    return packed({**members, **others})


def document(lines: Sequence[str], *, title: str = "") -> bytes:
    """Return an OFD file with these lines from the top down at the usual margin; a leading space sets in by two characters."""
    size = 5.6
    texts = [
        Text(line.lstrip(), 28 + 2 * size * (len(line) - len(line.lstrip())), 40 + 9.8 * row)
        for row, line in enumerate(lines)
        if line.strip()
    ]
    return ofd([texts], title=title)


def packed(members: Mapping[str, str]) -> bytes:
    """Return a ZIP file of these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _page(texts: Sequence[Text], *, templated: bool = False) -> str:
    template = '<ofd:Template TemplateID="5"/>' if templated else ""
    objects = "".join(_object(text, 100 + number) for number, text in enumerate(texts))
    return _root("Page", f'{template}<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content>')


def _object(text: Text, number: int) -> str:
    colour = '<ofd:FillColor Value="255 0 0"/>' if text.red else ""
    deltas = text.deltas or (f"g {len(text.text) - 1} {text.size:g}" if len(text.text) > 1 else "")
    matrix = f' CTM="{text.matrix}"' if text.matrix else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{text.x:g} {text.y:g} 200 20" Font="3" Size="{text.size:g}"{matrix}>{colour}'
        f'<ofd:TextCode X="0" Y="{text.size:g}"{f" DeltaX={quoteattr(deltas)}" if deltas else ""}>{escape(text.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{NAMESPACE}">{inner}</ofd:{name}>'
