"""What stands around an article is left out of its text, wherever a page has it and whatever it is called."""

from pathlib import Path

import pytest

from tests.corpus.readers.page.pages import PROSE
from tests.corpus.readers.read_one import read_report

TEXT = "一、落实责任。各水库、山塘、在建工程要明确责任人"
AROUND = {
    "path": '<div class="q8">您当前的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 正文</div>',
    "path of other words": "<p>你所在的位置：首页 / 通知公告</p>",
    "menu": "<ul>" + '<li><a href="/c">走进青禾</a></li>' * 9 + "</ul>",
    "menu of a layout table": '<table><tr><td><a href="/">首页</a></td><td><a href="/a">政务</a></td><td><a href="/b">办事</a></td></tr></table>',
    "neighbours": '<div class="rl"><h3>相关链接</h3><ul>'
    + '<li><a href="/t.html">关于做好旧桥检测的通知</a><span>2023-03-01</span></li>' * 5
    + "</ul></div>",
    "font sizes": '<div>【字体：<a href="javascript:f(18)">大</a> <a href="#">中</a> <a href="#">小</a>】 <a href="#">打印</a></div>',
    "counts": "<p>发布时间：2023-03-09　来源：青禾市水务局　浏览次数：<span>128</span>次　字号：[ 大 中 小 ]</p>",
    "shares": '<div>分享到：<a href="#">微信</a><a href="#">微博</a></div>',
    "next page": '<p>下一篇：<a href="b.html">关于公布第四批老字号名单的通知</a></p>',
    "editor": "<div>责任编辑：王某某</div>",
    "code to scan": "<div>扫一扫在手机打开当前页</div>",
    "greeting": "<div>今天是2023年3月9日 星期四 欢迎访问青禾市人民政府网站</div>",
    "footer": '<div class="ft9"><p>主办单位：青禾市人民政府办公室　地址：青禾市人民路1号</p><p>网站标识码：0000000000　某ICP备00000000号</p>'
    "<p>建议使用1280×768以上分辨率浏览本站。版权所有，未经许可不得转载。</p></div>",
    "footer of a table": "<table><tr><td>版权所有：青禾市人民政府　技术支持：信息中心<br>某ICP备00000000号</td></tr></table>",
    "window that opens on a click": '<div style="display:none"><p>本站支持无障碍浏览，请按快捷键进入导盲模式。</p></div>',
}
PAGES = {
    "no names": '<div class="a1"><div class="a3">{around}</div><div class="a4">{text}</div></div>',
    "one block": "{around}{text}",
    "layout tables": "<table><tr><td>{around}</td></tr><tr><td>{text}</td></tr></table>",
    "known container": '{around}<div class="TRS_Editor">{text}</div>',
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_only_the_article_is_read(tmp_path: Path, page: str, around: str) -> None:
    """Before the text or behind it, alone or beside it: the body is the same as without it."""
    source = "<html><head><title>关于防汛的通知</title></head><body>" + page + "</body></html>"
    bare = read_report(tmp_path, "a.html", source.format(around="", text=PROSE)).body
    assert TEXT in bare
    assert read_report(tmp_path, "a.html", source.format(around=around, text=PROSE)).body == bare


@pytest.mark.parametrize(
    "text",
    [
        "<p>今天是第三十一个世界水日，全市要行动起来。</p>",
        "<p>版权所有者可以申请登记，登记不收费。</p>",
        "<p>下一个阶段，要抓好隐患整改。</p>",
        "<p>编辑：各单位应当按照格式要求编制方案，并于月底前报送。</p>",
        '<p>依据<a href="a.html">《防洪法》</a>、<a href="b.html">《水法》</a>和<a href="c.html">《抗旱条例》</a>制定本办法。</p>',
        "<table><tr><td><p>大</p></td><td><p>45</p></td></tr></table>",
        '<p>附件：</p><p><a href="a.pdf">名单一</a></p><p><a href="b.pdf">名单二</a></p><p><a href="c.pdf">名单三</a></p>',
    ],
)
def test_the_text_of_an_article_stays(tmp_path: Path, text: str) -> None:
    """Words and links of an article are kept where they look like those around one."""
    with_it = read_report(tmp_path, "a.html", f"<h1>关于防汛的通知</h1><div>{PROSE}{text}</div>").body
    without = read_report(tmp_path, "a.html", f"<h1>关于防汛的通知</h1><div>{PROSE}</div>").body
    assert len(with_it) > len(without)
