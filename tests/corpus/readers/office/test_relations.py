"""Parts of packages are found by what points to them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.corpus.readers.layout.write_ofd import packed
from tests.corpus.readers.office.write_docx import docx, paragraph, part
from tests.corpus.readers.read_one import read_report


def test_parts_are_found_by_their_relations(tmp_path: Path) -> None:
    """Programs on the web call the document and its parts otherwise, and some write paths with backslashes."""
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="标题"><w:rPr><w:sz w:val="44"/></w:rPr></w:style>')
    notes = part("footnotes", f'<w:footnote w:id="1">{paragraph("见附表。")}</w:footnote>')
    data = docx(
        paragraph("关于渡口停航的通告", properties='<w:pStyle w:val="标题"/>'),
        paragraph("石坝渡口自明日起停航。"),
        parts={"word/styles2.xml": styles, "word/footnotes2.xml": notes},
    )
    kinds = {"styles2.xml": "styles", "footnotes2.xml": "footnotes"}
    for renamed in ("/word/document2.xml", "word\\document2.xml"):
        report = read_report(tmp_path, "a.docx", _moved(data, renamed, kinds))
        assert report.title == "关于渡口停航的通告"
        assert report.body.endswith("石坝渡口自明日起停航。\n见附表。")


def _moved(data: bytes, document: str, kinds: dict[str, str]) -> bytes:
    """Return a DOCX file whose document is at another path, and whose parts are of these kinds of relations."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["_rels/.rels"] = members["_rels/.rels"].replace("word/document.xml", document)
    relations = members.pop("word/_rels/document.xml.rels")
    for name, kind in kinds.items():
        relations = relations.replace(f'relationships/{name.removesuffix(".xml")}"', f'relationships/{kind}"')
    members[document.lstrip("/")] = members.pop("word/document.xml")
    members[document.lstrip("/").replace("document2", "_rels/document2").replace("\\_rels/", "\\_rels\\") + ".rels"] = (
        relations
    )
    return packed(members)
