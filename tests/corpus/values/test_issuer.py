"""Agencies keep their names, and lose what pages print behind them."""

from __future__ import annotations

import pytest

from corpus.values.issuer import issuer_in

BEHIND = """
阅读：128|阅读次数：3|点击率：9|点击数: 5|浏览量：1284次|访问量：7|供稿：张三|供稿单位：办公室|录入：某某|录入员：某某|审核：某某|责任编辑：某某|编辑：某某
打印|【打印】|关闭|分享到：|我要纠错|纠错|字体：大 中 小|【字体：大 中 小】|[大] [中] [小]|字号：大|收藏|保护视力色：|发布时间：2025-05-06|时间：2025-05-06
背景色：|手机看：1|2025-05-06|作者：某某|摄影：某某|（记者 某某）|| 浏览|　　撰稿人：某某|听全文|扫一扫|上传：某某
听新闻|语音朗读|复制链接|二维码|手机版|返回顶部|附件下载|校审：某某|主办单位：某局|A+ A-|T大 T小|默认 大 特大|转发|QQ空间|(
"""


@pytest.mark.parametrize("name", ["青禾市水务局", "青禾县人民政府办公室", "青禾日报社"])
@pytest.mark.parametrize("gap", ["", " ", "　"])
@pytest.mark.parametrize("behind", [each for line in BEHIND.split("\n") for each in line.split("|") if each])
def test_what_stands_behind_is_left_out(name: str, gap: str, behind: str) -> None:
    """Labels, brackets, tools and dates end a name, with or without a gap."""
    assert issuer_in(f"{name}{gap}{behind}") == name


@pytest.mark.parametrize("behind", ["大 中 小", "T T T", "手机看", "（办公室）", "(综合科)", "微信", "微博"])
def test_switches_behind_a_gap_are_left_out(behind: str) -> None:
    """Letters of a switch of sizes are none of a name, nor is a bracket that stands apart."""
    assert issuer_in(f"青禾市水务局 {behind}") == "青禾市水务局"


def test_quotation_marks_around_a_name_are_left_out() -> None:
    """Marks inside a longer name stay."""
    assert issuer_in("“青禾市水务局” 打印") == issuer_in('"青禾市水务局"') == "青禾市水务局"
    assert issuer_in("“青禾发布”编辑部") == "“青禾发布”编辑部"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "青禾市住房和城乡建设局（市人民防空办公室）",
            "青禾市委编辑部",
            "国务院办公厅 应急管理部",
            "青禾微博",
            "青禾市发布中心",
            "中国政府网",
        ),
        *("青禾市档案局打印室", "青禾市时间银行管理中心", "第1号工地指挥部", "水"),
    ],
)
def test_names_stay_whole(name: str) -> None:
    """Names that hold such words, several names and short ones are not shortened."""
    assert issuer_in(name) == name
