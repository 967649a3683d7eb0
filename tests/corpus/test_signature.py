"""The end of a text tells who signed it and when."""

import pytest

from corpus.signature import Signature, find_signature
from corpus.values.partial_date import PartialDate

SIGNED = Signature("青禾市水务局", PartialDate(2023, 1, 5))


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        ("特此通知。\n　　青禾市水务局\n　　2023年1月5日", SIGNED),
        ("特此通知。\n青禾市水务局\n二〇二三年一月五日\n（此件公开发布）", SIGNED),
        ("特此通知。\n青禾市水务局　　2023年1月5日", SIGNED),
        ("特此通知。\n青禾市水务局\n2023年1月5日\n附件：1.名单\n2.表格", SIGNED),
        ("甲。\n青禾市水务局\n2023年1月5日\n附件\n名单\n" + "乙丙丁戊己庚辛。\n" * 20, SIGNED),
        ("甲附。\n青禾市水务局\n2023年1月5日\n\u3000\u3000附件\n" + "乙丙丁戊己庚辛。\n" * 20, SIGNED),
        ("附则\n青禾市水务局\n2023年1月5日\n" + " " * 200 + "附件\n" + "乙丙丁戊己庚辛。\n" * 20, Signature()),
        ("甲。\n市水务局\n市教育局\n2023年1月5日", Signature("市水务局、市教育局", PartialDate(2023, 1, 5))),
        ("甲。\n青禾市应急管理局\n2019年12月", Signature("青禾市应急管理局", PartialDate(2019, 12))),
        ("甲。\n2023年1月5日", Signature("", PartialDate(2023, 1, 5))),
        ("甲。\n2023年2月30日", Signature()),
        ("自2023年1月5日起施行。", Signature()),
        ("规划期为\n2019年12月", Signature()),
        ("甲。\n青禾市水务局\n二 〇 二 三 年 一 月 五 日", SIGNED),
        ("开户行：青禾支行\n622848012345\n1678291200000", Signature()),
        ("", Signature()),
    ],
)
def test_signatures(body: str, signature: Signature) -> None:
    """Issuer and day are found at the end or before the attachments; other dates are none."""
    assert find_signature(body) == signature
