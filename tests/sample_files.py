"""The office files of the sample archive, as made by the writers of the tests: `python -m tests.sample_files` writes them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.readers.layout import write_ofd, write_pdf
from tests.corpus.readers.office import write_doc, write_docx, write_ods, write_odt, write_xls, write_xlsx

FOLDER = Path(__file__).parent.parent / "sample" / "office"

_LINE = 26
"""Characters on a line of a PDF page."""


def _wrapped(paragraphs: tuple[str, ...], width: int) -> list[str]:
    """Return the lines of paragraphs that are set in by two characters, which a leading space stands for."""
    lines = []
    for text in paragraphs:
        lines.append(" " + text[: width - 2])
        rest = text[width - 2 :]
        lines += [rest[start : start + width] for start in range(0, len(rest), width)]
    return lines


def elevators() -> bytes:
    """Return an official document in PDF, with a red head, page numbers and a paragraph over the page's end."""
    head = [
        write_pdf.Text("青禾市人民政府文件", 135, 710, 36, red=True),
        write_pdf.Text("青政发〔2025〕3号", 235, 660),
        write_pdf.Text("青禾市人民政府", 220, 600, 22),
        write_pdf.Text("关于推进既有住宅加装电梯工作的实施意见", 91, 570, 22),
        write_pdf.Text("各街道办事处，市政府各部门：", 80, 530),
    ]
    paragraphs = (
        "为方便老年人和行动不便的居民上下楼，市人民政府决定在全市推进既有住宅加装电梯工作，现提出以下意见。",
        "一、加装条件。四层以上、没有电梯的住宅，经本单元专有部分面积和人数均占三分之二以上的业主参与表决，并经参与表决的四分之三以上同意，可以申请加装。",
        "二、资金来源。费用由受益业主按楼层分摊，一层不出资；市财政对每部电梯补助十五万元，可以提取住房公积金和使用住宅专项维修资金。",
        "三、办理流程。业主推选代表，委托设计，在小区公示十日；社区居民委员会调解不同意见；住房和城乡建设部门组织联合审查，十个工作日内答复。",
        "四、施工和验收。施工单位须在现场公示工期和噪声控制时段，每日十二时至十四时、二十二时至次日六时不得施工；验收合格后移交维护单位。",
        "五、后续管护。业主约定电费、年检和维修费用的分摊办法，鼓励购买电梯综合保险。",
        "六、本意见自2025年3月1日起施行，有效期五年。",
    )
    lines = [
        *_wrapped(paragraphs, _LINE),
        "",
        "                      青禾市人民政府",
        "                      2025年2月10日",
    ]
    first, rest = lines[:15], lines[15:]
    pages = [
        [*head, *_placed(first, 502), write_pdf.Text("— 1 —", 280, 45, 14)],
        [*_placed(rest, 740), write_pdf.Text("— 2 —", 280, 45, 14)],
    ]
    return write_pdf.pdf(pages, title="Microsoft Word - 加装电梯（定稿）.doc")


def _placed(lines: list[str], top: float) -> list[write_pdf.Text]:
    texts = []
    for row, line in enumerate(lines):
        text = line.lstrip()
        if text:
            indent = 300 if len(line) - len(text) > 1 else 32 if line != text else 0
            texts.append(write_pdf.Text(text, 80 + indent, top - 28 * row))
    return texts


def scan() -> bytes:
    """Return a scanned PDF: a picture without text, known by the title in its properties."""
    return write_pdf.pdf([[write_pdf.Picture()]], title="青禾市地名更名公告（2019年扫描件）")


def water_table() -> bytes:
    """Return a table in PDF."""
    rows = [
        ("监测点", "监测时间", "浑浊度", "余氯", "评价"),
        ("城东水厂出厂水", "2025年4月8日", "0.21", "0.56", "合格"),
        ("城西水厂出厂水", "2025年4月8日", "0.18", "0.61", "合格"),
        ("石坝镇末梢水", "2025年4月9日", "0.47", "0.12", "合格"),
        ("塘口镇末梢水", "2025年4月9日", "1.32", "0.03", "不合格"),
    ]
    columns = (70, 200, 320, 400, 470)
    cells = [
        write_pdf.Text(cell, columns[column], 680 - 30 * row, 12)
        for row, values in enumerate(rows)
        for column, cell in enumerate(values)
    ]
    title = write_pdf.Text("青禾市2025年第二季度饮用水水质监测结果", 96, 740, 20)
    note = write_pdf.Text("塘口镇末梢水已要求供水单位清洗管网，复测结果另行公布。", 70, 510, 12)
    return write_pdf.pdf([[title, *cells, note]])


def letter() -> bytes:
    """Return an official letter in OFD."""
    texts = [
        write_ofd.Text("青禾市水务局文件", 45, 25, 15, red=True),
        write_ofd.Text("青水函〔2025〕18号", 78, 55),
        write_ofd.Text("青禾市水务局关于征求农村供水", 50, 75, 7.8),
        write_ofd.Text("管理办法意见的函", 74, 87, 7.8),
        write_ofd.Text("各镇人民政府，各有关单位：", 28, 108),
    ]
    paragraphs = (
        "为规范农村供水的建设、管理和水费收取，我局起草了《青禾市农村供水管理办法（征求意见稿）》。现印送你们，请于2025年5月30日前书面反馈意见，逾期视为没有意见。",
        "征求意见稿的主要内容：村级供水工程由镇人民政府确定管护单位；水价按保本微利核定，低保家庭每户每月免收五立方米；停水检修应提前二十四小时告知用户。",
    )
    lines = [*_wrapped(paragraphs, 27), "", "                      青禾市水务局", "                      2025年5月12日"]
    for row, line in enumerate(lines):
        text = line.lstrip()
        if text:
            indent = 100.0 if len(line) - len(text) > 1 else 11.2 if line != text else 0.0
            texts.append(write_ofd.Text(text, 28 + indent, 118 + 10 * row))
    return write_ofd.ofd([texts], title="关于征求意见的函", attachments=["农村供水管理办法（征求意见稿）.docx"])


def parking() -> bytes:
    """Return an official document in DOCX, with numbers that the word processor counts and a table."""
    centred = '<w:jc w:val="center"/>'
    text = '<w:sz w:val="32"/>'

    def item(words: str, level: int) -> str:
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return write_docx.paragraph(words, look=text, properties=numbered)

    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for level, shown in enumerate(("%1、", "（%2）"))
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return write_docx.docx(
        write_docx.paragraph(
            "青禾市城市管理局文件", look='<w:color w:val="FF0000"/><w:sz w:val="72"/>', properties=centred
        ),
        write_docx.paragraph("青城管发〔2024〕21号", look=text, properties=centred),
        write_docx.paragraph("关于规范城区电动自行车停放和充电的通知", look='<w:sz w:val="44"/>', properties=centred),
        write_docx.paragraph("各街道办事处，各物业服务企业：", look=text),
        write_docx.paragraph("为消除火灾隐患，现就城区电动自行车停放和充电有关事项通知如下。", look=text),
        item("严禁的行为", 0),
        item("在楼梯间、疏散通道、安全出口停放或者充电", 1),
        item("把蓄电池带进电梯和住宅内充电", 1),
        item("设施建设", 0),
        item("每个小区在年底前至少建成一处集中充电棚，安装自动断电和喷淋装置", 1),
        item("充电服务费每千瓦时不高于四角", 1),
        write_docx.table(
            ("街道", "计划充电棚", "可停车辆"), ("城东街道", "12处", "960辆"), ("城西街道", "9处", "720辆")
        ),
        write_docx.paragraph("青禾市城市管理局", look=text, properties='<w:jc w:val="right"/>'),
        write_docx.paragraph("2024年6月18日", look=text, properties='<w:jc w:val="right"/>'),
        parts={"word/numbering.xml": write_docx.part("numbering", numbering)},
    )


def directory() -> bytes:
    """Return a manifest in XLSX: a report in each row, known by the labels of the columns."""
    rows: list[list[write_xlsx.Cell]] = [
        ["青禾市医疗保障局2025年上半年信息公开目录"],
        ["索引号", "信息名称", "发布机构", "文号", "发布日期", "内容概述"],
        [
            "015530477/2025-00008",
            "青禾市职工医疗保险门诊慢特病病种目录",
            "青禾市医疗保障局",
            "青医保发〔2025〕4号",
            datetime.date(2025, 2, 20),
            "共三十六个病种，新增类风湿关节炎和慢性阻塞性肺疾病。",
        ],
        [
            "015530477/2025-00011",
            "关于异地就医备案办理方式的公告",
            "青禾市医疗保障局",
            None,
            datetime.date(2025, 4, 3),
            "备案可在医保服务窗口、手机应用和村医保服务站办理，即时生效。",
        ],
        [
            "015530477/2025-00015",
            "青禾市医疗救助对象认定和救助办法",
            "青禾市医疗保障局",
            "青医保发〔2025〕9号",
            datetime.date(2025, 6, 12),
            "特困人员全额救助，低保对象按百分之七十救助，年度限额六万元。",
        ],
    ]
    with TemporaryDirectory() as folder:
        written = write_xlsx.write_xlsx(Path(folder) / "x.xlsx", {"目录": rows}).read_bytes()
    return _dateless(written)


def notices() -> bytes:
    """Return a ZIP archive of two text files, their names in Chinese."""
    texts = {
        "公交线路调整/2025年第3号.txt": "信息名称：关于调整5路、11路公交线路走向的公告\n发布机构：青禾市交通运输局\n发布日期：2025-03-21\n\n因城北大桥封闭维修，5路、11路公交车自2025年3月25日起改走滨河路，停靠站牌另行公示，预计8月底恢复。\n",
        "公交线路调整/2025年第9号.txt": "信息名称：关于开通青禾西站夜间公交专线的公告\n发布机构：青禾市交通运输局\n发布日期：2025-05-16\n\n夜间专线每晚9时至次日零时30分随列车到站发车，票价两元，老年卡免费。\n",
    }
    return write_ofd.packed(texts)


def recruitment() -> bytes:
    """Return a page that links to the files beside it."""
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>青禾市2025年公开招聘社区工作者公告</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><h1>青禾市2025年公开招聘社区工作者公告</h1>'
        '<p>来源：青禾市民政局 发布时间：2025-03-03</p><div class="article-content">'
        "<p>经市人民政府同意，面向社会公开招聘社区工作者四十八名。报名时间为2025年3月10日至14日，笔试时间为4月12日。</p>"
        "<p>报名人员应具有大专以上学历，年龄在四十周岁以下；退役军人和社区在岗人员可放宽到四十五周岁。</p>"
        '<p>附件：<a href="2025-zhaopin-gangwei.docx">岗位表.docx</a> <a href="2025-zhaopin-kaochang.xls">考场安排.xls</a> '
        '<a href="2025-zhaopin-xuzhi.doc">报名须知.doc</a> <a href="2025-zhaopin-chengnuo.wps">诚信承诺书.wps</a></p></div></body></html>\n'
    ).encode()


def posts() -> bytes:
    """Return the file that the page of recruitment links to."""
    return write_docx.docx(
        write_docx.paragraph(
            "青禾市2025年社区工作者招聘岗位表", look='<w:sz w:val="36"/>', properties='<w:jc w:val="center"/>'
        ),
        write_docx.table(
            ("岗位", "人数", "工作地点", "要求"),
            ("网格管理", "30", "城东、城西街道各社区", "能适应夜间值班"),
            ("养老服务", "12", "城南街道颐康社区", "持有养老护理员证书的优先"),
            ("矫正帮教", "6", "各镇司法所", "法学、社会工作专业"),
        ),
    )


def rooms() -> bytes:
    """Return the workbook of Excel 97 that the page of recruitment links to."""
    rows = [["考点", "考场", "座位"], ["青禾市第一中学", "1至20", 600.0], ["青禾市职业学校", "21至32", 360.0]]
    return write_xls.xls({"考场安排": [["2025年社区工作者招聘笔试考场安排"], *rows]})


def instructions() -> bytes:
    """Return the document of Word 97 that the page of recruitment links to."""
    return write_doc.doc(
        [
            "青禾市2025年社区工作者招聘报名须知",
            "一、报名时交验居民身份证和学历证书原件，不接受代领准考证。",
            "二、准考证自2025年4月8日起打印，笔试当天提前三十分钟入场。",
            "三、成绩在市民政局网站公布，对成绩有疑问的，公布后五日内申请复核。",
        ]
    )


def promise() -> bytes:
    """Return the document of WPS that the page of recruitment links to."""
    return write_doc.doc(
        [
            "青禾市2025年社区工作者招聘诚信承诺书",
            "本人填报的学历、工作经历和社会保险缴纳记录真实有效；如有隐瞒，自愿取消录用资格。",
        ]
    )


def parks() -> bytes:
    """Return an official document in ODT, with numbers that the office program counts."""
    styles = (
        '<style:style style:name="头" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-size="36pt" style:font-size-asian="36pt" fo:color="#ff0000"/></style:style>'
        '<style:style style:name="号" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-size="16pt" style:font-size-asian="16pt"/></style:style>'
        '<style:style style:name="题" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-size="22pt" style:font-size-asian="22pt"/></style:style>'
        '<style:style style:name="文" style:family="paragraph"><style:text-properties fo:font-size="16pt" style:font-size-asian="16pt"/></style:style>'
        '<text:list-style style:name="条"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>'
    )
    items = (
        "全市城市公园绿地自2025年4月1日起全天免费开放，夜间二十二时关闭景观照明。",
        "划定帐篷露营区八处，禁止明火烧烤，自带垃圾袋，离开时清理干净。",
        "遛犬须使用长度不超过一米半的牵引绳，儿童活动区内禁止犬只进入。",
    )
    listed = "".join(f"<text:list-item>{write_odt.paragraph(each, style='文')}</text:list-item>" for each in items)
    return write_odt.odt(
        write_odt.paragraph("青禾市园林绿化局文件", style="头"),
        write_odt.paragraph("青园发〔2025〕6号", style="号"),
        write_odt.paragraph("关于城市公园绿地开放共享的通告", style="题"),
        write_odt.paragraph("为方便市民休闲健身，现就城市公园绿地开放共享有关事项通告如下：", style="文"),
        f'<text:list text:style-name="条">{listed}</text:list>',
        write_odt.paragraph("青禾市园林绿化局", style="文"),
        write_odt.paragraph("2025年3月18日", style="文"),
        styles=styles,
    )


def prices() -> bytes:
    """Return a table in ODS."""
    return write_ods.ods(
        {
            "菜价": [
                ["青禾市2025年4月主要农产品零售价格监测表"],
                ["品种", "单位", "本月均价（元）", "上月均价（元）", "涨跌"],
                ["粳米", "千克", 5.62, 5.6, "持平"],
                ["大白菜", "千克", 2.3, 2.75, "下降"],
                ["猪五花肉", "千克", 29.4, 28.1, "上涨"],
                ["鲜鸡蛋", "千克", 9.86, 10.2, "下降"],
                ["监测单位：青禾市发展和改革局价格监测中心，监测点为城区五个农贸市场和三家超市。"],
            ]
        }
    )


def _dateless(packed: bytes) -> bytes:
    """Return a ZIP file with the same members but without the times at which they were written."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return write_ofd.packed({name: archive.read(name).decode() for name in archive.namelist()})


FILES: Mapping[str, Callable[[], bytes]] = {
    "2025-jiazhuang-dianti.pdf": elevators,
    "2019-diming-saomiao.pdf": scan,
    "2025-shuizhi-jidu.pdf": water_table,
    "2025-gongshui-yijian.ofd": letter,
    "2024-diandongche.docx": parking,
    "2025-yibao-mulu.xlsx": directory,
    "2025-gongjiao-gonggao.zip": notices,
    "2025-gongyuan-kaifang.odt": parks,
    "2025-caijia.ods": prices,
    "2025-zhaopin.html": recruitment,
    "2025-zhaopin-gangwei.docx": posts,
    "2025-zhaopin-kaochang.xls": rooms,
    "2025-zhaopin-xuzhi.doc": instructions,
    "2025-zhaopin-chengnuo.wps": promise,
}
"""What makes each file of the folder, by name."""


def main() -> None:
    """Write all files into the sample archive."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()
