"""Hostile OFD files: bombs, entities, pages and templates without end, matrices and distances beyond measure, wrong paths."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.corpus.readers.layout.write_ofd import NAMESPACE, Text, ofd, packed
from tests.hostile.hostile_file import HostileFile

_LETTER = [[Text("关于防汛的通知", 50, 40, 8), Text("各单位要做好今年防汛抗旱工作。", 28, 60)]]
_PAGE = "Doc_0/Pages/Page_0/Content.xml"
_DOCUMENT = "Doc_0/Document.xml"
_OBJECT = '<ofd:TextObject ID="1" Boundary="20 30 100 9" Size="5"><ofd:TextCode X="0" Y="5" {}>{}</ofd:TextCode></ofd:TextObject>'
_ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "甲甲甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{NAMESPACE}">{inner}</ofd:{name}>'


def _page(inner: str, before: str = "") -> str:
    return _root("Page", f"{before}<ofd:Content><ofd:Layer>{inner}</ofd:Layer></ofd:Content>")


def _code(text: str, attributes: str = "") -> str:
    return _OBJECT.format(attributes, text)


def _document(pages: str, common: str = "", after: str = "") -> str:
    return _root("Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{after}")


_ONE_PAGE = '<ofd:Page ID="10" BaseLoc="Pages/Page_0/Content.xml"/>'


def _file(members: Callable[[int], Mapping[str, str]], full: int = 1, least: int = 1) -> HostileFile:
    """Return an OFD file of one good page in which some members are replaced."""
    return HostileFile(".ofd", lambda count: ofd(_LETTER, others=members(count)), full, least)


def _content(piece: str, full: int, *, before: str = "", after: str = "", least: int = 1) -> HostileFile:
    """Return an OFD file whose page holds `piece` repeated."""
    return _file(lambda count: {_PAGE: _page(before + piece * count + after)}, full, least)


def _units(count: int) -> dict[str, str]:
    """Return composite objects each of which draws the next one ten times."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="{n + 1}" Boundary="0 0 9 9"/>' * 10
        + _code("甲")
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(count)
    )
    return {
        _DOCUMENT: _document(_ONE_PAGE, "<ofd:PublicRes>Res.xml</ofd:PublicRes>"),
        "Doc_0/Res.xml": _root("Res", units),
        _PAGE: _page('<ofd:CompositeObject ResourceID="0" Boundary="0 0 9 9"/>'),
    }


def _templates(count: int) -> dict[str, str]:
    """Return a page of many templates that each name themselves, and hold much."""
    listed = '<ofd:TemplatePage ID="5" BaseLoc="Tpl.xml"/>' * count
    used = '<ofd:Template TemplateID="5"/>' * count
    return {
        _DOCUMENT: _document(_ONE_PAGE, listed),
        "Doc_0/Tpl.xml": _page(_code("甲" * 1000), used),
        _PAGE: _page("", used),
    }


def _annotated(count: int) -> dict[str, str]:
    """Return annotations of one page that all stand in one file."""
    pages = '<ofd:Page PageID="10"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
    annotation = (
        f'<ofd:Annot Type="Stamp"><ofd:Appearance Boundary="0 0 9 9">{_code("甲")}</ofd:Appearance></ofd:Annot>'
    )
    return {
        _DOCUMENT: _document(_ONE_PAGE, after="<ofd:Annotations>L.xml</ofd:Annotations>"),
        "Doc_0/L.xml": _root("Annotations", pages * count),
        "Doc_0/A.xml": _root("PageAnnot", annotation * count),
    }


def _many_members(count: int) -> bytes:
    return ofd(_LETTER, others={f"Doc_0/Res/{n}": "" for n in range(count)})


def _stored(members: Mapping[str, bytes], *, encrypted: bool = False) -> bytes:
    """Return a ZIP file of members that are not packed, said to be encrypted or not."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    data = bytearray(written.getvalue())
    if encrypted:
        for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(signature)
            while at >= 0:
                data[at + flag] |= 1
                at = data.find(signature, at + 4)
    return bytes(data)


_GOOD = ofd(_LETTER)

OFD: Mapping[str, HostileFile] = {
    "ofd-text-objects": _content(_code("甲", 'DeltaX="5"'), 1_000_000),
    "ofd-text-codes": _content(
        '<ofd:TextCode X="1" Y="1">甲</ofd:TextCode>',
        1_000_000,
        before="<ofd:TextObject Size='5'>",
        after="</ofd:TextObject>",
    ),
    "ofd-text-long": _file(lambda count: {_PAGE: _page(_code("甲" * count, 'DeltaX="g 99999999 5"'))}, 10_000_000),
    "ofd-text-stacked": _content(_code("甲乙丙丁" * 25), 50_000),
    "ofd-text-zigzag": _file(
        lambda count: {
            _PAGE: _page(
                "".join(
                    f'<ofd:TextObject Boundary="{n % 7 * 9} {n % 11 * 9} 9 9" Size="5"><ofd:TextCode X="0" Y="5">甲</ofd:TextCode></ofd:TextObject>'
                    for n in range(count)
                )
            )
        },
        200_000,
        least=500,
    ),
    "ofd-distances": _file(lambda count: {_PAGE: _page(_code("甲乙", f'DeltaX="{"g 9 9 " * count}"'))}, 3_000_000),
    "ofd-distances-many": _file(
        lambda count: {_PAGE: _page(_code("甲" * count, f'DeltaX="{"5 " * count}" DeltaY="{"1 " * count}"'))}, 3_000_000
    ),
    "ofd-distances-wrong": _content(_code("甲乙丙", 'DeltaX="g g g -1 nan inf 1e308" DeltaY="g 1e9 x"'), 20_000),
    "ofd-numbers-wrong": _content(
        '<ofd:TextObject Boundary="nan inf 1e400 -" Size="-1e308" CTM="1e308 1e308 1e308 1e308 1e308 1e308" HScale="nan">'
        '<ofd:TextCode X="1e308" Y="-1e308">甲</ofd:TextCode></ofd:TextObject>',
        20_000,
    ),
    "ofd-blocks-nested": _content("<ofd:PageBlock>", 1_000_000, after=_code("甲"), least=300),
    "ofd-blocks-empty": _content("<ofd:PageBlock/>", 3_000_000),
    "ofd-paths": _content(
        '<ofd:PathObject Boundary="0 0 1 1"><ofd:AbbreviatedData>M 0 0</ofd:AbbreviatedData></ofd:PathObject>', 500_000
    ),
    "ofd-attributes": _file(
        lambda count: {_PAGE: _page("<ofd:TextObject " + "".join(f'a{n}="1" ' for n in range(count)) + "/>")}, 500_000
    ),
    "ofd-composites": _file(_units, 12, least=4),
    "ofd-composite-of-itself": _file(
        lambda _: {name: text.replace('ResourceID="1"', 'ResourceID="0"') for name, text in _units(1).items()}
    ),
    "ofd-templates": _file(_templates, 100_000, least=5),
    "ofd-page-many-times": _file(
        lambda count: {_DOCUMENT: _document(_ONE_PAGE * count), _PAGE: _page(_code("甲" * 2000))}, 100_000, least=20
    ),
    "ofd-pages-missing": _file(
        lambda count: {
            _DOCUMENT: _document("".join(f'<ofd:Page ID="{n}" BaseLoc="no/{n}.xml"/>' for n in range(count)))
        },
        300_000,
    ),
    "ofd-page-is-the-document": _file(
        lambda count: {_DOCUMENT: _document('<ofd:Page ID="10" BaseLoc="Document.xml"/>' * count)}, 100_000
    ),
    "ofd-documents": _file(
        lambda count: {
            "OFD.xml": _root("OFD", f"<ofd:DocBody><ofd:DocRoot>{_DOCUMENT}</ofd:DocRoot></ofd:DocBody>" * count)
        },
        100_000,
    ),
    "ofd-annotations": _file(_annotated, 3_000, least=10),
    "ofd-attachments": _file(
        lambda count: {
            _DOCUMENT: _document(_ONE_PAGE, after="<ofd:Attachments>A.xml</ofd:Attachments>"),
            "Doc_0/A.xml": _root("Attachments", '<ofd:Attachment Name="甲.xml"/>' * count),
        },
        500_000,
    ),
    "ofd-entities": _file(lambda _: {_PAGE: _page(_code("&e;" * 1000)).replace("?>", "?>" + _ENTITIES, 1)}),
    "ofd-entity-of-a-file": _file(lambda _: {_PAGE: _page(_code("&f;")).replace("?>", "?>" + _ENTITIES, 1)}),
    "ofd-bomb-page": _file(lambda count: {_PAGE: _page(_code("甲")) + " " * count}, 1_000_000_000),
    "ofd-bomb-many": _file(
        lambda count: {
            _DOCUMENT: _document("".join(f'<ofd:Page ID="{n}" BaseLoc="P{n}.xml"/>' for n in range(100))),
            **{f"Doc_0/P{n}.xml": _page(_code("甲") + " " * count) for n in range(100)},
        },
        40_000_000,
    ),
    "ofd-members": HostileFile(".ofd", _many_members, 200_000),
    "ofd-paths-outside": _file(
        lambda _: {
            _DOCUMENT: _document(
                "".join(
                    f'<ofd:Page ID="{n}" BaseLoc="{path}"/>'
                    for n, path in enumerate(
                        (
                            "../../../../etc/passwd",
                            "/etc/passwd",
                            "file:///etc/passwd",
                            "..\\..\\OFD.xml",
                            "//x/y",
                            "%2e%2e/",
                        )
                    )
                )
            )
        }
    ),
    "ofd-encrypted-zip": HostileFile(
        ".ofd", lambda _: _stored({"OFD.xml": b"x" * 99, _DOCUMENT: b"y" * 99}, encrypted=True)
    ),
    "ofd-encrypted": _file(lambda _: {"Encryptions.xml": "<x/>", _PAGE: "\x00\x01"}),
    "ofd-cut-off": HostileFile(".ofd", lambda _: _GOOD[: len(_GOOD) * 2 // 3]),
    "ofd-of-zeros": HostileFile(".ofd", lambda count: b"PK\x03\x04" + bytes(count), 10_000_000),
    "ofd-without-entry": HostileFile(".ofd", lambda _: packed({"a.xml": "<a/>"})),
    "ofd-wrong-encoding": _file(lambda _: {_PAGE: _page(_code("甲")).replace("UTF-8", "x-none")}),
}
