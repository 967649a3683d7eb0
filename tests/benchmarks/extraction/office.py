"""Documents and workbooks, each with one trait; and one document with all of them, for LibreOffice to save in older formats."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.extraction.sample import Sample
from tests.corpus.readers.office.write_docx import docx, paragraph, part, run, table
from tests.corpus.readers.office.write_ods import Cell as OdsCell
from tests.corpus.readers.office.write_ods import ods
from tests.corpus.readers.office.write_odt import odt
from tests.corpus.readers.office.write_odt import paragraph as odt_paragraph
from tests.corpus.readers.office.write_odt import table as odt_table
from tests.corpus.readers.office.write_xls import Cell as XlsCell
from tests.corpus.readers.office.write_xls import xls
from tests.corpus.readers.office.write_xlsx import Cell, write_xlsx

_TEXT = "做好防汛抗旱准备"
_ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1项"/></w:lvl>'
_NUMBERING = f'<w:abstractNum w:abstractNumId="0">{_LEVEL}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
_NUMBERED = {"word/numbering.xml": part("numbering", _NUMBERING)}
_NOTE = part("footnotes", f'<w:footnote w:id="1">{paragraph("见统计公报")}</w:footnote>')
_MERGED = (
    "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>城东街道</w:t></w:r></w:p></w:tc>"
    f"<w:tc>{paragraph('车棚')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{paragraph('充电桩')}</w:tc></w:tr></w:tbl>"
)
_NESTED = f"<w:tbl><w:tr><w:tc>{table(('内表', '数值'))}{paragraph('外表')}</w:tc></w:tr></w:tbl>"
_BOX = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
_BOXES = f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{_BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
_DELETED = (
    f"<w:p>{run('保留')}<w:del>{run('删去').replace('w:t', 'w:delText')}</w:del><w:ins>{run('补充')}</w:ins></w:p>"
)
_WRAPPED = f"<w:p><w:hyperlink>{run('办事指南')}</w:hyperlink><w:sdt><w:sdtContent>{run('填报单位')}</w:sdtContent></w:sdt></w:p>"


def _docx(trait: str, block: str, shown: str, *, parts: Mapping[str, str] = {}, unseen: str = "") -> Sample:
    return Sample(trait, ".docx", docx(paragraph(_TEXT), block, parts=parts), _TEXT + shown, unseen)


ODT = (
    Sample(
        "paragraphs of ODT",
        ".odt",
        odt(odt_paragraph(_TEXT), odt_paragraph("各镇要落实责任")),
        _TEXT + "各镇要落实责任",
        "",
    ),
    Sample("table of ODT", ".odt", odt(odt_paragraph(_TEXT), odt_table(("街道", "车棚"))), _TEXT + "街道车棚", ""),
)
DOCX = (
    _docx("paragraphs", paragraph("各镇要落实责任"), "各镇要落实责任"),
    _docx("table", table(("街道", "车棚"), ("城南", "十二处")), "街道车棚城南十二处"),
    _docx("merged cells", _MERGED, "城东街道车棚充电桩"),
    _docx("table in a table", _NESTED, "内表数值外表"),
    _docx("text box", _BOXES, "框内文字"),
    _docx("numbering", paragraph("总体要求", properties=_ITEM), "第一项总体要求", parts=_NUMBERED),
    _docx("footnote", "", "见统计公报", parts={"word/footnotes.xml": _NOTE}),
    _docx("changes", _DELETED, "保留补充", unseen="删去"),
    _docx("hidden text", f"<w:p>{run('公开')}{run('批注', '<w:vanish/>')}</w:p>", "公开", unseen="批注"),
    _docx("links and controls", _WRAPPED, "办事指南填报单位"),
)

OLDER = docx(paragraph(_TEXT), table(("街道", "车棚"), ("城南", "十二处")), paragraph("各镇要落实责任"))
OLDER_SHOWN = f"{_TEXT}街道车棚城南十二处各镇要落实责任"
RTF = rb"{\rtf1\ansi\uc1 " + b"".join(rb"\u%d?" % ord(each) for each in OLDER_SHOWN) + rb"\par}"


def _xlsx(trait: str, sheets: Mapping[str, Sequence[Sequence[Cell]]], shown: str, *, hidden: str = "") -> Sample:
    with TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "x.xlsx", sheets, hidden=[hidden] if hidden else [])
        return Sample(trait, ".xlsx", path.read_bytes(), shown, unseen=hidden)


def _xls(trait: str, sheets: Mapping[str, Sequence[Sequence[XlsCell]]], shown: str) -> Sample:
    return Sample(trait, ".xls", xls(sheets), shown)


def _ods(trait: str, sheets: Mapping[str, Sequence[Sequence[OdsCell]]], shown: str, *, hidden: str = "") -> Sample:
    return Sample(trait, ".ods", ods(sheets, hidden=[hidden] if hidden else []), shown, unseen=hidden)


_LIST = {"岗位": [["招聘岗位表"], ["名称", "人数"], ["护士", 3.0]]}
_MANIFEST = {"目录": [["索引号", "标题", "发布机构", "备注"], ["QH001-2024-00001", "防汛通知", "水务局", "已落实"]]}
_SHOWN_OF_MANIFEST = "防汛通知水务局备注已落实"
"""A row's labels become fields, and its values are a report; only columns of no field are named in the text."""

WORKBOOKS = (
    _xlsx("list", _LIST, "招聘岗位表名称人数护士"),
    _xlsx("several sheets", {**_LIST, "说明": [["见公告"]]}, "岗位招聘岗位表名称人数护士说明见公告"),
    _xlsx("hidden sheet", {**_LIST, "底稿": [["草案"]]}, "招聘岗位表名称人数护士", hidden="底稿"),
    _xlsx("dates", {"表": [["开工", datetime.date(2024, 5, 6)], ["竣工", None]]}, "开工竣工"),
    _xls("list", _LIST, "招聘岗位表名称人数护士"),
    _ods("list", _LIST, "招聘岗位表名称人数护士"),
    _ods("hidden sheet", {**_LIST, "底稿": [["草案"]]}, "招聘岗位表名称人数护士", hidden="底稿"),
    _ods("lines of a cell", {"表": [["开工\n竣工", datetime.date(2024, 5, 6)], [None, "验收"]]}, "开工竣工验收"),
    _xls("several sheets", {**_LIST, "说明": [["见公告"]]}, "岗位招聘岗位表名称人数护士说明见公告"),
)
MANIFESTS = (
    _xlsx("manifest", _MANIFEST, _SHOWN_OF_MANIFEST),
    _ods("manifest", _MANIFEST, _SHOWN_OF_MANIFEST),
    _xls("manifest", _MANIFEST, _SHOWN_OF_MANIFEST),
)
