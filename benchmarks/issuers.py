"""Who issues the reports of a made archive, and under which headings: invented, with the frequencies archives have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_CITY = "临川州"
_COUNTIES = ("青禾市", "白石县", "云岭县")
_DEPARTMENTS = (
    ("人民政府办公室", "政办发"),
    ("财政局", "财发"),
    ("教育体育局", "教体发"),
    ("市场监督管理局", "市监发"),
    ("人力资源和社会保障局", "人社发"),
    ("自然资源局", "自然资发"),
    ("卫生健康局", "卫健发"),
    ("民政局", "民发"),
    ("交通运输局", "交发"),
    ("水务局", "水发"),
    ("农业农村局", "农发"),
    ("住房和城乡建设局", "建发"),
    ("应急管理局", "应急发"),
    ("发展和改革局", "发改发"),
    ("科学技术局", "科发"),
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer: its name, the code its index numbers begin with, and the letters of its document numbers."""

    name: str
    code: str
    letters: str


def _issuers() -> tuple[Issuer, ...]:
    areas = (_CITY, *_COUNTIES)
    found = [(area + name, area[0] + letters) for name, letters in _DEPARTMENTS for area in areas]
    return tuple(
        Issuer(name, f"{15_530_000 + 137 * number:09d}", letters) for number, (name, letters) in enumerate(found)
    )


ISSUERS = _issuers()
"""60 issuers, those with the most reports first."""

CATEGORIES = (
    "通知公告",
    "政策文件",
    "财政预决算",
    "政策解读",
    "工作报告",
    "行政处罚",
    "人事信息",
    "建议提案",
    "规划计划",
    "应急管理",
    "统计数据",
    "公共资源",
)
TOPICS = (
    "财政、金融、审计\\财政",
    "科技、教育\\教育",
    "卫生、体育\\卫生",
    "民政、扶贫、救灾\\社会救助",
    "劳动、人事、监察\\社会保障",
    "国土资源、能源\\土地",
    "农业、林业、水利\\水利、水务",
    "农业、林业、水利\\农业、畜牧业、渔业",
    "城乡建设、环境保护\\城市规划",
    "城乡建设、环境保护\\环境监测、保护与治理",
    "工业、交通\\公路",
    "市场监管、安全生产监管\\食品药品监管",
    "市场监管、安全生产监管\\安全生产监管",
    "综合政务\\政务公开",
    "综合政务\\电子政务",
    "公安、安全、司法\\司法",
    "商贸、海关、旅游\\旅游",
    "文化、广电、新闻出版\\文化",
    "人口与计划生育、妇女儿童工作\\妇女儿童",
    "国民经济管理、国有资产监管\\宏观经济",
    "科技、教育\\科技",
    "工业、交通\\铁路",
    "对外事务\\外事",
    "其他",
)
KINDS = ("通知", "公告", "意见", "报告", "通报", "方案", "办法", "决定", "公示", "答复")
YEARS = range(2008, 2027)


def zipf(count: int, *, shift: float = 2.0) -> Sequence[float]:
    """Return cumulative weights for `random.choices` that fall off as 1 / (rank + shift).

    >>> [round(each, 3) for each in zipf(3)]
    [0.5, 0.833, 1.083]
    """
    return list(accumulate(1 / (rank + shift) for rank in range(count)))
