"""Names of persons in Chinese, told by their surname: one or two characters out of a short list, and one or two more."""

from __future__ import annotations

import re

from corpus.characters import HAN

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于傅皮齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧戴谈宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅林刁钟徐邱骆高夏蔡"
    "田樊胡凌霍虞万柯管卢莫房裘缪解应宗丁邓郁单洪包左石崔龚程邢裴陆荣翁荀段侯宁仇武刘景詹龙叶白蒲赖卓池乔翟谭姬申涂肖闫付代覃辛简饶曾关查游"
)
_COMPOUND = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|东方|南宫"
_NAME = re.compile(rf"(?:(?:{_COMPOUND})|[{_SURNAMES}])[{HAN}]{{1,2}}")
_NO_NAME = re.compile(
    r"[局厅委办科室处院校所站队部组司]$|用户|电脑|系统|软件|公司|文秘|管理|安全|单位|高级|常用|任务|万能|方正|金山|万方|应用|关于|石油|江苏|云南|广东|黄河|高新|白云"
)


def looks_like_name(text: str) -> bool:
    """Return whether a text, all of it, is likely a person's name.

    >>> [looks_like_name(text) for text in ("张晓明", "欧阳 兰", "微软用户", "王府办", "Administrator")]
    [True, True, False, False, False]
    """
    plain = "".join(text.split())
    return _NAME.fullmatch(plain) is not None and _NO_NAME.search(plain) is None
