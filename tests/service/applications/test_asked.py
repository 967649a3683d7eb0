"""What an application asks for."""

from __future__ import annotations

import pytest

from service.applications.asked import (
    LONGEST_PIECE,
    MOST_PIECES,
    asked_for,
    without_personal_data,
)

FORM = """政府信息公开申请表
申请人信息
姓名：李某
证件号码：110101199003070097
联系电话：0871-63912345
通信地址：青禾市春晓路12号3单元
所需政府信息
内容描述：2023年城区公租房的分配结果
以及申请条件
用途：生活需要
提供方式：纸质
获取方式：邮寄"""


@pytest.mark.parametrize(
    ("application", "pieces"),
    [
        (FORM, ("2023年城区公租房的分配结果", "以及申请条件")),
        (
            "青禾市水务局：\n根据《中华人民共和国政府信息公开条例》，本人申请公开2022年水质检测结果。\n此致\n敬礼\n2023年3月1日",
            ("2022年水质检测结果",),
        ),
        ("你好，因办理贷款需要，我想了解一下城区公租房的申请条件。谢谢！", ("城区公租房的申请条件",)),
        (
            "申请公开：\n1. 2023年部门预算；\n2、80岁以上老人高龄津贴标准；（3）停水公告全文",
            ("2023年部门预算", "80岁以上老人高龄津贴标准", "停水公告全文"),
        ),
        ("特申请贵局公开青政办规〔2022〕3号文件。以电子邮件形式提供给我。", ("青政办规〔2022〕3号文件",)),
        ("本人张某，特申请公开停水公告全文", ("停水公告全文",)),
        ("我是李四，电话13800138000。申请公开停水公告全文", ("停水公告全文",)),
        ("申请人：李四，身份证号110101199003070097。停水公告全文", ("停水公告全文",)),
        ("本人户籍信息", ("本人户籍",)),
        ("请在法定期限内书面答复。", ()),
        ("", ()),
        ("。。。；；\n\n", ()),
    ],
)
def test_pieces_are_what_is_asked_for(application: str, pieces: tuple[str, ...]) -> None:
    """Without law, courtesies, purpose and delivery; under its label where a form has one."""
    assert asked_for(application).pieces == pieces


@pytest.mark.parametrize("personal", ["110101199003070097", "63912345", "13800138000", "li_mou@example.com", "李某"])
def test_nothing_of_the_applicant_is_looked_up(personal: str) -> None:
    """Neither in the fields of a form nor in a sentence beside what is asked for."""
    said = f"本人（{personal}）申请公开2022年水质检测结果，电话{personal}，请回复。" if personal != "李某" else ""
    for application in (FORM, said):
        assert not any(personal in piece for piece in asked_for(application).pieces)


def test_personal_data_end_a_sentence() -> None:
    """What stood on both sides is not read as one."""
    assert without_personal_data("甲13800138000乙") == "甲\n乙"


def test_pieces_are_few_and_short() -> None:
    """The others are counted."""
    asked = asked_for("\n".join(f"第{each}号公租房的分配结果{'很' * 300}" for each in range(MOST_PIECES + 3)))
    assert (len(asked.pieces), asked.left_out) == (MOST_PIECES, 3)
    assert max(map(len, asked.pieces)) == LONGEST_PIECE
