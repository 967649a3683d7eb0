"""What a page shows around its article on every page of the site: menus, paths, tools, lists of other pages, the footer.

Told by structure (how much of a block are links) and by words; names of classes are one sign of several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from corpus.characters import one_line
from corpus.readers.page.containers import holding_containers, is_container, names_of
from corpus.readers.page.file_links import is_file_link
from corpus.readers.page.text import BLOCK_TAGS, is_unseen, text_of
from corpus.values.partial_date import YEAR

_CHROME_TAGS = frozenset(("nav", "footer", "header", "aside"))
_CHROME = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "topbar", "topnav", "header", "head", "foot", "footer"),
        *("bottom", "crumb", "crumbs", "breadcrumb", "breadcrumbs", "position", "location", "path", "loc", "wz"),
        *("dqwz", "dangqianweizhi", "leftmenu", "sidebar", "side", "relate", "related", "relation", "rel", "xg"),
        *("xgxx", "prevnext", "pager", "page_box", "pagination", "share", "bdsharebuttonbox", "bshare"),
        *("fenxiang", "copyright", "search", "searchbox", "toolbar", "tools", "qrcode", "qr", "qr_container"),
        *("ewm", "friendlink", "links", "banner", "left", "leftnav", "sx-navs", "sx-list", "logo"),
    )
)
_INNER_CHROME = frozenset(
    (
        *("bdsharebuttonbox", "bshare", "share", "fenxiang", "qrcode", "qr_container", "ewm", "prevnext"),
        *("pagination",),
    )
)

_CELLS = ("td", "th", "li")
_MAX_LINE = 200
_MAX_LINE_ELEMENTS = 60
"""A block with more characters or elements is no single line of tools, path or greeting."""

_PROSE = 12
"""Characters from which on a piece of text is more than a word in a menu."""

_TITLE = 8
"""Characters that the links of a block have on average from which on they are titles rather than names of columns."""

_MAX_FOOT = 600
"""Characters of the longest footer."""

_MENU_LINKS = 3
_MENU_SHARE = 0.75
_LONG_MENU_LINKS = 10
_LONG_MENU_SHARE = 0.6
"""Links to other pages, and their share of a block's characters, from which on it is a list of them."""

_DATES = re.compile(
    rf"[\[(（]?\s*(?:{YEAR}\s*[-./年])?\s*\d{{1,2}}\s*[-./月]\s*\d{{1,2}}\s*日?\s*[\])）]?|[\s|>»·•＞\-–—/]+"
)

_TOOL = (
    r"字体|字号|特大|大|中|小|默认|打印(?:本页|此页|页面|文章|文本|预览)?|关闭(?:窗口|本页|页面|此页)?|分享(?:到|至)?|微信(?:好友|朋友圈)?|朋友圈"
    r"|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|人人网|(?:百度)?贴吧|豆瓣|收藏(?:本页|本站)?|返回(?:顶部|列表|首页|上一页)?|回到顶部|我要纠错|纠错|保存"
    r"|下载本页|复制(?:链接|网址)?|更多|简体|繁体|TOP|A|视力保护色|语音播报|朗读|推荐|设为首页|加入收藏|无障碍(?:浏览|阅读)?|长者(?:模式|版)"
    r"|手机版|点赞|\d++"
)
_NOT_OF_ARTICLE = re.compile(
    # A cell may say 大 or 45: only with the name of a tool are such words its buttons.
    r"(?=.*(?:字体|字号|打印|关闭|分享|微信|微博|收藏|返回|回到顶部|纠错))"
    rf"(?>[\s【】\[\]（）()|｜:：/>+\-―—·、]|{_TOOL})++"
    r"|(?:您|你)?的?(?:当前|现在|目前)?所?在?的?(?:位置|栏目|频道)\s*(?:[:：].*|>.*|首页.*)"
    r"|(?=.*(?:浏览|点击|阅读|访问|字号|字体|打印))(?=.*(?:发布|日期|时间|来源|作者|编辑)[^。；]{0,8}[:：])[^。；]{0,160}"
    r"|[上下][一1](?:篇|条|则|个|页)(?:文章|信息|新闻)?\s*(?:[:：].*)?"
    r"|[【\[（(]?\s*(?:责任编辑|责编|编辑|网络编辑|审核人?|校对|录入|信息录入|信息审核)\s*[:：][^，。；]{0,20}"
    r"|.{0,6}(?:扫一扫|扫描二维码|扫码).{0,30}(?:手机|分享|打开|查看|浏览|关注|访问).{0,20}|.{0,6}分享到?\s*[:：].{0,60}"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?\s*[:：]\s*\[?\d*\]?\s*次?",
    re.IGNORECASE | re.DOTALL,
)
_GREETING = re.compile(
    r"(?:今天是\s*\d{4}\s*年|今天是\s*星期|欢迎您?(?:访问|光临)).{0,80}|.{0,20}无障碍.{0,30}(?:导盲|快捷键|辅助).{0,60}",
    re.DOTALL,
)
_FOOT = re.compile(r"ICP\s*备|公网安备|网站标识码|版权所有\s*(?:[:：，,©\s]|$)|Copyright|©", re.IGNORECASE)
_FOOT_LIKE = re.compile(
    r"主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|地\s*址\s*[:：]|邮\s*编\s*[:：]|电\s*话|传\s*真\s*[:：]|邮\s*箱|技术支持|浏览器|分辨率"
    r"|网站地图|联系我们|关于我们|备案|版权|转载|举报|维护(?:单位)?\s*[:：]|网站声明|适老|IPv6|建议使用",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Content:
    """What stands in an element: characters of all text, of links to pages, of prose; and how many elements and links.

    `prose` is neither links nor the usual words of a footer. `is_article`: an h1 or a container of articles is in it.
    """

    characters: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    elements: int = 0
    is_signed: bool = False
    is_article: bool = False

    def add(self, other: _Content) -> None:
        self.characters += other.characters
        self.linked += other.linked
        self.prose += other.prose
        self.links += other.links
        self.elements += other.elements + 1
        self.is_signed = self.is_signed or other.is_signed
        self.is_article = self.is_article or other.is_article


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The blocks of a page that are no part of its article: `everywhere` those that are none in an article either.

    `titles` are those of `around` that list pages by their titles: all that some reports consist of.
    """

    around: frozenset[etree._Element]
    everywhere: frozenset[etree._Element]
    titles: frozenset[etree._Element]


def is_chrome(element: etree._Element) -> bool:
    """Return whether an element is by its tag or name the page's navigation, not its text."""
    return element.tag in _CHROME_TAGS or bool(names_of(element) & _CHROME)


def is_signed(text: str) -> bool:
    """Return whether a text has the signs of a footer: a registration, a code of the site, a claim of rights.

    >>> is_signed("某ICP备00000000号"), is_signed("备案的通知")
    (True, False)
    """
    return len(text) <= _MAX_FOOT and _FOOT.search(text) is not None


def find_boilerplate(root: etree._Element) -> Boilerplate:
    """Return the outermost blocks of the page that are no part of its article."""
    contents = _contents(root)
    around: set[etree._Element] = set()
    everywhere: set[etree._Element] = set()
    titles: set[etree._Element] = set()
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        content = contents.get(element)
        if content is None or element is root or element.tag == "body":
            continue
        line = _line(element, content)
        if names_of(element) & _INNER_CHROME or element.tag == "nav" or (line and _NOT_OF_ARTICLE.fullmatch(line)):
            everywhere.add(element)
        is_list = element.tag in BLOCK_TAGS and _is_list_of_links(content)
        if is_list or _is_footer(content) or (line and _GREETING.fullmatch(line)):
            around.add(element)
        if is_list and content.linked >= _TITLE * content.links:
            titles.add(element)
    return Boilerplate(frozenset(around | everywhere), frozenset(everywhere), frozenset(titles - everywhere))


def _contents(root: etree._Element) -> dict[etree._Element, _Content]:
    """Return what stands in each visible element."""
    contents: dict[etree._Element, _Content] = {}
    holding = holding_containers(root)
    open_contents = [_Content()]
    link: etree._Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node is not root and is_unseen(node):
                walk.skip_subtree()
                open_contents.append(_Content(is_article=node in holding))
                continue
            open_contents.append(_Content(is_article=node.tag == "h1" or is_container(node)))
            if link is None and node.tag == "a" and not is_file_link(node):
                link = node
                open_contents[-1].links = 1
            _count(open_contents[-1], node.text, is_linked=link is not None)
            continue
        content = open_contents.pop()
        contents[node] = content
        if node is link:
            link = None
        open_contents[-1].add(content)
        if node is not root:
            _count(open_contents[-1], node.tail, is_linked=link is not None)
    return contents


def _count(content: _Content, text: str | None, *, is_linked: bool) -> None:
    if not text or text.isspace():
        return
    # Patterns begin with white space, and would be tried from each of a run of millions.
    text = one_line(text)
    length = len(_DATES.sub("", text).strip())
    content.characters += length
    content.linked += length if is_linked else 0
    if is_linked:
        return
    is_signed = len(text) <= _MAX_FOOT and _FOOT.search(text) is not None
    content.is_signed = content.is_signed or is_signed
    is_greeting = len(text) <= _MAX_LINE and _GREETING.fullmatch(text.strip()) is not None
    is_prose = (length >= _PROSE or "。" in text) and not is_greeting
    if is_prose and not is_signed and not (len(text) <= _MAX_FOOT and _FOOT_LIKE.search(text)):
        content.prose += length


def _is_list_of_links(content: _Content) -> bool:
    """Return whether a block leads to other pages and says nothing else."""
    share = content.linked / content.characters if content.characters else 0
    return (
        not content.is_article
        and not content.prose
        and content.links >= _MENU_LINKS
        and share >= (_MENU_SHARE if content.links < _LONG_MENU_LINKS else _LONG_MENU_SHARE)
    )


def _is_footer(content: _Content) -> bool:
    return content.is_signed and not content.is_article and not content.prose and content.characters <= _MAX_FOOT


def _line(element: etree._Element, content: _Content) -> str:
    """Return the text of a block that may be a line of tools, of the path to the page or a greeting, else an empty string."""
    is_short = 0 < content.characters <= _MAX_LINE and content.elements <= _MAX_LINE_ELEMENTS
    if not is_short or element.tag not in BLOCK_TAGS or element.tag in _CELLS or content.is_article:
        return ""
    text = text_of(element)
    return text if "\n" not in text else ""
