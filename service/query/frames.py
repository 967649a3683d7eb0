"""What people put around the thing that they look for: what they want to know of it (怎么办, 需要什么材料, 多少钱, 申请条件), and what they tell (我家…到现在)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VERBS = "办理|办|申请|申领|领取|领|查询|查|处理|弄|算|计算|解决|投诉|举报|报名|维权|管理"
_PAPERS = "材料|手续|证件|资料|条件|证明|流程|证|东西|部门|地方|时候|规定|政策|标准"

_POLITE = r"您好|你好|谢谢(?:您|你|了)?|(?:我?想|麻烦|请)?(?:请)?(?:问|咨询|了解)(?:一下|下)|我?想(?:请问|请教|问|咨询|了解|知道)|请问(?:一下)?|请教"

_ASKED = re.compile(
    rf"{_POLITE}|我想|我要|自己|家里|我家|我们(?:这里|这边|这)|这里|这边|没有?人管|为什么|怎么回事|(?:应该|该|可以)?(?:怎么|如何|怎样|咋)(?:样|才能)?(?:{_VERBS})?"
    rf"|(?:去|到|在|找|向)?(?:哪里|哪儿|哪个部门|什么部门|什么地方|哪(?!些))(?:可以|能)?(?:{_VERBS})?"
    rf"|(?:需要|要|带|准备|提交|用|办|有|是|交)*(?:什么|哪些|啥)(?:{_PAPERS})?"
    r"|(?:政府)?(?:给|交|收|要|发|能|领|是|罚|报|报销)?多少(?:钱|岁|天|年|个月|公里)?(?:一亩|一个月|一年|一次)?|每月|(?:几岁|多大)(?:可以|才能|能)?|几年|几天|几个月|多久|多长时间|何时"
    r"|(?:归|由|该|找)?谁(?:负责|来管|管|出钱|来出)?"
    r"|能不能|可不可以|是不是|要不要|有没有|算不算|会不会|该不该|需不需要|用不用|违不违法|犯不犯法|是否"
    r"|(?:需要|要|用|能|可以)(?:办证|办手续|交钱|审批|批|申请)?(?:吗|么|嘛)|(?:吗|呢|么|嘛)$"
    r"|(?:合不合法|合法不|(?:合法|违法|犯法|犯罪|划算|合理|真的|有用|行|好)(?:吗|嘛)|划不划算|行不行|好不好)"
)
_POLITELY = re.compile(_POLITE)

_TOLD = re.compile(
    r"我(?![国省市县区镇乡村校院军党])(?:们|自己|这边?|这里)?|[咱俺](?:们|家|这)?|[你他她]们|人家|大家"
    r"|到?(?<![出发体呈再表])现在还?|至今|一直|已经|还没有?给?|真的|其实|好像|听说|据说|然后|后来|但是|可是|因为|所以|如果|要是|的话|老是|总是|天天"
    r"|收到|接到|遇到|碰[到上]|遇上|突然|(?<![小老男女])朋友|亲戚|熟人|同事|别人"
    r"|应该|可以|能够|帮帮|帮个?忙|帮我|反映|打电话|没有?人(?:来|理|接|处理|解决)|好几(?:年|个月|天)|好久|很久|想开个?|想办|[啊呀啦哦哎]"
)
"""What people say around it who tell what has happened to them."""

_SUMS = re.compile(
    r"(?<![\d.第])(?:\d+(?:\.\d+)?[多来]?[百千万]?元(?![旦以之])|[一二两三四五六七八九十几]+[多来]?[百千万]元(?![以之])"
    r"|(?:\d+(?:\.\d+)?|[一二两三四五六七八九十几百千]+)[多来]?(?:[百千万]?块(?:钱|(?!\w))|万(?!\w)))"
)
"""The sum that is asked for or owed, which no rule names: 5000块 in 打架赔5000块."""

_TELLS = re.compile(
    r"我(?![国省市县区镇乡村校院军党])|[咱俺]|老伴|老婆|老公|丈夫|妻子|儿子|女儿|爸|妈|爷爷|奶奶|邻居|老板|房东"
)
"""Those of whom people tell, themselves first."""

_TOLD_TIMES = re.compile("今年|去年|前年|上个?月|这个月|上周|昨天|前天|前几天|前段时间")
"""When it happened, which is no time of reports."""

_AT_END = re.compile(
    r"(?:(?:申请|办理|报名|领取|发放|享受|相关|最新)?(?:条件|流程|手续|材料|程序|标准|规定|政策|须知|指南|方式|地址|地点|电话|时间|要求|期限)"
    r"|申请|办理|领取|查询|太(?:贵|高|少|差|慢|多|小|难|乱)|(?:涨|降|变|改)价?了|了)$"
)
_AT_START = re.compile(r"(?:申请|办理|办(?![公学案法事好税医])|领取|查询)(?=..)")

_KINDS = re.compile("(?:管理|暂行|实施)?(?:办法|条例|规定|细则|规章)")
"""What kind of rule is looked for: one on the matter may be of another."""

_LONE_SIGNS = re.compile(r"(?<!\S)[，。？！、；：,.?!;:]+(?!\S)")


def tells_a_story(text: str) -> bool:
    """Return whether somebody tells what has happened, rather than names what is looked for: 我家房子前年被征收.

    >>> tells_a_story("我家房子前年被征收了"), tells_a_story("我国去年粮食产量")
    (True, False)
    """
    return _TELLS.search(text) is not None


def frames(text: str, *, alone: bool = True) -> Iterator[tuple[int, int]]:
    """Yield where the frame of a text stands, piece by piece, from left to right; a text that stands beside others may be nothing else.

    >>> text = "办残疾证需要什么材料"
    >>> [text[start:end] for start, end in frames(text)]
    ['办', '需要什么材料']
    """
    start, end = 0, len(text)
    if not alone and (_KINDS.fullmatch(text) or _AT_END.fullmatch(text)):
        yield start, end
        return
    pieces = [found.span() for found in _ASKED.finditer(text) if found[0]]
    for form in (_TOLD, _SUMS, _TOLD_TIMES) if tells_a_story(text) else (_TOLD, _SUMS):
        spans = [found.span() for found in form.finditer(text)]
        pieces += [span for span in spans if not any(_overlap(span, piece) for piece in pieces)]
    pieces.sort()
    if not (pieces and pieces[0][0] == 0) and (found := _AT_START.match(text)):
        pieces.insert(0, found.span())
    while found := _AT_END.search(text, start, _end_before(pieces, end)):
        if found.start() == 0:
            break
        pieces.append(found.span())
    yield from sorted(pieces)


def without_politeness(text: str) -> str:
    """Return a text with blanks in place of what opens and closes a question, which says nothing of what is asked.

    >>> without_politeness("请问养老金怎么领").split()
    ['养老金怎么领']
    """
    return _POLITELY.sub(lambda found: " " * len(found[0]), text)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _end_before(pieces: list[tuple[int, int]], end: int) -> int:
    """Return where a text ends without the pieces at its end."""
    for first, last in sorted(pieces, reverse=True):
        if last == end:
            end = first
    return end


def without_frames(text: str) -> str:
    """Return a text with blanks in place of its frame, and of signs that stand alone then."""
    for start, end in frames(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return _LONE_SIGNS.sub(lambda found: " " * len(found[0]), text)
