"""Whole pages of portals: articles of several kinds in the containers that systems use, with what such pages show around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.benchmarks.extraction.sample import Sample
from tests.corpus.readers.page.pages import MAINS

ARTICLES: Mapping[str, str] = {
    "prose": "<p>各单位：</p><p>为做好今年防汛抗旱工作，保障人民群众生命财产安全，现就有关事项通知如下，请认真贯彻执行。</p>"
    "<p>一、落实责任。各水库、山塘、在建工程要明确责任人，汛期二十四小时值班，发现险情立即转移群众，不得瞒报、迟报、漏报。</p>"
    "<p>二、备足物资。编织袋、块石、水泵按定额储备，逐级登记，专人保管，用后补齐。</p>",
    "three lines": "<p>因管道检修，城东片区定于本周三停水八小时。</p><p>请提前储水，恢复时间另行通知。</p><p>给您带来不便，敬请谅解。</p>",
    "table": "<p>第二季度水质监测结果公布如下。</p><table><tr><td>监测点</td><td>浑浊度</td><td>评价</td></tr><tr><td>城东水厂出厂水</td>"
    "<td>达标</td><td>合格</td></tr><tr><td>石坝镇末梢水</td><td>超标</td><td>不合格，已清洗管网</td></tr></table><p>复测结果另行公布。</p>",
    "questions": "<p><strong>问：</strong>老旧小区加装电梯怎么申请？</p><p><strong>答：</strong>业主推选代表，委托设计，在小区公示十日后向街道提出。</p>"
    "<p><strong>问：</strong>财政补助多少？</p><p><strong>答：</strong>验收合格后每部补助十五万元，直接拨付到业主指定的账户。</p>",
    "breaks": "一、补助对象为本市户籍的低保家庭和特困人员。<br>二、补助标准为每户每月免收五立方米水费，由供水单位直接减免。<br>"
    "三、申请人向村委会提交申请，镇人民政府在五个工作日内审核。<br>四、本办法自公布之日起施行，由水务局负责解释。",
}

_LINKS = "".join(
    f'<li><a href="/{n}.html">{text}</a></li>'
    for n, text in enumerate(("首页", "领导之窗", "政务公开", "政务服务", "互动交流"))
)
_OTHERS = "".join(
    f'<li><a href="/a/{n}.html">{text}</a></li>'
    for n, text in enumerate(
        ("关于开展植树活动的通告", "我市召开教育工作会议", "夜间公交专线开通", "城区道路封闭施工安排")
    )
)
_FOOT = "<p>主办单位：青禾市人民政府办公室　网站标识码0000000000</p><p>联系我们 | 网站地图 | 隐私声明</p>"

FRAMES: Mapping[str, str] = {
    "classes": '<div class="nav"><ul>{links}</ul></div><div class="crumb">当前位置：首页 &gt; 公告</div>{title}{main}'
    '<div class="related"><h3>相关阅读</h3><ul>{others}</ul></div><div class="footer">{foot}</div>',
    "tags": "<header><nav><ul>{links}</ul></nav></header><main>{title}{main}</main><aside><ul>{others}</ul></aside><footer>{foot}</footer>",
    "names that say nothing": '<div class="k1"><ul>{links}</ul></div><div class="k2">您所在的位置：首页 &gt; 公告 &gt; 正文</div>'
    '<div class="k3">{title}{main}</div><div class="k4"><ul>{others}</ul></div><div class="k5">{foot}</div>',
    "tools": '<ul class="k1">{links}</ul>{title}<p>发布时间：2024-05-06　来源：青禾市水务局　字号：大 中 小　打印</p>{main}'
    '<p>【打印本页】 【关闭窗口】</p><p>上一篇：<a href="1.html">夜间公交专线开通</a></p><p>下一篇：没有了</p><div class="k5">{foot}</div>',
}


def pages(container: str) -> Iterator[Sample]:
    """Yield the pages with one container: every article in every frame."""
    for article, main in ARTICLES.items():
        for frame, around in FRAMES.items():
            filled = around.format(
                links=_LINKS,
                others=_OTHERS,
                foot=_FOOT,
                title="<h1>关于有关事项的通知</h1>",
                main=MAINS[container].format(main),
            )
            markup = f"<html><head><title>关于有关事项的通知</title></head><body>{filled}</body></html>"
            yield Sample(f"{article}, {frame}", ".html", markup.encode(), main)
