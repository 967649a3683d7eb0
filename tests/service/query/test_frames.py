"""What people put around the thing that they look for."""

from __future__ import annotations

import pytest

from service.query.frames import frames, without_frames


def rest_of(text: str) -> str:
    """Return a text without what frames it."""
    for start, end in reversed(list(frames(text))):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("办残疾证需要什么材料", "残疾证"),
        ("低保申请条件", "低保"),
        ("楼上漏水谁负责", "楼上漏水"),
        ("产假多少天", "产假"),
        ("养狗要办证吗", "养狗"),
        ("在哪里可以摆摊", "摆摊"),
        ("物业费太贵", "物业费"),
        ("一年级什么时候报名", "一年级报名"),
        ("您好，我想问一下，失业了社保怎么交", "，，失业了社保交"),
        ("请问自己家里装充电桩可以吗", "装充电桩"),
        ("我家门前的树去年倒了到现在没人处理", "门前的树倒"),
        ("供水公司这样收费合法吗", "供水公司这样收费"),
        ("水费涨价了", "水费"),
        ("我国去年用水", "我国去年用水"),
        ("收到假币短信", "假币短信"),
        ("给朋友作保", "给作保"),
        ("小朋友入园", "小朋友入园"),
        ("打架赔5000块", "打架赔"),
        ("欠我三万块钱不还", "欠不还"),
        ("小额官司 2万", "小额官司 "),
        ("罚款2万元以下", "罚款2万元以下"),
        ("2026元旦放假", "2026元旦放假"),
        ("一块地卖两次", "一块地卖两次"),
        ("收入3万人口", "收入3万人口"),
    ],
)
def test_the_thing_itself_is_left(typed: str, rest: str) -> None:
    """What is asked of it is its frame."""
    assert rest_of(typed) == rest


@pytest.mark.parametrize(
    "typed", ["办学许可", "开网吧", "查处违法建设", "哪些", "办公用房", "条件", "行政审批", "政府工作报告"]
)
def test_words_that_only_look_like_a_frame_are_left_alone(typed: str) -> None:
    """A frame alone is all that was asked for, and 办 begins many words."""
    assert rest_of(typed) in (typed, "")


@pytest.mark.parametrize("typed", ["管理办法", "条件", "办理流程", "申请", "多少钱"])
def test_a_word_beside_others_may_be_a_frame(typed: str) -> None:
    """居住证 办理流程 asks for 居住证; alone it is all that was asked for, or a part of it."""
    assert "".join(typed[start:end] for start, end in frames(typed, alone=False)) == typed


def test_a_text_without_its_frame_is_as_long() -> None:
    """Notes about a query point into it."""
    assert without_frames("请问低保怎么申请") == "  低保    "
    assert without_frames("低保怎么办？") == "低保    "
    assert without_frames("低保") == "低保"
