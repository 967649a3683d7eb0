"""The kinds of findings, with what to do about each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its name for programs, its Chinese name, and what to do about it."""

    name: str
    label: str
    advice: str


MISSING_FIELD = Kind("missing_field", "缺少字段", "请在来源系统或文件里补上")
DATE_ORDER = Kind("date_order", "日期先后不对", "请核对并改正日期")
LATE = Kind("late", "超过20个工作日公开", "请核对日期；确属迟延的，请说明原因（《政府信息公开条例》第二十六条）")
NUMBER_YEAR = Kind("number_year", "号中年份与日期不符", "请核对号和日期")
MALFORMED_NUMBER = Kind("malformed_number", "号的格式不对", "请按本机关的编号规则改正")
SHARED_INDEX_NUMBER = Kind("shared_index_number", "索引号重复", "请为其中一份重新编号，或撤下重复发布的")
SHARED_DOCUMENT_NUMBER = Kind("shared_document_number", "文号重复", "请核对哪一份的文号写错了")
NEAR_IDENTICAL = Kind("near_identical", "内容几乎相同", "如属重复发布，请撤下其中一份")
DEAD_LINK = Kind("dead_link", "附件打不开", "请补上附件，或改正其地址")
IDENTITY_NUMBER = Kind("identity_number", "身份证号", "请遮盖出生日期等中间 8 位后重新发布")
MOBILE = Kind("mobile", "手机号", "属个人号码的，请遮盖中间 4 位；对外公布的联系电话可以注明后忽略")
BANK_CARD = Kind("bank_card", "银行卡号", "请只保留后 4 位")
HOME_ADDRESS = Kind("home_address", "家庭住址", "请只写到县区或乡镇")
FILE_PROPERTIES = Kind("file_properties", "文件属性里的个人信息", "请清除文件属性（作者、最后修改者等）后重新上传")

KINDS = {
    each.name: each
    for each in (
        MISSING_FIELD,
        DATE_ORDER,
        LATE,
        NUMBER_YEAR,
        MALFORMED_NUMBER,
        SHARED_INDEX_NUMBER,
        SHARED_DOCUMENT_NUMBER,
        NEAR_IDENTICAL,
        DEAD_LINK,
        IDENTITY_NUMBER,
        MOBILE,
        BANK_CARD,
        HOME_ADDRESS,
        FILE_PROPERTIES,
    )
}
"""All kinds, by name."""
