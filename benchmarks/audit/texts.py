"""Invented texts of notices, no two alike, with much that looks like personal data and is none."""

from __future__ import annotations

from random import Random

_DISTRICTS = [
    "城东",
    "城西",
    "城南",
    "城北",
    "河湾",
    "石桥",
    "柳林",
    "青山",
    "白塔",
    "双溪",
    "龙泉",
    "长坡",
    "新港",
    "临江",
    "花园",
    "东岭",
]
_WORKS = [
    "管网改造",
    "道路养护",
    "河道清淤",
    "路灯更换",
    "校舍修缮",
    "公厕新建",
    "垃圾清运",
    "绿化补植",
    "桥梁检测",
    "泵站维修",
    "农房排查",
    "消防演练",
    "防汛巡查",
    "医保宣传",
    "就业招聘",
    "税费减免",
]
_WHO = [
    "各科室",
    "各镇街",
    "施工单位",
    "物业企业",
    "辖区居民",
    "参建各方",
    "行业协会",
    "监理单位",
    "供水企业",
    "用人单位",
]
_ACTS = [
    "须按期完成整改",
    "要如实上报进度",
    "应当现场公示",
    "要落实专人负责",
    "可以到窗口办理",
    "须留存影像资料",
    "要做好应急准备",
    "应当接受监督",
    "要严格控制成本",
    "须签订责任书",
]
_ENDS = [
    "逾期不予受理",
    "结果将予通报",
    "未尽事宜另行通知",
    "请相互转告",
    "确保群众满意",
    "不得影响通行",
    "务必保证质量",
    "具体标准见附件",
    "经费从预算列支",
    "工作情况纳入考核",
]
_DECOYS = (
    "咨询电话0871-{phone}。",
    "地址：{district}路{number}号政务服务中心3楼302室。",
    "统一社会信用代码91530100MA6K{number}Y3。",
    "合同编号HT2023{phone}0{phone}。",
    "申请人身份证号110101********{number}。",
    "工程预算{phone}.00元，面积{number}.5平方米。",
    "项目代码2019-530102-48-03-{number}。",
    "物流单号SF{phone}{phone}。",
    "热线12345转{number}，或登录网站查询。",
    "批准文号第{phone}{phone}{phone}号样品检验合格。",
)
"""What is no personal data: {phone} has eight digits, {number} four."""


def title(random: Random, number: int) -> str:
    """Return a title that no other number has."""
    return f"关于{random.choice(_DISTRICTS)}片区第{number}项{random.choice(_WORKS)}工作的{random.choice(('通知', '公告', '意见'))}"


def body(random: Random) -> str:
    """Return a text of some 400 characters, with a decoy or two."""
    sentences = [_sentence(random) for _ in range(random.randint(7, 14))]
    for _ in range(random.randint(0, 2)):
        sentences.insert(random.randint(0, len(sentences)), _decoy(random))
    return "\n".join(sentences)


def _sentence(random: Random) -> str:
    district, work, other = random.choice(_DISTRICTS), random.choice(_WORKS), random.choice(_DISTRICTS)
    start = f"{district}片区{random.randint(1, 31)}日至{other}段的{work}共{random.randint(2, 9_999)}处"
    return f"{start}，{random.choice(_WHO)}{random.choice(_ACTS)}，{random.choice(_ENDS)}。"


def _decoy(random: Random) -> str:
    return random.choice(_DECOYS).format(
        phone=random.randint(20_000_000, 29_999_999),
        number=random.randint(1_000, 9_999),
        district=random.choice(_DISTRICTS),
    )
