"""The name of an agency in what stands behind `来源：` and its like: pages print counters, tools and other labels right after it."""

from __future__ import annotations

import re

from corpus.characters import HAN, one_line
from corpus.values.partial_date import YEAR

_TOOLS = [
    "阅读",
    "点击",
    "浏览",
    "访问",
    "人气",
    "字体",
    "字号",
    "打印",
    "关闭",
    "收藏",
    "分享",
    "纠错",
    "我要纠错",
    "听全文",
    "朗读",
    "语音",
    "扫一扫",
    "复制",
    "下载",
    "返回",
    "评论",
    "点赞",
    "手机看",
    "手机版",
    "二维码",
    "背景色",
    "语音朗读",
    "听新闻",
    "复制链接",
    "转发",
    "微信",
    "微博",
    "QQ空间",
    "返回顶部",
    "附件",
    "附件下载",
    "校审",
    "主办单位",
    "承办单位",
    "保护视力色",
    "视力保护色",
    "供稿",
    "撰稿",
    "来稿",
    "录入",
    "录入员",
    "上传",
    "编辑",
    "责编",
    "责任编辑",
    "编审",
    "审核",
    "审核人",
    "审稿",
    "校对",
    "记者",
    "作者",
    "通讯员",
    "摄影",
    "签发",
    "发布",
    "发布人",
    "发布者",
    "发布时间",
    "发布日期",
    "更新时间",
    "更新日期",
    "日期",
    "时间",
    "信息来源",
    "文章来源",
    "默认",
]
"""What follows the name of an agency and is no part of it."""

_LAST_CHARACTERS = "局厅委办部府院会处署队站社报网校司馆所心室"
"""What the name of an agency ends with: after it, a short text with a colon is a label, though it is none of ours."""
_ALTERNATIVES = "|".join(sorted(_TOOLS, key=len, reverse=True))
_GLUED = "|".join(sorted(set(_TOOLS) - {"发布", "微信", "微博"}, key=len, reverse=True))
"""Without what ends the names of many an account: 青禾发布, 青禾微博."""

_ENDS = (
    re.compile(r"\s*[【〖\[｜|]"),
    re.compile(rf"\s+[(（]|[(（](?=\s*(?:{_ALTERNATIVES}))"),
    re.compile(rf"[\s,，;；]+[{HAN}]{{1,8}}\s*[:：]"),
    re.compile(rf"\s+(?:{_ALTERNATIVES}|[大中小T](?=\s+[大中小T](?:\s|$)))"),
    re.compile(rf"\s*(?:{_GLUED})(?:次数|人数|数量|数|量|率|次|本页|本文|窗口|到)?\s*(?:[:：\d(（]|$)"),
    re.compile(r"\s*(?:A[+-]|T[大中小+-]|默认\s+大)"),
    re.compile(rf"\s*[(（]?\s*(?<!\d){YEAR}\s*[-年/.]\s*\d"),
    re.compile(rf"(?<=[{_LAST_CHARACTERS}])(?:(?![{_LAST_CHARACTERS}])[{HAN}]){{2,6}}\s*[:：]"),
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,40})[”\"](?:\s|$)")
_SHORTEST = 2
_EDGES = " \u3000,，;；、|｜/／·-—:：[]【】"
_OPENED = "(（"


def issuer_in(text: str) -> str:
    """Return the name that a text begins with, without what pages print behind it.

    >>> issuer_in("青禾市住建局　阅读：128"), issuer_in("青禾市水务局供稿单位：办公室"), issuer_in("青禾日报编辑部")
    ('青禾市住建局', '青禾市水务局', '青禾日报编辑部')
    """
    name = one_line(text).lstrip(_EDGES)
    if quoted := _QUOTED.match(name):
        return quoted[1]
    ends = [match.start() for end in _ENDS if (match := end.search(name, _SHORTEST))]
    return name[: min(ends, default=len(name))].rstrip(_EDGES + _OPENED)
