"""Labels are paired with the values beside, below and behind them."""

from pathlib import Path

import pytest

from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_report


def test_heads_above_the_values_of_one_report(tmp_path: Path) -> None:
    """A row of labels above one row of values, and a colon in a cell of its own, are labelled values."""
    above = "<table><tr><th>索引号</th><th>文号</th></tr><tr><td>015530468/2023-00011</td><td>青水〔2023〕9号</td></tr></table>"
    beside = "<table><tr><td>发布机构</td><td>：</td><td>青禾市水务局</td></tr></table>"
    report = read_report(
        tmp_path, "a.html", f"<body>{above}{beside}<h1>水质通报</h1><p>各项指标合格，结果公布如下。</p></body>"
    )
    assert (str(report.index_number), str(report.document_number)) == ("015530468/2023-00011", "青水〔2023〕9号")
    assert report.issuer == "青禾市水务局"


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td><table>{number}{agency}</table></td></tr>",
        "<tr><td><table>{number}</table></td><td><table>{agency}</table></td></tr>",
        "<tr><td>索引号</td><td><table><tr><td>015530468/2023-00011</td></tr></table></td></tr>{agency}",
    ],
)
def test_tables_in_cells(tmp_path: Path, rows: str) -> None:
    """A cell may hold a table of labels and values, or one that only frames a value."""
    filled = rows.format(
        number="<tr><td>索引号：</td><td>015530468/2023-00011</td></tr>",
        agency="<tr><td>发布机构：</td><td>青禾市水务局</td></tr>",
    )
    page_of = f"<table>{filled}</table><h1>水质通报</h1><p>各项指标合格，结果公布如下。</p>"
    report = read_report(tmp_path, "a.html", page_of)
    assert (str(report.index_number), report.issuer) == ("015530468/2023-00011", "青禾市水务局")
    assert "015530468" not in report.body


def test_heads_and_values_that_alternate(tmp_path: Path) -> None:
    """Rows of labels, each above a row of values, are labelled values; a list below one head is not."""
    head = "<tr><td>索引号</td><td>发布机构</td></tr>"
    first, second = (
        "<tr><td>015530468/2023-00011</td><td>青禾市水务局</td></tr>",
        "<tr><td>文号</td><td>发布日期</td></tr>",
    )
    values = "<tr><td>青水〔2023〕9号</td><td>2023-05-06</td></tr>"
    page_of = "<body><table>{}</table><h1>水质通报</h1><p>各项指标合格，结果公布如下。</p></body>"
    report = read_report(tmp_path, "a.html", page_of.format(head + first + second + values))
    assert (str(report.index_number), report.issuer) == ("015530468/2023-00011", "青禾市水务局")
    assert (str(report.document_number), report.published) == ("青水〔2023〕9号", PartialDate(2023, 5, 6))
    report = read_report(tmp_path, "b.html", page_of.format(head + first + first.replace("11<", "12<") + first))
    assert report.index_number is None


def test_a_cell_of_labels_is_metadata_when_all_of_it_is(tmp_path: Path) -> None:
    """Labels on lines of one cell leave the text, unless something in the cell went into no field."""
    cell = "索引号：015530468/2023-00031<br>发布机构：青禾市水务局<br>名称：关于节水的办法"
    page_of = "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr><tr><td>各县：<br>现将办法印发给你们。</td></tr></table>"
    report = read_report(tmp_path, "a.html", page_of.format(cell))
    assert (report.title, report.issuer, report.body) == (
        "关于节水的办法",
        "青禾市水务局",
        "各县：\n现将办法印发给你们。",
    )
    report = read_report(tmp_path, "b.html", page_of.format(f"{cell}<br>载体类型：纸质"))
    assert "载体类型：纸质" in report.body


def test_values_behind_a_colon_or_an_empty_cell(tmp_path: Path) -> None:
    """A colon at the beginning of a value and an empty cell before it are no part of it."""
    rows = (
        "<tr><td>索引号</td><td>：015530468/2023-00011</td></tr><tr><td>文号</td><td></td><td>青水〔2023〕9号</td></tr>"
    )
    report = read_report(
        tmp_path, "a.html", f"<body><table>{rows}</table><h1>水质通报</h1><p>结果公布如下。</p></body>"
    )
    assert (str(report.index_number), str(report.document_number)) == ("015530468/2023-00011", "青水〔2023〕9号")


@pytest.mark.parametrize(
    "cells",
    [
        "<tr><td>文号：</td><td>发布日期：2023-05-06</td></tr>",
        "<tr><td><b>发文字号</b></td><td><b>发布日期：</b>2023-05-06</td><td>公开方式：主动公开</td></tr>",
        "<tr><td>文号：</td><td>公开方式：主动公开</td></tr><tr><td>标题：</td><td>发布日期：2023-05-06</td></tr>",
        "<tr><td><dl><dt>文号：</dt><dd>发布日期：2023-05-06</dd></dl></td></tr>",
    ],
)
def test_an_empty_label_beside_a_labelled_value(tmp_path: Path, cells: str) -> None:
    """A label without a value does not take what its neighbour says with a label of its own."""
    page_of = f"<body><table>{cells}</table><h1>水质通报</h1><p>各项指标合格，结果公布如下。</p></body>"
    report = read_report(tmp_path, "a.html", page_of)
    assert (report.title, report.document_number) == ("水质通报", None)
    assert report.published == PartialDate(2023, 5, 6)


def test_a_title_that_begins_like_a_label(tmp_path: Path) -> None:
    """A word that ends other values may begin a title."""
    rows = "<tr><td>标题</td><td>解读：水质通报办法</td></tr>"
    page_of = f"<body><table>{rows}</table><h1>解读</h1><p>各项指标合格，结果公布如下。</p></body>"
    assert read_report(tmp_path, "a.html", page_of).title == "解读：水质通报办法"


def test_labels_and_the_article_in_one_cell(tmp_path: Path) -> None:
    """A value ends with its line, and the lines below it are the article."""
    cell = "索引号：QH01/2025-7<br>发布机构：青禾市水务局<br>文号：青水〔2025〕7号<br><br>各县：<br>请做好节水工作。"
    report = read_report(tmp_path, "a.html", f"<h1>水质通报</h1><table><tr><td>{cell}</td></tr></table>")
    assert (str(report.index_number), report.issuer) == ("QH01/2025-7", "青禾市水务局")
    assert str(report.document_number) == "青水〔2025〕7号"
    assert "请做好节水工作。" in report.body
    notice = "<h1>水质通报</h1><div>发布时间：2025-05-06　来源：青禾市水务局</div><p>请提前储水。</p>"
    beside = f"<table><tr><td>{notice}</td><td><a href='1.html'>热点</a></td></tr></table>"
    report = read_report(tmp_path, "b.html", beside)
    assert (report.issuer, report.published) == ("青禾市水务局", PartialDate(2025, 5, 6))
    assert "请提前储水。" in report.body


@pytest.mark.parametrize(
    ("label", "name", "value", "expected"),
    [
        ("时效状态", "status", "现行有效", "现行有效"),
        ("公文时效", "status", "失效", "失效"),
        ("公文时效", "status", "2028-01-01", ""),
        ("信息生成日期", "written", "2025-05-06", "2025年5月6日"),
        ("签发时间", "written", "2025-05-06", "2025年5月6日"),
        ("信息时间", "published", "2025-05-06", "2025年5月6日"),
        ("上传时间", "published", "2025-05-06 10:22", "2025年5月6日"),
        ("公开责任单位", "issuer", "青禾市水务局", "青禾市水务局"),
        ("制发机构", "issuer", "青禾市水务局", "青禾市水务局"),
        ("出处", "issuer", "青禾市水务局", "青禾市水务局"),
        ("文件分类", "category", "通告", "通告"),
        ("规章名称", "title", "青禾市水质办法", "青禾市水质办法"),
    ],
)
def test_more_labels(tmp_path: Path, label: str, name: str, value: str, expected: str) -> None:
    """Portals call the same fields by many names."""
    source = f"<h1>水质通报</h1><div>{label}：{value}</div><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    found = getattr(read_report(tmp_path, "a.html", source), name)
    assert (str(found) if found else "") == expected


@pytest.mark.parametrize(
    "box",
    [
        "<ul><li>● 文号：青水〔2025〕7号</li><li>※发布日期：2025-05-06</li></ul>",
        "<table><tr><td>■ 文号：</td><td>青水〔2025〕7号</td></tr><tr><td>★发布日期：2025-05-06</td></tr></table>",
        (
            "<table><tr><td colspan=2>信息公开表</td></tr><tr><th>文号</th><th>发布日期</th></tr>"
            "<tr><td>青水〔2025〕7号</td><td>2025-05-06</td></tr><tr><td colspan=2>备注：略</td></tr></table>"
        ),
        "<div>文号：青水〔2025〕7号 &gt;&gt; 发布日期：2025-05-06 &gt;&gt; 浏览：3</div>",
    ],
)
def test_bullets_headings_and_arrows_around_labels(tmp_path: Path, box: str) -> None:
    """Marks before labels, arrows between them and rows of one cell around them are decoration."""
    source = f"{box}<h1>水质通报</h1><div id='zoom'><p>各项指标合格，结果公布如下。</p></div>"
    report = read_report(tmp_path, "a.html", source)
    assert (str(report.document_number), report.published) == ("青水〔2025〕7号", PartialDate(2025, 5, 6))


def test_terms_before_all_values(tmp_path: Path) -> None:
    """A definition list may name all its terms first."""
    terms = {"索引号": "QH20/2024-7", "文号": "柳农〔2024〕7号", "发布机构": "柳川县农业局", "发布日期": "2024-04-02"}
    listed = "".join(f"<dt>{term}</dt>" for term in terms) + "".join(f"<dd>{value}</dd>" for value in terms.values())
    report = read_report(
        tmp_path, "a.html", f"<h1>春耕简报</h1><dl>{listed}</dl><p>各乡镇要抓紧春耕，确保四月底前完成。</p>"
    )
    assert [str(each) for each in (report.index_number, report.document_number, report.issuer)] == [*terms.values()][:3]


def test_numbered_labels_of_a_box(tmp_path: Path) -> None:
    """Counters before labels are no part of them where an index number is among these."""
    box = "<div><p>1.索引号：QH20/2024-7</p><p>2.发布机构：柳川县农业局</p><p>3.文号：柳农〔2024〕7号</p></div>"
    report = read_report(tmp_path, "a.html", f"<h1>春耕简报</h1>{box}<p>各乡镇要抓紧春耕，确保四月底前完成。</p>")
    assert (str(report.index_number), report.issuer) == ("QH20/2024-7", "柳川县农业局")
    assert "索引号" not in report.body


def test_numbered_labels_of_an_article(tmp_path: Path) -> None:
    """A list that describes something else has no index number, and stays text."""
    items = "<p>1.文件名称：春耕办法</p><p>2.发布机构：柳川县农业局</p><p>3.发布日期：2024-04-02</p><p>4.文号：柳农〔2024〕7号</p>"
    report = read_report(tmp_path, "a.html", f"<h1>征求意见的公告</h1><div>{items}</div>")
    assert (report.title, report.issuer, report.published) == ("征求意见的公告", "", None)
    assert "1.文件名称：春耕办法" in report.body


def test_labels_in_preformatted_text(tmp_path: Path) -> None:
    """Each line of it is one."""
    source = "<pre>索引号：QH20/2024-7\n名称：春耕简报\n\n各乡镇要抓紧春耕。\n确保四月底前完成。</pre>"
    report = read_report(tmp_path, "a.html", source)
    assert (report.title, str(report.index_number)) == ("春耕简报", "QH20/2024-7")


@pytest.mark.parametrize(
    "form",
    [
        "<div class='item'><div>{}：</div><div>{}</div></div>",
        "<table><tr><td>{}</td><td>{}</td></tr></table>",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
    ],
)
def test_boxes_of_one_pair_each(tmp_path: Path, form: str) -> None:
    """Side by side, with an index number among them, they are one box, in which 名称 names the title."""
    pairs = {"名称": "春耕简报", "索引号": "QH20/2024-7", "发布机构": "柳川县农业局"}
    box = "".join(form.format(*pair) for pair in pairs.items())
    article = "<div id='zoom'><p>各乡镇要抓紧春耕，确保四月底前完成，并将进展情况报送县农业局。</p></div>"
    report = read_report(tmp_path, "a.html", f"<title>页</title><div>{box}</div>{article}")
    assert (report.title, str(report.index_number), report.issuer) == ("春耕简报", "QH20/2024-7", "柳川县农业局")
