"""The one table of labels: the names archives and JSON files use for the fields of a report.

White space, invisible characters and colons inside a label are noise (`索 引 号：`, `文　　号:`).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.characters import HAN, INVISIBLE_EDGES, fold_width, unified, without_spaces

_NAMES = {
    "id": "id",
    "former_ids": "former_ids",
    "original_url": """
        原文网址 网址 链接 原文链接 原文地址 原文 来源网址 来源链接 页面地址
        链接地址 文章链接
        original_url url link href page_url source_url link_url doc_url docpuburl puburl detail_url article_url infourl
    """,
    "title": """
        信息名称 標題名稱 信息标题 资讯名称 文件名称 文件標題 文件标题 公文标题 公文標題 标题 標題 题名 名称
        名稱 信息名稱 事项名称
        文章标题 法规标题 法规名称 政策标题 政策名称 公告标题 公告名称 公文名称 题目 文件名
        规章名称 信息题名
        title name headline info_name info_title articletitle news_title file_name doc_title
        main_title xxmc wjmc bt wjbt xxbt zwbt biaoti
    """,
    "body": """
        正文 内容 內容 全文 正文内容 信息内容 文件内容 文件正文 公文正文 文章内容 详细内容 本文 内文
        法规内容 法规正文 政策内容 政策正文 公告内容 公告正文 公文内容 信息正文 文章正文 文件全文 公文全文 详情
        body text content contents full_text main_text main_content html_content content_html content_text article_content
        news_content doc_content raw_content raw_text article html detail txt
        main_body page_content raw_html zwnr zw nr body_text info_content doc_html_con wznr xxnr neirong
    """,
    "index_number": """
        索引号 信息索引号 索引號 信息索引號 索引号码 公开索引号 文件索引号 索引编号 索引编码 信息索引 索引 索取号
        索引码 政府信息索引号 文件索引 索引序号
        index_number index_no index_num index_code idx_no syh xxsyh idx_id suoyinhao suoyin
    """,
    "category": """
        信息分类 组配分类 体裁分类 信息類別 信息类别 分类 類別 类别 公文种类 信息分類 組配分類 體裁分類 分類
        文件类型 文种 公文类型 信息类型 体裁 公文体裁 信息体裁 體裁
        公文类别 文件类别 文件分类 所属分类 政策类型 文件种类 发文种类
        category kind genre doc_type type xxfl zpfl tcfl category_name
    """,
    "topic": """
        主题分类 主题导航 主题类别 主題分類 主題導航 主题 主題 主题目录
        topic subject theme childtype theme_type theme_name ztfl ztflmc
    """,
    "issuer": """
        发布机构 发文机关 发文机构 公开机构 发布单位 发文单位 发布机关 制发机关 制定机关 發布機構 發佈機構
        發文機關 發文機構 公開機構 發布單位 發佈單位 發文單位 發布機關 公开单位 公开主体 责任部门 公开责任部门
        公布机关 印发机关 颁布机关 颁布单位 颁布部门 发布部门 发文部门 信息发布机构 信息发布单位 信息发布部门 信息公开机构 信息公开单位 信息公开部门
        发布主体 发文主体 制定单位 制定部门 制定机构 印发单位 印发机构 公布单位 公开部门
        issuer agency publisher issued_by issuing_authority issuing_agency organization organisation org department dept puborg publish_org issue_org
        org_name dept_name publish_dept pub_dept fbjg fwjg fwdw issue_dept unit_name department_name fbdw fbbm fbjgmc zdjg zdjg_name fabujigou lyjg organ_name fawenjiguan publish_unit pub_unit
        来源 來源 信息来源 信息來源 稿件来源 文章来源 消息来源 稿源
        责任单位 公开责任单位 信息提供单位 制发单位 制发机构 出处 供稿单位
        信息公开责任部门 制作机关 信息制作机关 信息生成单位 制作单位 制文机关 来源单位 提供单位
        contentsource doc_source_name source_name
    """,
    "document_number": """
        发文字号 文号 文件编号 发布文号 文件文号 公文文号 文件字号 公文字号 发文号 字号 發文字號 文號 文件編號
        發布文號 發佈文號 公文文號 文件字號 發文號 文件号 发文文号 公文编号 发文编号 公文号 政策文号 文书号 决定书文号 行政处罚决定书文号
        document_number doc_no doc_num doc_number document_no file_no file_number wh wenhao fwzh pcode file_num wjbh fwh wjh wjwh wjzh fawenzihao
    """,
    "published": """
        发布日期 公开日期 发布时间 公开时间 發布日期 發佈日期 公開日期 發布時間 發佈時間 公開時間 发表时间
        发布于 公布日期 公布時間 公布时间 颁布日期 颁布时间 发稿时间 发稿日期 信息发布日期 信息发布时间 信息公开日期 信息公开时间 公示日期 公示时间
        上网日期 上网时间 发表日期 信息时间 信息日期 上传时间 上传日期 录入时间 录入日期 添加时间 添加日期 入库时间 入库日期
        网上发布日期 网上发布时间 主动公开日期 主动公开时间 首次公开日期 挂网日期 挂网时间
        published date_published published_at publish_date publish_time published_date published_time pub_date pub_time pubtimestr
        release_date release_time post_date docpubtime docreltime ptime publish_at issue_date fbrq fbsj gkrq gksj gbrq published_on info_date fabushijian faburiqi release_at deploytime publish_timestamp
        日期 时间 時間
        date time
    """,
    "written": """
        成文日期 生成日期 产生日期 印发日期 成文时间 生成时间 产生时间 印发时间 发文日期 發文日期 產生日期
        印發日期 成文時間 生成時間 产成日期 签发日期 制发日期 发文时间 形成日期 形成时间 落款日期 落款时间 签署日期
        信息生成日期 信息生成时间 信息产生日期 信息产生时间 签发时间 制定日期 制定时间 制作日期
        written date_written written_at written_date write_date date_signed sign_date doc_date cwrq scrq fwrq cwsj fwsj qfrq chengwenriqi
    """,
    "keywords": """
        主题词 关键词 关键字 主題詞 關鍵詞 關鍵字 标签 標籤
        keywords keyword tags ztc gjc subject_word doc_keywords
    """,
    "status": """
        有效性 效力状况 效力状态 状态 效力狀況 效力狀態 狀態 时效性 文件状态 是否有效 文件效力 時效性 文件有效性 信息有效性
        有效状态 时效状态 时效 效力 公文时效 文件时效 信息时效 规范性文件有效性
        status validity effectiveness yxx wjzt
    """,
    "in_force_from": """
        施行日期 生效日期 实施日期 施行时间 生效时间 实施时间 执行日期
        in_force_from effective_date sxrq
    """,
    "in_force_until": """
        失效日期 废止日期 失效时间 废止时间 有效期至
        in_force_until expiry_date
    """,
    "attachments": """
        附件 附件列表 相关附件 相關附件
        attachments attachment files
    """,
}

ALIASES = {field: tuple(names.split()) for field, names in _NAMES.items()}
"""Field of `Report` to its names; earlier names win over later ones."""

_OTHER_NAMES = """
    公开方式 公开范围 公开形式 公开时限 公开属性 公开程序
    公开类别 内容概述 内容摘要 摘要 信息格式 语种 载体类型 记录形式 责任编辑 编辑 浏览次数 浏览量 点击数
    点击量 阅读次数 访问量 字体 字体大小 字号大小 作者 服务对象 服务对象分类 解读 联系电话 发布者
    更新时间 更新日期 保护视力色 视力保护色 背景色 区域 地区 有效期 信息有效期 所属机构 分享到 分享 审核 生命周期分类 打印
    浏览 浏览数 阅读 阅读量 阅读数 点击 点击率 点击次数 访问 访问次数 人气 审核人 审稿 初审 复审 终审 校对 签发人 记者 供稿 撰稿
    录入 发布人 信息员 责编 登记号 信息编码 内容概览 概述 公开目录 序号 效力级别 信息提供
"""

OTHER_LABELS = tuple(_OTHER_NAMES.split())
"""Labels that belong to no field; they end the value of the label before them."""

_WEAK_NAMES = """
    时间 時間 日期 主题 主題 状态 狀態 来源 來源 类别 類別 名称 名稱 分类 分類 题目 题名 标签 標籤 原文 链接 网址 索引 体裁 體裁 文种 字号 文件名
    序号 制作单位 提供单位 来源单位 挂网日期 挂网时间 制作日期 制定日期 制定时间 文书号
    公示时间 公示日期 施行时间 施行日期 实施时间 实施日期 生效时间 生效日期 失效时间 失效日期 废止时间 废止日期 责任部门 关键词 關鍵詞 关键字 關鍵字
    正文 内容 內容 全文 本文 内文 详情 附件 附件列表 相关附件 相關附件
    作者 编辑 摘要 地区 区域 解读 审核 分享 打印 有效期 联系电话 服务对象 语种 字体 是否有效
"""
"""Names that head the lines of notices and descriptions as often as metadata."""

_BULLETS = "·*•●○◆◇■□★☆▲△▪※►▶"
_NOISE = re.compile(rf"[:∶\[\]【】〔〕〖〗|{_BULLETS}]")
_ASIDE = re.compile(rf"(?<=[{HAN}]{{2}})(?:\([{HAN}]{{1,12}}\)|/[{HAN}]{{1,12}})$")
"""What a label says beside its name: `文号（发文字号）`, `发布机构/单位`."""

_COMMAS = ",，/·"
_AROUND_VALUES = " \t\u3000\xa0|;；" + INVISIBLE_EDGES + _COMMAS
_LAST_OF_AGENCIES = "局厅委办部府院会处署社报网室"
_LAST_OF_NUMBERS = "号"
_LONG_LABEL = 4
_TIGHT_LABELS = "文号|索引号"
"""Short labels that stand behind the name of an agency without a gap, where it is the value of another label."""

_MOST_IN_TITLE = 4
"""Labels looked at within the brackets of a title."""

_BRACKETS_OPENING, _BRACKETS_CLOSING = "（(", "）)"
_CLOSING = {"[": "]", "【": "】", "［": "］", "〖": "〗"}
_OPENING, _CLOSED = (re.escape("".join(signs)) for signs in (_CLOSING, _CLOSING.values()))
_COLONS = ":：∶﹕︰"
_UNSEEN = re.compile(f"[{INVISIBLE_EDGES}]")
_ODD = re.compile(f"[{INVISIBLE_EDGES}\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LONGEST_CLEANED = 10_000
"""Characters of a line in which labels are cleaned; one with a summary in it has fewer."""

_BEFORE_ENDING = re.compile(rf"[^\s{_COLONS}{_OPENING}{_CLOSED}]{{2,{2 * 12}}}(?=\s{{0,12}}[{_COLONS}{_CLOSED}])")
_ENDING = re.compile(f"[{_COLONS}{_CLOSED}]")
_ENGLISH_SEPARATORS = re.compile(r"[-_.]")
_MAX_LABEL = 24
"""With spaces between its characters the longest label has fewer; longer texts need no lookup."""

_CACHED_LABELS = 4_096
"""Size of the cache of plain labels: the same few labels stand on every page and in every line of a bulk file."""


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label as plain text, the field it names (None when it names none) and the text that followed it."""

    label: str
    field: str | None
    value: str


@functools.lru_cache(_CACHED_LABELS)
def plain_label(text: str) -> str:
    """Return `text` in the form labels are compared in: no white space, no colon, English in lower case without separators.

    >>> plain_label("索 引　号："), plain_label("Date-Published")
    ('索引号', 'datepublished')
    """
    folded = _NOISE.sub("", without_spaces(fold_width(text))).lower()
    return _ENGLISH_SEPARATORS.sub("", folded if folded.isascii() else _ASIDE.sub("", folded))


def field_for(label: str) -> str | None:
    """Return the field that `label` names, or None.

    >>> field_for("文　　号:"), field_for("發文字號"), field_for("agency"), field_for("天气")
    ('document_number', 'document_number', 'issuer', None)
    """
    return _fields().get(plain_label(label)) if len(label) <= 4 * _MAX_LABEL else None


def is_label(text: str) -> bool:
    """Return whether `text` is nothing but a Chinese label, of a field or not."""
    if len(text) > _MAX_LABEL or text.isascii():
        return False
    plain = plain_label(text)
    return plain in _fields() or plain in _others()


def is_weak_label(label: str) -> bool:
    """Return whether a label stands in texts as often as in headers: the time of a meeting, the state of a reservoir.

    >>> is_weak_label("时　间："), is_weak_label("发布时间")
    (True, False)
    """
    return plain_label(label) in _weak()


def label_rank(field: str, label: str) -> int:
    """Return the rank of this label among the names of `field`: of two labels with values the lower rank is believed."""
    return _ranks().get((field, plain_label(label)), len(ALIASES[field]))


def split_labels(line: str) -> tuple[str, list[LabelledValue]]:
    """Return the text before the first `label：` of a line, and each label of the line with the value up to the next.

    >>> split_labels("索 引 号：0000/2023-1　分类：通知")[1][1]
    LabelledValue(label='分类', field='category', value='通知')
    >>> [found.value for found in split_labels("【文号】青水〔2022〕3号 [来源：水务局] 12次")[1]]
    ['青水〔2022〕3号', '水务局']
    >>> split_labels("各县（市、区）人民政府：")
    ('各县（市、区）人民政府：', [])
    """
    if not _ENDING.search(line):  # which most lines lack, and is seen in a tenth of the time
        return line, []
    if len(line) <= _LONGEST_CLEANED and _ODD.search(line):
        line = _BEFORE_ENDING.sub(_as_typed, line)
    matches = _matches(line)
    if not matches:
        return line, []
    opened = min((at for sign in _BRACKETS_OPENING if (at := line.find(sign)) >= 0), default=len(line))
    found = []
    for index, match in enumerate(matches):
        label = plain_label(match.group())
        name = _fields().get(label)
        following = _behind_title(line, matches, index) if name == "title" else index + 1
        end = matches[following].start() if following < len(matches) else len(line)
        bracket = match["open"] or line[max(match.start() - 1, 0)]
        value = _within_bracket(bracket, match.group(), line[match.end() : end])
        value = _within_round_bracket(value) if opened < match.start() else value
        found.append(LabelledValue(label, name, value.strip(_AROUND_VALUES).rstrip(_BRACKETS_OPENING)))
    return line[: matches[0].start()].strip().strip(_BULLETS), found


def _as_typed(found: re.Match[str]) -> str:
    """Return a label without what editors and PDF files put into it, marks nobody sees and radicals; any other text as it is."""
    plain = unified(_UNSEEN.sub("", found[0]))
    return plain if is_label(plain) else found[0]


def _matches(line: str) -> list[re.Match[str]]:
    """Return where labels stand that have values behind them."""
    matches = list(_running_label().finditer(line))
    if not matches or matches[0].start() > 0:
        # Behind a comma a label only goes on with those before it.
        matches = [match for match in matches if line[match.start() - 1] not in _COMMAS]
    return list(itertools.dropwhile(_needs_another_before, matches))


def _needs_another_before(match: re.Match[str]) -> bool:
    """Return whether a label is part of a sentence where no other stands before it, to whose value it is glued."""
    glued = match["glued"]
    return glued is not None and (len(glued) < _LONG_LABEL or match.string[match.start() - 1] == _LAST_OF_NUMBERS)


def _behind_title(line: str, matches: Sequence[re.Match[str]], index: int) -> int:
    """Return the number of the label that ends a title: one inside a bracket of the title doesn't (`…的通知（文号：…）`)."""
    start, following = matches[index].end(), index + 1
    while following < min(len(matches), index + _MOST_IN_TITLE) and _is_open(line[start : matches[following].start()]):
        following += 1
    return following


def _is_open(text: str) -> bool:
    return sum(map(text.count, _BRACKETS_OPENING)) > sum(map(text.count, _BRACKETS_CLOSING))


def _within_round_bracket(value: str) -> str:
    """Return a value up to the bracket that closes one which opens before it."""
    depth = 0
    for at, character in enumerate(value):
        depth += (character in _BRACKETS_OPENING) - (character in _BRACKETS_CLOSING)
        if depth < 0:
            return value[:at]
    return value


def _within_bracket(bracket: str, label: str, value: str) -> str:
    """Return a value up to the bracket that closes the one which opens before its label: `[来源：水务局] 12次`."""
    closing = _CLOSING.get(bracket)
    return value.partition(closing)[0] if closing and closing not in label else value


def chinese_labels() -> Iterator[str]:
    """Yield every Chinese label known, of a field or not."""
    for names in (*ALIASES.values(), OTHER_LABELS):
        yield from (name for name in names if not name.isascii())


@functools.cache
def _fields() -> dict[str, str]:
    return {plain_label(name): field for field, names in ALIASES.items() for name in names}


@functools.cache
def _ranks() -> dict[tuple[str, str], int]:
    return {
        (field, plain_label(name)): rank
        for field, names in ALIASES.items()
        for rank, name in reversed(list(enumerate(names)))
    }


@functools.cache
def _others() -> frozenset[str]:
    return frozenset(plain_label(name) for name in OTHER_LABELS)


@functools.cache
def _weak() -> frozenset[str]:
    return frozenset(map(plain_label, _WEAK_NAMES.split()))


@functools.cache
def _running_label() -> re.Pattern[str]:
    # Bounded, so that long runs of spaces cost no more than other text; `文　　　　号` has up to eight.
    gap = r"\s{0,12}"
    names = sorted(set(chinese_labels()), key=len, reverse=True)
    any_label, long_label = (
        "|".join(gap.join(map(re.escape, name)) for name in names if len(name) >= shortest)
        for shortest in (1, _LONG_LABEL)
    )
    # A label starts its line or stands after a gap, a bracket, a counter in brackets, a bar or a day: `防汛主题：` inside a sentence is none.
    before = rf"(?:(?<=^)|(?<=[\s|;；{_BULLETS}{_OPENING}{_CLOSED}（(\d{_COMMAS}])|(?<=\d日)|(?<=[\d次][）)]))"
    aside = rf"(?:[（(][{HAN}]{{1,12}}[）)]|/[{HAN}]{{1,12}})?"
    ending = rf"(?:[{_CLOSED}]?{gap}[{_COLONS}]|(?(open)[{_CLOSED}]|(?!)))"
    glued = rf"(?<=[{_LAST_OF_AGENCIES}{_LAST_OF_NUMBERS}])(?P<glued>{long_label}|{_TIGHT_LABELS}){gap}[{_COLONS}]"
    return re.compile(rf"{before}(?:(?P<open>[{_OPENING}]){gap})?(?:{any_label}){gap}{aside}{ending}|{glued}")
