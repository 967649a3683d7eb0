"""PDF and OFD files, each with one trait of their layout."""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.extraction.sample import Sample
from tests.corpus.readers.layout import write_ofd, write_pdf

_PARAGRAPH = (
    " 今年汛期降雨偏多，各地要压实责任，备足物资，加密",
    "巡查，确保水库大坝和城镇低洼地段安全度汛，遇险情",
    "立即转移群众并按规定上报。",
)
_LEFT = ("左栏写供水范围", "左栏写水价标准", "左栏写检修安排")
_RIGHT = ("右栏写排水范围", "右栏写收费办法", "右栏写值班电话")
_CELLS = (("站点", "水位", "评价"), ("东门桥", "偏低", "正常"), ("石坝", "超警", "加强巡查"))
_DISORDER = ("第四项已办结", "第二项待验收", "第一项已办结", "第三项在施工")


def _pdf_rows(rows: Sequence[Sequence[str]], step: int) -> list[write_pdf.Text]:
    return [
        write_pdf.Text(text, 80 + step * column, 740 - 30 * row, 12)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


def _pdf(trait: str, texts: Sequence[write_pdf.Text], shown: str = "", *, stamp: str = "") -> Sample:
    seen = shown or "".join(text.text for text in texts)
    return Sample(trait, ".pdf", write_pdf.pdf([texts], stamp=stamp), seen + stamp)


_HEADED = [
    [write_pdf.Text("青禾年鉴", 250, 805, 10), write_pdf.Text(f"第{number}章讲述城乡供水", 80, 500)]
    for number in "一二三四"
]

PDF = (
    Sample("paragraph over lines", ".pdf", write_pdf.document(_PARAGRAPH), "".join(_PARAGRAPH)),
    Sample("many pages", ".pdf", write_pdf.document(_PARAGRAPH * 30), "".join(_PARAGRAPH) * 30),
    _pdf(
        "two columns",
        [
            *_pdf_rows([(line,) for line in _LEFT], 0),
            *(write_pdf.Text(line, 320, 740 - 30 * row, 12) for row, line in enumerate(_RIGHT)),
        ],
    ),
    _pdf("table", _pdf_rows(_CELLS, 150)),
    _pdf(
        "any order",
        [write_pdf.Text(text, 80, 600 - 40 * line) for text, line in zip(_DISORDER, (3, 1, 0, 2), strict=True)],
    ),
    _pdf(
        "page on its side",
        [write_pdf.Text("横放的统计表", 300, 400, turned=90), write_pdf.Text("单位为万元", 330, 400, turned=90)],
    ),
    _pdf(
        "red head",
        [
            write_pdf.Text("青禾市人民政府文件", 120, 720, 36, red=True),
            write_pdf.Text("各镇人民政府要按时报送", 80, 600),
        ],
    ),
    _pdf("radicals", [write_pdf.Text("⼈⺠政府⼯作报告", 80, 700)], "人民政府工作报告"),
    _pdf("stamp", [write_pdf.Text("批准开工的批复", 80, 700)], stamp="同意照此办理"),
    Sample("running heads", ".pdf", write_pdf.pdf(_HEADED), "".join(page[1].text for page in _HEADED) + "青禾年鉴"),
    Sample(
        "owner's password",
        ".pdf",
        write_pdf.pdf([[write_pdf.Text("允许阅读的通知", 80, 700)]], password=""),
        "允许阅读的通知",
    ),
)

_Texts = Sequence[write_ofd.Text]

_FORM = [
    [
        write_ofd.Text(text, left, top)
        for text, left, top in (
            ("领用物资清单", 80, 10),
            ("领用单位：", 20, 50),
            ("经办人：", 120, 50),
            (f"第{number}批防汛沙袋", 30, 120),
        )
    ]
    for number in "甲乙丙丁"
]


def _ofd(trait: str, texts: _Texts, shown: str = "", *, template: _Texts = (), unseen: str = "") -> Sample:
    content = write_ofd.ofd([texts], template=template)
    return Sample(trait, ".ofd", content, shown or "".join(text.text for text in (*template, *texts)), unseen)


OFD = (
    Sample("paragraph over lines", ".ofd", write_ofd.document(_PARAGRAPH), "".join(_PARAGRAPH)),
    _ofd(
        "table",
        [
            write_ofd.Text(text, 20 + 50 * column, 40 + 10 * row)
            for row, texts in enumerate(_CELLS)
            for column, text in enumerate(texts)
        ],
    ),
    _ofd(
        "distances between characters",
        [
            write_ofd.Text("站点水位", 20, 30, 5, deltas="5 60 5"),
            write_ofd.Text("逐字排开", 20, 50, 5, deltas="g 3 14"),
        ],
    ),
    _ofd(
        "matrix",
        [write_ofd.Text("放大的标题文字", 30, 30, 1, matrix="8 0 0 8 0 0"), write_ofd.Text("下面是通常大小", 28, 60)],
    ),
    _ofd(
        "watermark",
        [
            write_ofd.Text("各区要认真组织实施", 28, 60),
            write_ofd.Text("内部资料", 60, 60, 12, matrix="0.7 -0.7 0.7 0.7 0 0"),
        ],
        "各区要认真组织实施",
        unseen="内部资料",
    ),
    _ofd(
        "template",
        [write_ofd.Text("高晓禾", 50, 40)],
        template=[write_ofd.Text("姓名", 30, 40), write_ofd.Text("取水许可申请表", 60, 20)],
    ),
    _ofd(
        "column of characters",
        [write_ofd.Text("购买方", 6, 30, 5, deltas="0 0"), write_ofd.Text("青禾市水务局", 40, 30)],
    ),
    _ofd("line on its side", [write_ofd.Text("竖放的安排表", 100, 40, matrix="0 1 -1 0 0 0")]),
    Sample(
        "many pages",
        ".ofd",
        write_ofd.ofd([[write_ofd.Text(f"第{number}页写明巡查安排", 30, 60)] for number in "甲乙丙丁戊"]),
        "".join(f"第{number}页写明巡查安排" for number in "甲乙丙丁戊"),
    ),
    Sample("sheets of a form", ".ofd", write_ofd.ofd(_FORM), "".join(text.text for sheet in _FORM for text in sheet)),
    Sample(
        "odd paths",
        ".ofd",
        write_ofd.ofd(
            [[write_ofd.Text("路径写法不同", 30, 60)]],
            root="./Doc_0\\Document.xml",
            page_path="Pages\\Page_{number}\\Content.xml",
        ),
        "路径写法不同",
    ),
)
