"""Pages of the templates that portals use: boxes of metadata, containers of the article, and whole pages of both."""

from __future__ import annotations

NAV = '<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div><div class="crumb">当前位置：首页 &gt; 正文</div>'
FOOT = '<div class="foot">主办单位：青禾市人民政府办公室　某ICP备00000000号　网站标识码0000000000</div>'
PROSE = (
    "<p>各单位：</p><p>为做好今年防汛抗旱工作，保障人民群众生命财产安全，现就有关事项通知如下，请认真贯彻执行，并将落实情况及时报告。</p>"
    "<p>一、落实责任。各水库、山塘、在建工程要明确责任人，汛期二十四小时值班，发现险情立即转移群众，不得瞒报、迟报、漏报。</p>"
    "<p>青禾市水务局</p><p>2023年1月5日</p>"
)

BOXES = {
    "table of cells": """<table class="bd1"><tr><td><b>索 引 号：</b></td><td>015530468/2023-00011</td>
        <td><b>主题分类：</b></td><td>水利</td></tr><tr><td><b>发文机关：</b></td><td>青禾市水务局</td>
        <td><b>成文日期：</b></td><td>2023年01月05日</td></tr>
        <tr><td><b>标　　题：</b></td><td colspan=3>关于防汛的通知</td></tr>
        <tr><td><b>发文字号：</b></td><td>青水发〔2023〕1号</td><td><b>发布日期：</b></td><td>2023年01月09日</td></tr>
        <tr><td><b>主 题 词：</b></td><td></td><td></td><td></td></tr></table>""",
    "table of heads": """<table class="xxgk_table"><tr><th>索引号</th><td>015530468/2023-00011</td><th>主题导航</th><td>水利</td></tr>
        <tr><th>发布机构</th><td>青禾市水务局</td><th>公开日期</th><td>2023-1-9</td></tr>
        <tr><th>文件编号</th><td>青水发〔2023〕1号</td><th>生成日期</th><td>2023-01-05</td></tr>
        <tr><th>名称</th><td colspan=3>关于防汛的通知</td></tr><tr><th>效力状况</th><td></td></tr></table>""",
    "label and value in one cell": """<table><tr><td>索引号：015530468/2023-00011</td><td>主题分类：水利</td></tr>
        <tr><td>发布机构：青禾市水务局</td><td>发布日期：2023-01-09</td></tr>
        <tr><td>信息名称：关于防汛的通知</td><td>文号：青水发〔2023〕1号</td></tr>
        <tr><td>成文日期：2023-01-05</td><td>废止日期：</td></tr></table>""",
    "definition list": """<dl><dt>索引号：</dt><dd>015530468/2023-00011</dd><dt>发文机构：</dt><dd>青禾市水务局</dd>
        <dt>主题分类：</dt><dd>水利</dd><dt>发布文号：</dt><dd>青水发〔2023〕1号</dd><dt>产生日期：</dt><dd>2023-01-05</dd>
        <dt>效力状态：</dt><dd></dd><dt>发布日期：</dt><dd>2023-01-09</dd><dt>信息名称：</dt><dd>关于防汛的通知</dd></dl>""",
    "list items": """<ul><li><strong>索&nbsp;&nbsp;引&nbsp;&nbsp;号：</strong>015530468/2023-00011</li>
        <li><strong>文&nbsp;&nbsp;&nbsp;&nbsp;号：</strong>青水发〔2023〕1号</li><li><strong>标题：</strong>关于防汛的通知</li>
        <li><strong>发布机构：</strong>青禾市水务局</li><li><strong>发布日期：</strong>2023-01-09</li>
        <li><strong>成文日期：</strong>2023-01-05</li><li><strong>主题分类：</strong>水利</li><li><strong>有效性：</strong></li></ul>""",
    "spans without colons": """<ul><li><span>索引号</span><span>015530468/2023-00011</span></li><li><span>文号</span><span>青水发〔2023〕1号</span></li>
        <li><span>标题</span><span>关于防汛的通知</span></li><li><span>发布机构</span><span>青禾市水务局</span></li>
        <li><span>发布日期</span><span>2023-01-09</span></li><li><span>成文日期</span><span>2023-01-05</span></li>
        <li><span>主题分类</span><span>水利</span></li></ul>""",
    "pairs of blocks": """<div class="box"><div>索引号</div><div>015530468/2023-00011</div><div>文号</div><div>青水发〔2023〕1号</div>
        <div>标题</div><div>关于防汛的通知</div><div>发布机构</div><div>青禾市水务局</div><div>关键词</div><div></div>
        <div>发布日期</div><div>2023-01-09</div><div>成文日期</div><div>2023-01-05</div><div>主题分类</div><div>水利</div></div>""",
    "running labels": """<DIV class="xx"><B>索 引 号:</B>&nbsp;015530468/2023-00011&nbsp;&nbsp;<B>主题分类:</B>&nbsp;水利<BR>
        <B>发布机构:</B>&nbsp;青禾市水务局&nbsp;&nbsp;<B>文　　号:</B>&nbsp;青水发〔2023〕1号&nbsp;<B>发布日期:</B>&nbsp;2023-01-09<BR>
        <B>信息名称:</B>&nbsp;关于防汛的通知 <B>成文日期:</B> 2023-01-05 <B>关键词:</B></DIV>""",
    "running labels, bold over all": """<p><b>索引号：015530468/2023-00011 主题分类：水利<br>发布机构：青禾市水务局 文号：青水发〔2023〕1号<br>
        发布日期：2023-01-09 成文日期：2023-01-05<br>信息名称：关于防汛的通知</b></p>""",
}
MAINS = {
    "gov.cn": '<table><tr><td id="UCAP-CONTENT">{}</td></tr></table>',
    "TRS": '<div class="TRS_Editor"><style>.a{{}}</style>{}</div>',
    "zoom": '<div class="content"><div id="zoom">{}</div></div>',
    "xxgkml": '<div class="xxgkml-content">{}</div>',
    "article": '<div class="wrap"><div class="article">{}</div></div>',
    "nothing known": '<div class="q1"><div class="q2">{}</div></div>',
    "layout tables": "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
}


def page(box: str = "", main: str = PROSE, *, head: str = "", container: str = "zoom") -> str:
    """Return a whole page with navigation around the box and the main text."""
    around = MAINS[container].format(main)
    return f"<html><head>{head}</head><body>{NAV}<div class='wrapper'>{box}{around}</div>{FOOT}</body></html>"
